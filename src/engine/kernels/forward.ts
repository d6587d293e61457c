/** y = x * w, directly: each thread sums four output channels at a few positions, so that a weight read serves them all. */
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import type { FlatPass } from './flat-pass.ts';
import { positionTile, unroll } from './tile.ts';

/** Four input channels at once: sixteen products for one read of x and four of w. */
function sumByFours(tile: number): string {
  return `
      for (var c = 0; c < C / 4; c++) {
        let at = (tap * C + c * 4) * K4 + k;
        let w0 = w[at]; let w1 = w[at + K4]; let w2 = w[at + 2 * K4]; let w3 = w[at + 3 * K4];
        ${unroll(tile, (p) => `let x${p} = x[base${p} / 4 + c] * inside${p};`)}
        ${unroll(tile, (p) => `sum${p} += x${p}.x * w0 + x${p}.y * w1 + x${p}.z * w2 + x${p}.w * w3;`)}
      }`;
}

function sumByOnes(tile: number): string {
  return `
      for (var c = 0; c < C; c++) {
        let weight = w[(tap * C + c) * K4 + k];
        ${unroll(tile, (p) => `sum${p} += x[base${p} + c] * inside${p} * weight;`)}
      }`;
}

/** Inputs x [N, H, W, C] and w [kernelH, kernelW, C, K]; output [N, outH, outW, K]. */
export function forwardPass(geometry: ConvolutionGeometry): FlatPass {
  const { batch, outHeight, outWidth, outChannels, inChannels } = geometry;
  const positions = batch * outHeight * outWidth;
  const tile = positionTile(positions);
  const isByFours = inChannels % 4 === 0;
  return {
    key: `conv_forward_${tile}_${isByFours}`,
    inputs: [
      ['x', isByFours ? 4 : 1],
      ['w', 4],
    ],
    outputShape: [batch, outHeight, outWidth, outChannels],
    threads: (positions / tile) * (outChannels / 4),
    outputComponents: 4,
    integers: integersOf(geometry),
    floats: {},
    body: `
  let k = index % K4;
  let first = (index / K4) * ${tile};
  ${unroll(
    tile,
    (p) => `
  let position${p} = first + ${p};
  let image${p} = position${p} / (OH * OW) * H;
  let top${p} = position${p} / OW % OH * STRIDE - PAD_TOP;
  let left${p} = position${p} % OW * STRIDE - PAD_LEFT;
  var sum${p} = vec4<f32>(0.0);`,
  )}
  for (var ky = 0; ky < KH; ky++) {
    for (var kx = 0; kx < KW; kx++) {
      let tap = ky * KW + kx;
      ${unroll(
        tile,
        (p) => `
      let y${p} = top${p} + ky;
      let z${p} = left${p} + kx;
      let isInside${p} = y${p} >= 0 && y${p} < H && z${p} >= 0 && z${p} < W;
      let inside${p} = select(0.0, 1.0, isInside${p});
      let base${p} = select(0, ((image${p} + y${p}) * W + z${p}) * C, isInside${p});`,
      )}
      ${isByFours ? sumByFours(tile) : sumByOnes(tile)}
    }
  }
  ${unroll(tile, (p) => `result[position${p} * K4 + k] = sum${p};`)}`,
  };
}
