/** What sits on the pooled features: the paper's two linear layers, or one for two classes. */
import * as tf from '@tensorflow/tfjs';
import { batchNorm, type NormContext } from './batch-norm.ts';
import type { ModelState, ParameterSpec } from './parameters.ts';

/** Length of a projected embedding z. */
export const projectionLength = 128;

function linearSpecs(name: string, from: number, to: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [from, to], start: 'linear', fan: from },
    { name: `${name}.bias`, shape: [to], start: 'linear', fan: from },
  ];
}

function normSpecs(name: string, channels: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape: [channels], start: 'ones', fan: 1 },
    { name: `${name}.bias`, shape: [channels], start: 'zeros', fan: 1 },
  ];
}

export function headSpecs(length: number, hasNorm: boolean): ParameterSpec[] {
  return [
    ...linearSpecs('head.0', length, length),
    ...(hasNorm ? normSpecs('head.0.norm', length) : []),
    ...linearSpecs('head.2', length, projectionLength),
    ...(hasNorm ? normSpecs('head.2.norm', projectionLength) : []),
  ];
}

export function headNorms(length: number, hasNorm: boolean): Record<string, number> {
  return hasNorm ? { 'head.0.norm': length, 'head.2.norm': projectionLength } : {};
}

export function classifierSpecs(length: number): ParameterSpec[] {
  return linearSpecs('head.classifier', length, 2);
}

function linear(x: tf.Tensor2D, layer: string, { parameters }: ModelState): tf.Tensor2D {
  const weight = parameters[`${layer}.weight`] as unknown as tf.Tensor2D;
  return tf.matMul(x, weight).add(parameters[`${layer}.bias`]);
}

/** Linear - [BatchNorm] - ReLU - Linear - [BatchNorm]; `h` is [N, length], z is [N, 128]. Must run inside a tidy. */
export function project(h: tf.Tensor2D, hasNorm: boolean, context: NormContext): tf.Tensor2D {
  const normalise = (x: tf.Tensor2D, layer: string) => (hasNorm ? batchNorm(x, layer, context) : x);
  const hidden: tf.Tensor2D = normalise(linear(h, 'head.0', context.state), 'head.0.norm').relu();
  return normalise(linear(hidden, 'head.2', context.state), 'head.2.norm');
}

/** Logits of normal and pseudo-anomaly, [N, 2]. */
export function classify(h: tf.Tensor2D, state: ModelState): tf.Tensor2D {
  return linear(h, 'head.classifier', state);
}
