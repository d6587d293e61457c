/** Weighted sums of tensors of one shape, in one pass where the backend has passes. */
import * as tf from '@tensorflow/tfjs';
import { hasPasses, runPass } from './run-pass.ts';

export type Term = readonly [tensor: tf.Tensor, factor: number];

/** sum of factor * tensor; a factor may change between calls at no cost. The caller owns the result. */
export function combine(...terms: readonly Term[]): tf.Tensor {
  if (!hasPasses()) {
    return tf.tidy(() => tf.addN(terms.map(([tensor, factor]) => tensor.mul(factor))));
  }
  const [first] = terms[0];
  const components = first.size % 4 === 0 ? 4 : 1;
  const names = terms.map((_, i) => `term${i}`);
  const pass = {
    key: `combine_${terms.length}_${components}`,
    inputs: names.map((name) => [name, components] as const),
    outputShape: first.shape,
    outputComponents: components,
    threads: first.size / components,
    integers: {},
    floats: Object.fromEntries(terms.map(([, factor], i) => [`factor${i}`, factor])),
    body: `  result[index] = ${names.map((name, i) => `factor${i} * ${name}[index]`).join(' + ')};`,
  } as const;
  return runPass(pass, Object.fromEntries(terms.map(([tensor], i) => [names[i], tensor])));
}
