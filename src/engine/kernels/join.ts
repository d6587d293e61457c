/** Maps side by side along their channels, and maps of twice the side. */
import { bindingsOf, unroll, vectorOf, widthOf, type Kernel, type Width } from './kernel.ts';

/** Most maps that one kernel joins: a device binds eight buffers at least. */
export const mostJoined = 6;

/** Four where all channels divide by four. */
function commonWidth(channels: readonly number[]): Width {
  return channels.every((count) => widthOf(count) === 4) ? 4 : 1;
}

/** Reads x0 [M, C0], x1 [M, C1], ...; writes y [M, C0 + C1 + ...]. */
export function concatKernel(rows: number, channels: readonly number[]): Kernel {
  const width = commonWidth(channels);
  const total = channels.reduce((sum, count) => sum + count, 0);
  const names = channels.map((_, i) => `x${i}`);
  const part = (i: number) =>
    `if (c >= 0 && c < C${i}) { yStore(index, V(x${i}[row * C${i} + c])); }\n  c -= C${i};`;
  return {
    name: `concat_${channels.length}_${width}`,
    reads: bindingsOf(names, width),
    writes: bindingsOf(['y'], width),
    grid: { kind: 'flat', threads: (rows * total) / width },
    integers: {
      CV: total / width,
      ...Object.fromEntries(channels.map((count, i) => [`C${i}`, count / width])),
    },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  let row = index / CV;
  var c = index % CV;
  ${unroll(channels.length, part)}`,
  };
}

/** Where a slice starts, and of how many channels it is one. */
interface SliceOf {
  readonly first: number;
  readonly of: number;
}

/** Reads x [M, of]; writes y [M, channels], the channels from `first`. */
export function sliceKernel(rows: number, channels: number, { first, of }: SliceOf): Kernel {
  const width = commonWidth([channels, first, of]);
  return {
    name: `slice_${width}`,
    reads: bindingsOf(['x'], width),
    writes: bindingsOf(['y'], width),
    grid: { kind: 'flat', threads: (rows * channels) / width },
    integers: { C: channels / width, FIRST: first / width, OF: of / width },
    declarations: `alias V = ${vectorOf(width)};`,
    body: '  yStore(index, V(x[index / C * OF + FIRST + index % C]));',
  };
}

/** Reads dy [M, channels]; writes dx [M, of], zero if nothing was taken. */
export function sliceGradientKernel(rows: number, channels: number, { first, of }: SliceOf): Kernel {
  const width = commonWidth([channels, first, of]);
  return {
    name: `slice_gradient_${width}`,
    reads: bindingsOf(['dy'], width),
    writes: bindingsOf(['dx'], width),
    grid: { kind: 'flat', threads: (rows * of) / width },
    integers: { C: channels / width, FIRST: first / width, OF: of / width },
    declarations: `alias V = ${vectorOf(width)};`,
    body: `
  let c = index % OF - FIRST;
  let isTaken = c >= 0 && c < C;
  dx[index] = select(V(0.0), dy[select(0, index / OF * C + c, isTaken)], isTaken);`,
  };
}

/** Reads x [N, H, W, C]; writes y [N, 2H, 2W, C]: every number four times. */
export function upsampleKernel(shape: readonly number[]): Kernel {
  const [batch, height, width, channels] = shape;
  const vector = widthOf(channels);
  return {
    name: `upsample_${vector}`,
    reads: bindingsOf(['x'], vector),
    writes: bindingsOf(['y'], vector),
    grid: { kind: 'flat', threads: (4 * batch * height * width * channels) / vector },
    integers: { W: width, CV: channels / vector },
    declarations: `alias V = ${vectorOf(vector)};`,
    body: `
  let c = index % CV;
  let column = index / CV % (2 * W);
  let row = index / CV / (2 * W); // of all images: an image has an even number of them
  yStore(index, V(x[(row / 2 * W + column / 2) * CV + c]));`,
  };
}

/** Reads dy [N, 2H, 2W, C]; writes dx [N, H, W, C], the sum of the four. */
export function upsampleGradientKernel(shape: readonly number[]): Kernel {
  const [batch, height, width, channels] = shape;
  const vector = widthOf(channels);
  return {
    name: `upsample_gradient_${vector}`,
    reads: bindingsOf(['dy'], vector),
    writes: bindingsOf(['dx'], vector),
    grid: { kind: 'flat', threads: (batch * height * width * channels) / vector },
    integers: { W: width, CV: channels / vector },
    body: `
  let c = index % CV;
  let at = (index / CV / W * 4 * W + index / CV % W * 2) * CV + c;
  dx[index] = dy[at] + dy[at + CV] + dy[at + 2 * W * CV] + dy[at + (2 * W + 1) * CV];`,
  };
}
