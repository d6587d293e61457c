/**
 * The map of SSIM between two maps, a channel at a time, and its gradient   [SSIM Eq. 13]. The window is that of
 * `core/similarity`: 11 x 11 Gaussian, mirrored at the borders, one direction at a time. With the window's means of a, b, aa, bb and ab,
 * SSIM is a function of five numbers, whose slopes go back through the same window, turned round.
 */
import { gaussian11 } from '../../core/similarity/window.ts';
import type { Kernel } from './kernel.ts';

const { radius, weights } = gaussian11;

const windowWeight = `
fn weightOf(offset : i32) -> f32 {
  var weights = array<f32, ${radius + 1}>(${weights.map((weight) => weight.toPrecision(9)).join(', ')});
  return weights[abs(offset)];
}`;

const mirror = `
fn mirrored(at : i32, count : i32) -> i32 {
  let period = 2 * count;
  let inside = ((at % period) + period) % period;
  return min(inside, period - 1 - inside);
}`;

interface MapShape {
  readonly shape: readonly number[];
}

function integersOf([batch, height, width, channels]: readonly number[]) {
  return { PLANE: batch * height * width * channels, H: height, W: width, C: channels };
}

function sizeOf([batch, height, width, channels]: readonly number[]): number {
  return batch * height * width * channels;
}

const place = `
  let c = index % C;
  let x = index / C % W;
  let y = index / C / W % H;
  let rowAt = index / C / W * W * C + c;
  let columnAt = (index / C / W / H * H * W + x) * C + c;`;

function mapKernel(
  name: string,
  shape: readonly number[],
  parts: Pick<Kernel, 'reads' | 'writes' | 'declarations' | 'body' | 'floats'>,
): Kernel {
  const grid = { kind: 'flat', threads: sizeOf(shape) } as const;
  return { name: `ssim_${name}`, grid, integers: integersOf(shape), ...parts, body: `${place}${parts.body}` };
}

/** Reads a, b [N, H, W, C]; writes sums [5, N, H, W, C]: the means of a, b, aa, bb and ab along each row's window. */
export function ssimRowsKernel({ shape }: MapShape): Kernel {
  return mapKernel('rows', shape, {
    reads: [
      ['a', 'f32'],
      ['b', 'f32'],
    ],
    writes: [['sums', 'f32']],
    declarations: windowWeight + mirror,
    body: `
  var first = vec4<f32>(0.0);
  var product = 0.0;
  for (var k = -${radius}; k <= ${radius}; k++) {
    let at = rowAt + mirrored(x + k, W) * C;
    let weight = weightOf(k);
    first += weight * vec4<f32>(a[at], b[at], a[at] * a[at], b[at] * b[at]);
    product += weight * a[at] * b[at];
  }
  for (var i = 0; i < 4; i++) { sums[i * PLANE + index] = first[i]; }
  sums[4 * PLANE + index] = product;`,
  });
}

/** The same means along columns, and what SSIM is made of: numerator factors n1, n2 and denominator factors d1, d2. */
const factors = `
  var means = vec4<f32>(0.0);
  var product = 0.0;
  for (var k = -${radius}; k <= ${radius}; k++) {
    let at = columnAt + mirrored(y + k, H) * W * C;
    let weight = weightOf(k);
    for (var i = 0; i < 4; i++) { means[i] += weight * sums[i * PLANE + at]; }
    product += weight * sums[4 * PLANE + at];
  }
  let n1 = 2.0 * means.x * means.y + C1;
  let n2 = 2.0 * (product - means.x * means.y) + C2;
  let d1 = means.x * means.x + means.y * means.y + C1;
  let d2 = means.z - means.x * means.x + means.w - means.y * means.y + C2;
  let similarity = n1 * n2 / (d1 * d2);`;

/** C1 = (0.01 L)^2 and C2 = (0.03 L)^2 of the range L of the numbers. */
function constants(range: number) {
  return { C1: (0.01 * range) ** 2, C2: (0.03 * range) ** 2 };
}

/** Reads sums; writes y [N, H, W, C]. */
export function ssimKernel({ shape }: MapShape, range: number): Kernel {
  return mapKernel('map', shape, {
    reads: [['sums', 'f32']],
    writes: [['y', 'f32']],
    floats: constants(range),
    declarations: windowWeight + mirror,
    body: `${factors}
  yStore(index, similarity);`,
  });
}

/** Reads sums and dy; writes slopes [4, N, H, W, C]: dy times SSIM's slope by the means of a, of b, of aa or bb, and of ab. */
export function ssimSlopesKernel({ shape }: MapShape, range: number): Kernel {
  return mapKernel('slopes', shape, {
    reads: [
      ['sums', 'f32'],
      ['dy', 'f32'],
    ],
    writes: [['slopes', 'f32']],
    floats: constants(range),
    declarations: windowWeight + mirror,
    body: `${factors}
  let across = 2.0 * (n2 - n1) / (d1 * d2);
  let along = 2.0 * similarity * (1.0 / d1 - 1.0 / d2);
  let upstream = dy[index];
  slopes[index] = upstream * (across * means.y - along * means.x);
  slopes[PLANE + index] = upstream * (across * means.x - along * means.y);
  slopes[2 * PLANE + index] = -upstream * similarity / d2;
  slopes[3 * PLANE + index] = upstream * 2.0 * n1 / (d1 * d2);`,
  });
}

/**
 * Code that sums, over all windows that see position `at` of `count` (itself or one of its mirror images), the weight that they give it
 * times what `add` adds.
 */
function sumOverWindows(at: string, count: string, add: string): string {
  return `
  for (var flip = 0; flip < 2; flip++) {
    let image = select(${at}, -1 - ${at}, flip == 1);
    let period = 2 * ${count};
    let start = image - (image + ${radius}) / period * period;
    for (var v = select(start, start + period, start < -${radius}); v < ${count} + ${radius}; v += period) {
      for (var j = max(0, v - ${radius}); j <= min(${count} - 1, v + ${radius}); j++) {
        let weight = weightOf(v - j);
        ${add}
      }
    }
  }`;
}

/** Reads slopes [4, N, H, W, C]; writes spread, the same back through the windows of the columns. */
export function ssimColumnsBackKernel({ shape }: MapShape): Kernel {
  return mapKernel('columns_back', shape, {
    reads: [['slopes', 'f32']],
    writes: [['spread', 'f32']],
    declarations: windowWeight,
    body: `
  var sum = vec4<f32>(0.0);
  ${sumOverWindows('y', 'H', 'for (var i = 0; i < 4; i++) { sum[i] += weight * slopes[i * PLANE + columnAt + j * W * C]; }')}
  for (var i = 0; i < 4; i++) { spread[i * PLANE + index] = sum[i]; }`,
  });
}

/** Reads spread, the map itself and the other; writes dx, the gradient of the first or second map. */
export function ssimGradientKernel({ shape }: MapShape, operand: 'a' | 'b'): Kernel {
  const plane = operand === 'a' ? 0 : 1;
  return mapKernel(`gradient_${operand}`, shape, {
    reads: [
      ['spread', 'f32'],
      ['own', 'f32'],
      ['other', 'f32'],
    ],
    writes: [['dx', 'f32']],
    declarations: windowWeight,
    body: `
  var sum = vec3<f32>(0.0);
  ${sumOverWindows(
    'x',
    'W',
    `let at = rowAt + j * C;
        sum += weight * vec3<f32>(spread[${plane} * PLANE + at], spread[2 * PLANE + at], spread[3 * PLANE + at]);`,
  )}
  dx[index] = sum.x + 2.0 * own[index] * sum.y + other[index] * sum.z;`,
  });
}
