/**
 * y = x * w, directly: each thread sums a vector of output channels at a few positions, so that a weight read serves them
 * all. What follows a convolution in evaluation, a bias, a residual and a ReLU, is done before y is written.
 */
import { epilogueName, epilogueReads, finishSum, type Epilogue } from './epilogue.ts';
import { integersOf, inVectorOf, type ConvolutionGeometry } from './geometry.ts';
import { tileOf, unroll, vectorOf, widthOf, type Kernel } from './kernel.ts';

/** Three or four input channels at once: up to sixteen products for one read of x and four of w. */
function sumVectors(tile: number, channels: 3 | 4): string {
  const rows = Array.from({ length: channels }, (_, i) => i);
  const products = (p: number) => rows.map((i) => `x${p}.${'xyzw'.charAt(i)} * w${i}`).join(' + ');
  return `
      for (var c = 0; c < CS / 4; c++) {
        let at = (tap * C + c * 4) * KV + k;
        ${rows.map((i) => `let w${i} = w[at + ${i} * KV];`).join(' ')}
        ${unroll(tile, (p) => `let x${p} = vec4<f32>(x[base${p} / 4 + c]) * inside${p};`)}
        ${unroll(tile, (p) => `sum${p} += ${products(p)};`)}
      }`;
}

function sumByOnes(tile: number): string {
  return `
      for (var c = 0; c < C; c++) {
        let weight = w[(tap * C + c) * KV + k];
        ${unroll(tile, (p) => `sum${p} += f32(x[base${p} + c]) * inside${p} * weight;`)}
      }`;
}

/** Reads x [N, H, W, C or more], w [kernelH, kernelW, C, K], and bias [K], residual as y where asked; writes y [N, outH, outW, K]. */
export function forwardKernel(geometry: ConvolutionGeometry, epilogue: Epilogue = {}): Kernel {
  const { batch, outHeight, outWidth, outChannels, inChannels } = geometry;
  const positions = batch * outHeight * outWidth;
  const tile = tileOf(positions);
  const [inVector, outVector] = [inVectorOf(geometry), widthOf(outChannels)];
  const channels = inChannels === 3 ? 3 : 4;
  const V = vectorOf(outVector);
  return {
    name: `conv_forward_${tile}_${inVector === 4 ? channels : 1}_${outVector}${epilogueName(epilogue)}`,
    reads: [['x', vectorOf(inVector)], ['w', V], ...epilogueReads(epilogue, V)],
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
  let top${p} = position${p} / OW % OH * STRIDE - PAD_TOP;
  let left${p} = position${p} % OW * STRIDE - PAD_LEFT;
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
      let base${p} = select(0, ((image${p} + y${p}) * W + z${p}) * CS, isInside${p});`,
      )}
      ${inVector === 4 ? sumVectors(tile, channels) : sumByOnes(tile)}
    }
  }
  ${unroll(tile, (p) => `let at${p} = position${p} * KV + k; yStore(at${p}, ${finishSum(`sum${p}`, { channel: 'k', at: `at${p}` }, epilogue)});`)}`,
  };
}
