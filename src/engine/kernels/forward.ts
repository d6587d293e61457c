/**
 * y = x * w, directly: each thread sums a vector of output channels at a few positions, so that a weight read serves them
 * all. What follows a convolution in evaluation, a bias, a residual and a rectifier, is done before y is written.
 */
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import { tileOf, unroll, vectorOf, widthOf, type Kernel } from './kernel.ts';

export interface Epilogue {
  readonly hasBias?: boolean;
  readonly hasResidual?: boolean;
  readonly isRectified?: boolean;
}

/** Four input channels at once: sixteen products for one read of x and four of w. */
function sumByFours(tile: number): string {
  return `
      for (var c = 0; c < C / 4; c++) {
        let at = (tap * C + c * 4) * KV + k;
        let w0 = w[at]; let w1 = w[at + KV]; let w2 = w[at + 2 * KV]; let w3 = w[at + 3 * KV];
        ${unroll(tile, (p) => `let x${p} = x[base${p} / 4 + c] * inside${p};`)}
        ${unroll(tile, (p) => `sum${p} += x${p}.x * w0 + x${p}.y * w1 + x${p}.z * w2 + x${p}.w * w3;`)}
      }`;
}

function sumByOnes(tile: number): string {
  return `
      for (var c = 0; c < C; c++) {
        let weight = w[(tap * C + c) * KV + k];
        ${unroll(tile, (p) => `sum${p} += x[base${p} + c] * inside${p} * weight;`)}
      }`;
}

/** Code that makes `sum` of position `p` the result at `at`. */
function finish(sum: string, at: string, { hasBias, hasResidual, isRectified }: Epilogue): string {
  const terms = [sum, ...(hasBias ? ['bias[k]'] : []), ...(hasResidual ? [`residual[${at}]`] : [])];
  return isRectified ? `max(V(0.0), ${terms.join(' + ')})` : terms.join(' + ');
}

export function epilogueName({ hasBias, hasResidual, isRectified }: Epilogue): string {
  return `${hasBias ? '_bias' : ''}${hasResidual ? '_residual' : ''}${isRectified ? '_relu' : ''}`;
}

/** Reads x [N, H, W, C], w [kernelH, kernelW, C, K], and bias [K], residual as y where asked; writes y [N, outH, outW, K]. */
export function forwardKernel(geometry: ConvolutionGeometry, epilogue: Epilogue = {}): Kernel {
  const { batch, outHeight, outWidth, outChannels, inChannels } = geometry;
  const positions = batch * outHeight * outWidth;
  const tile = tileOf(positions);
  const [inWidth, outVector] = [widthOf(inChannels), widthOf(outChannels)];
  const V = vectorOf(outVector);
  return {
    name: `conv_forward_${tile}_${inWidth}_${outVector}${epilogueName(epilogue)}`,
    reads: [
      ['x', vectorOf(inWidth)],
      ['w', V],
      ...(epilogue.hasBias ? [['bias', V] as const] : []),
      ...(epilogue.hasResidual ? [['residual', V] as const] : []),
    ],
    writes: [['y', V]],
    grid: { kind: 'flat', threads: (positions / tile) * (outChannels / outVector) },
    integers: integersOf(geometry),
    declarations: `alias V = ${V};`,
    body: `
  let KV = K / ${outVector};
  let k = index % KV;
  let first = (index / KV) * ${tile};
  ${unroll(
    tile,
    (p) => `
  let position${p} = first + ${p};
  let image${p} = position${p} / (OH * OW) * H;
  let top${p} = position${p} / OW % OH * STRIDE - PAD;
  let left${p} = position${p} % OW * STRIDE - PAD;
  var sum${p} = V(0.0);`,
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
      ${inWidth === 4 ? sumByFours(tile) : sumByOnes(tile)}
    }
  }
  ${unroll(tile, (p) => `let at${p} = position${p} * KV + k; y[at${p}] = ${finish(`sum${p}`, `at${p}`, epilogue)};`)}`,
  };
}
