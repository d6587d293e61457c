/** Convolution and its derivatives by their definition, in float64 loops. */
import type { ConvolutionGeometry } from './geometry.ts';

export interface ConvolutionOracle {
  readonly output: Float64Array; // [N, outH, outW, K]
  readonly inputGradient: Float64Array; // as x
  readonly weightGradient: Float64Array; // as w
}

interface Operands {
  readonly x: ArrayLike<number>;
  readonly w: ArrayLike<number>;
  readonly dy: ArrayLike<number>;
}

interface Term {
  /** Flat positions: of x and its pixel, of the weight, of the output. */
  readonly x: number;
  readonly w: number;
  readonly y: number;
}

/** Every product x w that is summed into an output. */
function* terms(g: ConvolutionGeometry): Generator<Term> {
  const outputs = g.batch * g.outHeight * g.outWidth * g.outChannels;
  const taps = g.kernelHeight * g.kernelWidth * g.inChannels;
  for (let y = 0; y < outputs; y++) {
    const k = y % g.outChannels;
    const outX = Math.floor(y / g.outChannels) % g.outWidth;
    const outY = Math.floor(y / g.outChannels / g.outWidth) % g.outHeight;
    const n = Math.floor(y / g.outChannels / g.outWidth / g.outHeight);
    for (let tap = 0; tap < taps; tap++) {
      const c = tap % g.inChannels;
      const column = outX * g.stride - g.padLeft + (Math.floor(tap / g.inChannels) % g.kernelWidth);
      const row = outY * g.stride - g.padTop + Math.floor(tap / g.inChannels / g.kernelWidth);
      if (row < 0 || row >= g.inHeight || column < 0 || column >= g.inWidth) continue;
      const channel = g.isDepthwise ? k : c;
      const x = ((n * g.inHeight + row) * g.inWidth + column) * g.inStride + channel;
      yield { x, w: tap * g.outChannels + k, y };
    }
  }
}

export function convolveByDefinition(
  geometry: ConvolutionGeometry,
  { x, w, dy }: Operands,
): ConvolutionOracle {
  const output = new Float64Array(dy.length);
  const inputGradient = new Float64Array(x.length);
  const weightGradient = new Float64Array(w.length);
  for (const term of terms(geometry)) {
    output[term.y] += x[term.x] * w[term.w];
    inputGradient[term.x] += dy[term.y] * w[term.w];
    weightGradient[term.w] += dy[term.y] * x[term.x];
  }
  return { output, inputGradient, weightGradient };
}
