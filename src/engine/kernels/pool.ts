/** The largest number or the mean of square windows, and the mean of all positions; NHWC. Zeros around a map count in neither. */
import { sidesOf } from '../networks/padding.ts';
import type { PoolShape } from '../networks/operations.ts';
import { outLength } from './geometry.ts';
import { bindingsOf, vectorOf, widthOf, type Kernel, type Width } from './kernel.ts';

export interface PoolGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly side: number;
  readonly stride: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** Taps of a window are told apart in eight bits. */
const mostSide = 15;

/** `x` is [N, H, W, C]. @throws if a window could lie outside of the map, or has too many taps. */
export function poolGeometryOf(
  x: readonly number[],
  { side, stride, padding }: Omit<PoolShape, 'kind'>,
): PoolGeometry {
  const [batch, height, width, channels] = x;
  const { top, bottom, left, right } = sidesOf(padding);
  if (side > mostSide) throw new Error(`expected a pool of at most ${mostSide} x ${mostSide}, got ${side}`);
  if (Math.max(top, bottom, left, right) >= side) {
    throw new Error(
      `expected padding smaller than the window's ${side}, got ${[top, bottom, left, right].join(', ')}`,
    );
  }
  const outHeight = outLength(height, side, stride, top + bottom);
  const outWidth = outLength(width, side, stride, left + right);
  if (outHeight < 1 || outWidth < 1) {
    throw new Error(
      `a window of ${side} x ${side} does not fit into ${height + top + bottom} x ${width + left + right} pixels`,
    );
  }
  return { batch, height, width, channels, outHeight, outWidth, side, stride, padTop: top, padLeft: left };
}

function integersOf(geometry: PoolGeometry, vector: Width): Record<string, number> {
  return {
    H: geometry.height,
    W: geometry.width,
    CV: geometry.channels / vector,
    OH: geometry.outHeight,
    OW: geometry.outWidth,
    SIDE: geometry.side,
    STRIDE: geometry.stride,
    PAD_TOP: geometry.padTop,
    PAD_LEFT: geometry.padLeft,
  };
}

/** Taps of each channel in eight bits, so that four channels share an entry. */
const pack = { 4: 'dot(tap, vec4<u32>(1u, 256u, 65536u, 16777216u))', 1: 'tap' } as const;
const unpack = {
  4: '(vec4<u32>(tapOf[chosenAt]) >> vec4<u32>(0u, 8u, 16u, 24u)) & vec4<u32>(255u)',
  1: 'tapOf[chosenAt]',
} as const;
const count = { 4: 'vec4<u32>', 1: 'u32' } as const;

/** Shape of the taps that `maxPoolKernel` writes. */
export function tapsShape({ batch, outHeight, outWidth, channels }: PoolGeometry): number[] {
  return [batch, outHeight, outWidth, channels / widthOf(channels)];
}

const locateWindow = `
  let c = index % CV;
  let left = index / CV % OW * STRIDE - PAD_LEFT;
  let top = index / CV / OW % OH * STRIDE - PAD_TOP;
  let image = index / CV / OW / OH * H;`;

/** The windows that hold an input: rows and columns of the output from `first` to `last`. */
const locateWindows = `
  let c = index % CV;
  let column = index / CV % W + PAD_LEFT;
  let row = index / CV / W % H + PAD_TOP;
  let image = index / CV / W / H * OH;
  let firstY = max(0, (row - SIDE + STRIDE) / STRIDE);
  let firstX = max(0, (column - SIDE + STRIDE) / STRIDE);
  let lastY = min(row / STRIDE, OH - 1);
  let lastX = min(column / STRIDE, OW - 1);
  var sum = V(0.0);`;

function perOutput(geometry: PoolGeometry): Kernel['grid'] {
  const { batch, outHeight, outWidth, channels } = geometry;
  return { kind: 'flat', threads: (batch * outHeight * outWidth * channels) / widthOf(channels) };
}

function perInput({ batch, height, width, channels }: PoolGeometry): Kernel['grid'] {
  return { kind: 'flat', threads: (batch * height * width * channels) / widthOf(channels) };
}

/** Reads x [N, H, W, C]; writes y [N, OH, OW, C] and which tap, counted in rows, each came from; the first of equals. */
export function maxPoolKernel(geometry: PoolGeometry): Kernel {
  const vector = widthOf(geometry.channels);
  return {
    name: `max_pool_${vector}`,
    reads: bindingsOf(['x'], vector),
    writes: [...bindingsOf(['y'], vector), ['tapOf', 'u32']],
    grid: perOutput(geometry),
    integers: integersOf(geometry, vector),
    declarations: `alias V = ${vectorOf(vector)};\nalias U = ${count[vector]};`,
    body: `${locateWindow}
  var most = V(-3.4e38);
  var tap = U(0u);
  for (var ky = 0; ky < SIDE; ky++) {
    for (var kx = 0; kx < SIDE; kx++) {
      let row = top + ky;
      let column = left + kx;
      if (row < 0 || row >= H || column < 0 || column >= W) { continue; }
      let value = V(x[((image + row) * W + column) * CV + c]);
      tap = select(tap, U(u32(ky * SIDE + kx)), value > most);
      most = max(most, value);
    }
  }
  yStore(index, most);
  tapOf[index] = ${pack[vector]};`,
  };
}

/** Reads dy and the taps; writes dx: each input gathers from the windows that chose it. */
export function maxPoolGradientKernel(geometry: PoolGeometry): Kernel {
  const vector = widthOf(geometry.channels);
  return {
    name: `max_pool_gradient_${vector}`,
    reads: [...bindingsOf(['dy'], vector), ['tapOf', 'u32']],
    writes: bindingsOf(['dx'], vector),
    grid: perInput(geometry),
    integers: integersOf(geometry, vector),
    declarations: `alias V = ${vectorOf(vector)};\nalias U = ${count[vector]};`,
    body: `${locateWindows}
  for (var oy = firstY; oy <= lastY; oy++) {
    for (var ox = firstX; ox <= lastX; ox++) {
      let chosenAt = ((image + oy) * OW + ox) * CV + c;
      let tap = U(u32((row - STRIDE * oy) * SIDE + column - STRIDE * ox));
      let chosen = ${unpack[vector]};
      sum += select(V(0.0), dy[chosenAt], chosen == tap);
    }
  }
  dx[index] = sum;`,
  };
}

/** Pixels of the map in the window at (top, left). */
const insideCount = `
fn inside(top : i32, left : i32) -> f32 {
  let rows = min(top + sizes.SIDE, sizes.H) - max(top, 0);
  let columns = min(left + sizes.SIDE, sizes.W) - max(left, 0);
  return f32(max(1, rows * columns));
}`;

/** Reads x [N, H, W, C]; writes y [N, OH, OW, C], the mean of each window's pixels inside of the map. */
export function meanPoolKernel(geometry: PoolGeometry): Kernel {
  const vector = widthOf(geometry.channels);
  return {
    name: `mean_pool_${vector}`,
    reads: bindingsOf(['x'], vector),
    writes: bindingsOf(['y'], vector),
    grid: perOutput(geometry),
    integers: integersOf(geometry, vector),
    declarations: `alias V = ${vectorOf(vector)};${insideCount}`,
    body: `${locateWindow}
  var sum = V(0.0);
  for (var row = max(0, top); row < min(H, top + SIDE); row++) {
    for (var column = max(0, left); column < min(W, left + SIDE); column++) {
      sum += V(x[((image + row) * W + column) * CV + c]);
    }
  }
  yStore(index, sum / inside(top, left));`,
  };
}

/** Reads dy; writes dx. */
export function meanPoolGradientKernel(geometry: PoolGeometry): Kernel {
  const vector = widthOf(geometry.channels);
  return {
    name: `mean_pool_gradient_${vector}`,
    reads: bindingsOf(['dy'], vector),
    writes: bindingsOf(['dx'], vector),
    grid: perInput(geometry),
    integers: integersOf(geometry, vector),
    declarations: `alias V = ${vectorOf(vector)};${insideCount}`,
    body: `${locateWindows}
  for (var oy = firstY; oy <= lastY; oy++) {
    for (var ox = firstX; ox <= lastX; ox++) {
      let share = inside(oy * STRIDE - PAD_TOP, ox * STRIDE - PAD_LEFT);
      sum += dy[((image + oy) * OW + ox) * CV + c] / share;
    }
  }
  dx[index] = sum;`,
  };
}

/** Reads x [N, positions, C]; writes y [N, C], the mean over positions. */
export function averagePoolKernel(batch: number, positions: number, channels: number): Kernel {
  const vector = widthOf(channels);
  return {
    name: `average_pool_${vector}`,
    reads: bindingsOf(['x'], vector),
    writes: bindingsOf(['y'], vector),
    grid: { kind: 'flat', threads: (batch * channels) / vector },
    integers: { POSITIONS: positions, CV: channels / vector },
    declarations: `alias V = ${vectorOf(vector)};`,
    body: `
  let c = index % CV;
  let image = index / CV * POSITIONS;
  var sum = V(0.0);
  for (var position = 0; position < POSITIONS; position++) { sum += V(x[(image + position) * CV + c]); }
  yStore(index, sum / f32(POSITIONS));`,
  };
}

/** Reads dy [N, C]; writes dx [N, positions, C] = dy / positions. */
export function averagePoolGradientKernel(batch: number, positions: number, channels: number): Kernel {
  const vector = widthOf(channels);
  return {
    name: `average_pool_gradient_${vector}`,
    reads: bindingsOf(['dy'], vector),
    writes: bindingsOf(['dx'], vector),
    grid: { kind: 'flat', threads: (batch * positions * channels) / vector },
    integers: { POSITIONS: positions, CV: channels / vector },
    body: '  dx[index] = dy[index / CV / POSITIONS * CV + index % CV] / f32(POSITIONS);',
  };
}
