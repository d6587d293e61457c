/**
 * dw = sum over positions of x times dy, in two passes: every thread sums a few channels of one kernel tap over its share
 * of the images, then the shares are added in order. No atomics, so the same input always gives the same bits.
 */
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import type { FlatPass } from './flat-pass.ts';
import { unroll } from './tile.ts';

/** Enough threads to fill a large GPU; more shares would only cost memory. */
const wantedThreads = 16_384;

/** Input channels that one thread sums. */
function channelTile({ inChannels }: ConvolutionGeometry): number {
  return inChannels % 4 === 0 ? 4 : inChannels;
}

function threadsOfShare(geometry: ConvolutionGeometry): number {
  const { kernelHeight, kernelWidth, inChannels, outChannels } = geometry;
  return (kernelHeight * kernelWidth * inChannels * outChannels) / (4 * channelTile(geometry));
}

/** Into how many shares the images are cut: a divisor of their number. */
export function sharesOf(geometry: ConvolutionGeometry): number {
  const wanted = Math.ceil(wantedThreads / threadsOfShare(geometry));
  let shares = Math.min(wanted, geometry.batch);
  while (geometry.batch % shares !== 0) shares++;
  return shares;
}

/** Inputs x [N, H, W, C] and dy [N, outH, outW, K]; output [shares, kernelH, kernelW, C, K]. */
export function partialWeightGradientPass(geometry: ConvolutionGeometry): FlatPass {
  const { batch, inChannels, outChannels, kernelHeight, kernelWidth } = geometry;
  const shares = sharesOf(geometry);
  const tile = channelTile(geometry);
  const isByFours = inChannels % 4 === 0;
  const factor = (i: number) => (isByFours ? `value.${'xyzw'.charAt(i)}` : `x[at + ${i}]`);
  return {
    key: `conv_weight_gradient_${tile}`,
    inputs: [
      ['x', isByFours ? 4 : 1],
      ['dy', 4],
    ],
    outputShape: [shares * kernelHeight * kernelWidth, 1, inChannels, outChannels],
    threads: threadsOfShare(geometry) * shares,
    outputComponents: 4,
    integers: { ...integersOf(geometry), IMAGES: batch / shares },
    floats: {},
    body: `
  let k = index % K4;
  let c = index / K4 % (C / ${tile}) * ${tile};
  let tap = index / (K4 * C / ${tile});
  let ky = tap / KW % KH;
  let kx = tap % KW;
  let share = tap / (KH * KW);
  let firstColumn = max(0, (PAD_LEFT - kx + STRIDE - 1) / STRIDE);
  let last = W - 1 + PAD_LEFT - kx;
  let columns = select(0, min(OW, last / STRIDE + 1), last >= 0);
  ${unroll(tile, (i) => `var sum${i} = vec4<f32>(0.0);`)}
  for (var n = share * IMAGES; n < (share + 1) * IMAGES; n++) {
    for (var oy = 0; oy < OH; oy++) {
      let y = oy * STRIDE - PAD_TOP + ky;
      if (y < 0 || y >= H) { continue; }
      let rowX = ((n * H + y) * W - PAD_LEFT + kx) * C + c;
      let rowY = (n * OH + oy) * OW * K4 + k;
      for (var ox = firstColumn; ox < columns; ox++) {
        let at = rowX + ox * STRIDE * C;
        let upstream = dy[rowY + ox * K4];
        ${isByFours ? 'let value = x[at / 4];' : ''}
        ${unroll(tile, (i) => `sum${i} += ${factor(i)} * upstream;`)}
      }
    }
  }
  let to = (tap * C + c) * K4 + k;
  ${unroll(tile, (i) => `result[to + ${i} * K4] = sum${i};`)}`,
  };
}

/** Input [shares * kernelH * kernelW, 1, C, K]; output [kernelH, kernelW, C, K]. */
export function sumSharesPass(geometry: ConvolutionGeometry): FlatPass {
  const { kernelHeight, kernelWidth, inChannels, outChannels } = geometry;
  const fours = (kernelHeight * kernelWidth * inChannels * outChannels) / 4;
  return {
    key: 'conv_sum_shares',
    inputs: [['partial', 4]],
    outputShape: [kernelHeight, kernelWidth, inChannels, outChannels],
    threads: fours,
    outputComponents: 4,
    integers: { SHARES: sharesOf(geometry) },
    floats: {},
    body: `
  var sum = partial[index];
  for (var share = 1; share < SHARES; share++) { sum += partial[share * uniforms.THREADS + index]; }
  result[index] = sum;`,
  };
}
