/** Max-pooling 3x3 by steps of 2 with a border of 1, and the mean of all positions; NHWC. */
import { bindingsOf, vectorOf, widthOf, type Kernel, type Width } from './kernel.ts';

export interface PoolGeometry {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Side of the pooled map. */
export function pooledLength(length: number): number {
  return Math.floor((length - 1) / 2) + 1;
}

function integersOf({ height, width, channels }: PoolGeometry, vector: Width): Record<string, number> {
  return {
    H: height,
    W: width,
    CV: channels / vector,
    OH: pooledLength(height),
    OW: pooledLength(width),
  };
}

/** Tap 0-8 of each channel in eight bits, so that four channels share an entry. */
const pack = { 4: 'dot(tap, vec4<u32>(1u, 256u, 65536u, 16777216u))', 1: 'tap' } as const;
const unpack = {
  4: '(vec4<u32>(tapOf[chosenAt]) >> vec4<u32>(0u, 8u, 16u, 24u)) & vec4<u32>(255u)',
  1: 'tapOf[chosenAt]',
} as const;
const count = { 4: 'vec4<u32>', 1: 'u32' } as const;

/** Reads x [N, H, W, C]; writes y [N, OH, OW, C] and which tap, counted in rows, each came from; the first of equals. */
export function maxPoolKernel(geometry: PoolGeometry): Kernel {
  const { batch, height, width, channels } = geometry;
  const vector = widthOf(channels);
  return {
    name: `max_pool_${vector}`,
    reads: bindingsOf(['x'], vector),
    writes: [...bindingsOf(['y'], vector), ['tapOf', 'u32']],
    grid: {
      kind: 'flat',
      threads: (batch * pooledLength(height) * pooledLength(width) * channels) / vector,
    },
    integers: integersOf(geometry, vector),
    declarations: `alias V = ${vectorOf(vector)};\nalias U = ${count[vector]};`,
    body: `
  let c = index % CV;
  let left = index / CV % OW * 2 - 1;
  let top = index / CV / OW % OH * 2 - 1;
  let image = index / CV / OW / OH * H;
  var most = V(-3.4e38);
  var tap = U(0u);
  for (var k = 0; k < 9; k++) {
    let row = top + k / 3;
    let column = left + k % 3;
    if (row < 0 || row >= H || column < 0 || column >= W) { continue; }
    let value = V(x[((image + row) * W + column) * CV + c]);
    tap = select(tap, U(u32(k)), value > most);
    most = max(most, value);
  }
  yStore(index, most);
  tapOf[index] = ${pack[vector]};`,
  };
}

/** Reads dy and the taps; writes dx: each input gathers from the windows that chose it. */
export function maxPoolGradientKernel(geometry: PoolGeometry): Kernel {
  const { batch, height, width, channels } = geometry;
  const vector = widthOf(channels);
  return {
    name: `max_pool_gradient_${vector}`,
    reads: [...bindingsOf(['dy'], vector), ['tapOf', 'u32']],
    writes: bindingsOf(['dx'], vector),
    grid: { kind: 'flat', threads: (batch * height * width * channels) / vector },
    integers: integersOf(geometry, vector),
    declarations: `alias V = ${vectorOf(vector)};\nalias U = ${count[vector]};`,
    body: `
  let c = index % CV;
  let column = index / CV % W;
  let row = index / CV / W % H;
  let image = index / CV / W / H * OH;
  var sum = V(0.0);
  for (var oy = row / 2; oy <= min((row + 1) / 2, OH - 1); oy++) {
    for (var ox = column / 2; ox <= min((column + 1) / 2, OW - 1); ox++) {
      let chosenAt = ((image + oy) * OW + ox) * CV + c;
      let tap = U(u32((row - 2 * oy + 1) * 3 + column - 2 * ox + 1));
      let chosen = ${unpack[vector]};
      sum += select(V(0.0), dy[chosenAt], chosen == tap);
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
  y[index] = sum / f32(POSITIONS);`,
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
