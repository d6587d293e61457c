/** dx = dy * w transposed, directly: each thread sums a vector of input channels at a few positions. */
import { integersOf, type ConvolutionGeometry } from './geometry.ts';
import { tileOf, unroll, vectorOf, widthOf, type Kernel, type Width } from './kernel.ts';

/** Where tap (ky, kx) of one input position came out, and whether it did. */
function locate(p: number): string {
  return `
      let y${p} = top${p} - ky;
      let z${p} = left${p} - kx;
      let isInside${p} = y${p} >= 0 && z${p} >= 0 && y${p} % STRIDE == 0 && z${p} % STRIDE == 0
        && y${p} / STRIDE < OH && z${p} / STRIDE < OW;
      let inside${p} = select(0.0, 1.0, isInside${p});
      let base${p} = select(0, ((image${p} + y${p} / STRIDE) * OW + z${p} / STRIDE) * KV, isInside${p});`;
}

/** A vector of output channels at once, for all positions. */
function sumOutputs(tile: number, inVector: Width, outVector: Width): string {
  const rows = Array.from({ length: inVector }, (_, i) => i);
  const product = (p: number, i: number) => (outVector === 4 ? `dot(d${p}, w${i})` : `d${p} * w${i}`);
  return `
      let row = ((ky * KW + kx) * C + c * ${inVector}) * KV;
      for (var k = 0; k < KV; k++) {
        ${rows.map((i) => `let w${i} = w[row + ${i} * KV + k];`).join(' ')}
        ${unroll(tile, (p) => `let d${p} = dy[base${p} + k] * inside${p};`)}
        ${unroll(tile, (p) => `sum${p} += V(${rows.map((i) => product(p, i)).join(', ')});`)}
      }`;
}

/**
 * Reads dy [N, outH, outW, K], w [kernelH, kernelW, C, K] and, where asked, an addend as dx; writes dx [N, H, W, C].
 * An input at y met output (y + pad - ky) / stride, where that is whole and inside.
 */
export function inputGradientKernel(geometry: ConvolutionGeometry, hasAddend: boolean): Kernel {
  const { batch, inHeight, inWidth, inChannels, outChannels } = geometry;
  const positions = batch * inHeight * inWidth;
  const tile = tileOf(positions);
  const [inVector, outVector] = [widthOf(inChannels), widthOf(outChannels)];
  const V = vectorOf(inVector);
  const isAnyInside = Array.from({ length: tile }, (_, p) => `isInside${p}`).join(' || ');
  const addend = (at: string) => (hasAddend ? ` + addend[${at}]` : '');
  return {
    name: `conv_input_gradient_${tile}_${inVector}_${outVector}${hasAddend ? '_add' : ''}`,
    reads: [
      ['dy', vectorOf(outVector)],
      ['w', vectorOf(outVector)],
      ...(hasAddend ? [['addend', V] as const] : []),
    ],
    writes: [['dx', V]],
    grid: { kind: 'flat', threads: (positions / tile) * (inChannels / inVector) },
    integers: integersOf(geometry),
    declarations: `alias V = ${V};`,
    body: `
  let KV = K / ${outVector};
  let CV = C / ${inVector};
  let c = index % CV;
  let first = index / CV * ${tile};
  ${unroll(
    tile,
    (p) => `
  let position${p} = first + ${p};
  let image${p} = position${p} / (H * W) * OH;
  let top${p} = position${p} / W % H + PAD_TOP;
  let left${p} = position${p} % W + PAD_LEFT;
  var sum${p} = V(0.0);`,
  )}
  for (var ky = 0; ky < KH; ky++) {
    for (var kx = 0; kx < KW; kx++) {
      ${unroll(tile, locate)}
      if (!(${isAnyInside})) { continue; }
      ${sumOutputs(tile, inVector, outVector)}
    }
  }
  ${unroll(tile, (p) => `let at${p} = position${p} * CV + c; dx[at${p}] = sum${p}${addend(`at${p}`)};`)}`,
  };
}
