/** Weights by name, as PyTorch names them, so that files and fixtures map one to one. */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.ts';

/** Trained weights. Convolutions are [kernelH, kernelW, in, out]; linear weights are [in, out]. */
export type Parameters = Readonly<Record<string, tf.Variable>>;

/** BatchNorm running statistics, `<layer>.running_mean` and `<layer>.running_var`, each [channels]. */
export type Statistics = Readonly<Record<string, tf.Variable>>;

export interface ModelState {
  readonly parameters: Parameters;
  readonly statistics: Statistics;
}

/** Shapes and first values of a model's weights. */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: number[];
  readonly start: 'kaiming' | 'linear' | 'ones' | 'zeros';
  /** Weights a unit sums over (linear) or feeds (kaiming, fan-out). */
  readonly fan: number;
}

function startValues({ shape, start, fan }: ParameterSpec, random: Random): Float32Array {
  const size = shape.reduce((product, length) => product * length, 1);
  const values = new Float32Array(size);
  switch (start) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'kaiming': // N(0, 2 / fan-out) [Kaiming section 2.2]
      return values.map(() => random.normal() * Math.sqrt(2 / fan));
    case 'linear': // U(-1/sqrt(in), 1/sqrt(in)), PyTorch's default of a linear layer
      return values.map(() => random.uniform(-1, 1) / Math.sqrt(fan));
  }
}

/** Creates the variables of `specs`; each draws from its own stream. The caller disposes by `disposeModel`. */
export function createModel(
  specs: readonly ParameterSpec[],
  normLayers: Readonly<Record<string, number>>,
  random: Random,
): ModelState {
  const parameters = specs.map((spec) => {
    const values = startValues(spec, random.fork(spec.name));
    return [spec.name, tf.tidy(() => tf.variable(tf.tensor(values, spec.shape)))] as const;
  });
  const statistics = Object.entries(normLayers).flatMap(([name, channels]) => [
    [`${name}.running_mean`, tf.tidy(() => tf.variable(tf.zeros([channels])))] as const,
    [`${name}.running_var`, tf.tidy(() => tf.variable(tf.ones([channels])))] as const,
  ]);
  return { parameters: Object.fromEntries(parameters), statistics: Object.fromEntries(statistics) };
}

export function disposeModel({ parameters, statistics }: ModelState): void {
  tf.dispose([...Object.values(parameters), ...Object.values(statistics)]);
}
