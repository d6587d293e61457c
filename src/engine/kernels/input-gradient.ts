/** dx = dy * w transposed, directly: each thread sums four input channels at a few positions. */
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import type { FlatPass } from './flat-pass.ts';
import { positionTile, unroll } from './tile.ts';

/** Where tap (ky, kx) of one input position came out, and whether it did. */
function locate(p: number): string {
  return `
      let y${p} = top${p} - ky;
      let z${p} = left${p} - kx;
      let isInside${p} = y${p} >= 0 && z${p} >= 0 && y${p} % STRIDE == 0 && z${p} % STRIDE == 0
        && y${p} / STRIDE < OH && z${p} / STRIDE < OW;
      let inside${p} = select(0.0, 1.0, isInside${p});
      let base${p} = select(0, ((image${p} + y${p} / STRIDE) * OW + z${p} / STRIDE) * K4, isInside${p});`;
}

/** Four output channels at once, for all positions. */
function sumOutputs(tile: number): string {
  const products = (p: number) => [0, 1, 2, 3].map((i) => `dot(d${p}, w${i})`).join(', ');
  return `
      let row = ((ky * KW + kx) * C + c * 4) * K4;
      for (var k = 0; k < K4; k++) {
        let at = row + k;
        let w0 = w[at]; let w1 = w[at + K4]; let w2 = w[at + 2 * K4]; let w3 = w[at + 3 * K4];
        ${unroll(tile, (p) => `let d${p} = dy[base${p} + k] * inside${p};`)}
        ${unroll(tile, (p) => `sum${p} += vec4<f32>(${products(p)});`)}
      }`;
}

/**
 * Inputs dy [N, outH, outW, K] and w [kernelH, kernelW, C, K], C a multiple of 4; output [N, H, W, C].
 * An input at y met output (y + pad - ky) / stride, where that is whole and inside.
 */
export function inputGradientPass(geometry: ConvolutionGeometry): FlatPass {
  const { batch, inHeight, inWidth, inChannels } = geometry;
  const positions = batch * inHeight * inWidth;
  const tile = positionTile(positions);
  const isAnyInside = Array.from({ length: tile }, (_, p) => `isInside${p}`).join(' || ');
  return {
    key: `conv_input_gradient_${tile}`,
    inputs: [
      ['dy', 4],
      ['w', 4],
    ],
    outputShape: [batch, inHeight, inWidth, inChannels],
    outputComponents: 4,
    threads: (positions / tile) * (inChannels / 4),
    integers: integersOf(geometry),
    floats: {},
    body: `
  let c = index % (C / 4);
  let first = index / (C / 4) * ${tile};
  ${unroll(
    tile,
    (p) => `
  let position${p} = first + ${p};
  let image${p} = position${p} / (H * W) * OH;
  let top${p} = position${p} / W % H + PAD_TOP;
  let left${p} = position${p} % W + PAD_LEFT;
  var sum${p} = vec4<f32>(0.0);`,
  )}
  for (var ky = 0; ky < KH; ky++) {
    for (var kx = 0; kx < KW; kx++) {
      ${unroll(tile, locate)}
      if (!(${isAnyInside})) { continue; }
      ${sumOutputs(tile)}
    }
  }
  ${unroll(tile, (p) => `result[position${p} * (C / 4) + c] = sum${p};`)}`,
  };
}
