/**
 * dw = sum over positions of x times dy, in two kernels: every thread sums a few channels of one kernel tap over its share
 * of the images, then the shares are added in order. No atomics, so the same input always gives the same bits.
 */
import { integersOf, inVectorOf, type ConvolutionGeometry } from './geometry.ts';
import { unroll, vectorOf, widthOf, type Kernel } from './kernel.ts';

/** Enough threads to fill a large GPU; more shares would only cost memory. */
const wantedThreads = 16_384;

/** Input channels that one thread sums. */
function channelTile({ inChannels }: ConvolutionGeometry): number {
  return [4, 3].find((tile) => inChannels % tile === 0) ?? 1;
}

function threadsOfShare(geometry: ConvolutionGeometry): number {
  const { kernelHeight, kernelWidth, inChannels, outChannels } = geometry;
  const tile = channelTile(geometry) * widthOf(outChannels);
  return (kernelHeight * kernelWidth * inChannels * outChannels) / tile;
}

/** Into how many shares the images are cut: a divisor of their number. */
export function sharesOfImages(geometry: ConvolutionGeometry): number {
  const wanted = Math.ceil(wantedThreads / threadsOfShare(geometry));
  let shares = Math.min(wanted, geometry.batch);
  while (geometry.batch % shares !== 0) shares++;
  return shares;
}

/** Reads x [N, H, W, C or more] and dy [N, outH, outW, K]; writes partial [shares, kernelH, kernelW, C, K]. */
export function weightGradientKernel(geometry: ConvolutionGeometry): Kernel {
  const { batch, outChannels } = geometry;
  const shares = sharesOfImages(geometry);
  const tile = channelTile(geometry);
  const outVector = widthOf(outChannels);
  const V = vectorOf(outVector);
  const isVector = inVectorOf(geometry) === 4;
  const factor = (i: number) => (isVector ? `value.${'xyzw'.charAt(i)}` : `f32(x[at + ${i}])`);
  return {
    name: `conv_weight_gradient_${tile}_${isVector}_${outVector}`,
    reads: [
      ['x', isVector ? 'vec4<f32>' : 'f32'],
      ['dy', V],
    ],
    writes: [['partial', V]],
    grid: { kind: 'flat', threads: threadsOfShare(geometry) * shares },
    integers: { ...integersOf(geometry), IMAGES: batch / shares },
    declarations: `alias V = ${V};`,
    body: `
  let KV = K / ${outVector};
  let k = index % KV;
  let c = index / KV % (C / ${tile}) * ${tile};
  let tap = index / (KV * C / ${tile});
  let ky = tap / KW % KH;
  let kx = tap % KW;
  let share = tap / (KH * KW);
  let firstColumn = max(0, (PAD_LEFT - kx + STRIDE - 1) / STRIDE);
  let last = W - 1 + PAD_LEFT - kx;
  let columns = select(0, min(OW, last / STRIDE + 1), last >= 0);
  ${unroll(tile, (i) => `var sum${i} = V(0.0);`)}
  for (var n = share * IMAGES; n < (share + 1) * IMAGES; n++) {
    for (var oy = 0; oy < OH; oy++) {
      let y = oy * STRIDE - PAD_TOP + ky;
      if (y < 0 || y >= H) { continue; }
      let rowX = ((n * H + y) * W - PAD_LEFT + kx) * CS + c;
      let rowY = (n * OH + oy) * OW * KV + k;
      for (var ox = firstColumn; ox < columns; ox++) {
        let at = rowX + ox * STRIDE * CS;
        let upstream = dy[rowY + ox * KV];
        ${isVector ? 'let value = vec4<f32>(x[at / 4]);' : ''}
        ${unroll(tile, (i) => `sum${i} += ${factor(i)} * upstream;`)}
      }
    }
  }
  let to = (tap * C + c) * KV + k;
  ${unroll(tile, (i) => `partial[to + ${i} * KV] = sum${i};`)}`,
  };
}

/** Reads partial [shares, size]; writes sum [size]. */
export function sumSharesKernel(size: number, shares: number): Kernel {
  const V = vectorOf(widthOf(size));
  return {
    name: `sum_shares_${widthOf(size)}`,
    reads: [['partial', V]],
    writes: [['sum', V]],
    grid: { kind: 'flat', threads: size / widthOf(size) },
    integers: { SHARES: shares },
    body: `
  var total = partial[index];
  for (var share = 1; share < SHARES; share++) { total += partial[share * sizes.THREADS + index]; }
  sum[index] = total;`,
  };
}
