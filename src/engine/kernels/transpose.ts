/** Weights with their channels exchanged: done once a step, so that the input gradient reads rows. */
import type { ConvolutionGeometry } from './geometry.ts';
import { unroll, type Kernel } from './kernel.ts';

/** Reads w [taps, C, K], both multiples of 4; writes transposed [taps, K, C]. Each thread turns a block of 4 x 4. */
export function transposeWeightsKernel({
  kernelHeight,
  kernelWidth,
  inChannels,
  outChannels,
}: ConvolutionGeometry): Kernel {
  const row = (j: number) => [0, 1, 2, 3].map((i) => `w${i}.${'xyzw'.charAt(j)}`).join(', ');
  return {
    name: 'transpose_weights',
    reads: [['w', 'vec4<f32>']],
    writes: [['transposed', 'vec4<f32>']],
    grid: { kind: 'flat', threads: (kernelHeight * kernelWidth * inChannels * outChannels) / 16 },
    integers: { CV: inChannels / 4, KV: outChannels / 4 },
    body: `
  let c = index % CV;
  let k = index / CV % KV;
  let tap = index / (CV * KV);
  ${unroll(4, (i) => `let w${i} = w[(tap * CV * 4 + c * 4 + ${i}) * KV + k];`)}
  ${unroll(4, (j) => `transposed[(tap * KV * 4 + k * 4 + ${j}) * CV + c] = vec4<f32>(${row(j)});`)}`,
  };
}
