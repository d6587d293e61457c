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

/** A product of matrices, as a convolution of single pixels: the convolution kernels beat tfjs's product on thin rows. */
function linear(x: tf.Tensor2D, layer: string, { parameters }: ModelState): tf.Tensor2D {
  const [rows, from] = x.shape;
  const weight = parameters[`${layer}.weight`];
  const to = weight.shape[1] ?? 0;
  const product = tf.conv2d(x.as4D(rows, 1, 1, from), weight.as4D(1, 1, from, to), 1, 0);
  return product.as2D(rows, to).add<tf.Tensor2D>(parameters[`${layer}.bias`]);
}

/** Linear - [BatchNorm] - ReLU - Linear - [BatchNorm]; `h` is [N, length], z is [N, 128]. Must run inside a tidy. */
export function project(h: tf.Tensor2D, hasNorm: boolean, context: NormContext): tf.Tensor2D {
  const hidden = linear(h, 'head.0', context.state);
  const rectified: tf.Tensor2D = hasNorm
    ? batchNorm(hidden, 'head.0.norm', context, { isRectified: true })
    : hidden.relu();
  const projected = linear(rectified, 'head.2', context.state);
  return hasNorm ? batchNorm(projected, 'head.2.norm', context) : projected;
}

/** Logits of normal and pseudo-anomaly, [N, 2]. */
export function classify(h: tf.Tensor2D, state: ModelState): tf.Tensor2D {
  return linear(h, 'head.classifier', state);
}
