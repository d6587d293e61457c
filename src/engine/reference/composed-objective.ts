/** A composed objective of plain tfjs operations. */
import * as tf from '@tensorflow/tfjs';
import { joinNumbers, type Compose } from '../program/compose.ts';
import type { ReferenceObjective, Target } from '../program/objective.ts';
import { referenceWeightless } from './weightless.ts';

/** @throws if a target holds whole numbers, which kernels would read as other bits. */
function tensorOf(name: string, { shape, data }: Target): tf.Tensor {
  if (data instanceof Float32Array) return tf.tensor(data, [...shape]);
  throw new Error(`expected the target ${name} as 32-bit floats, got whole numbers`);
}

export function referenceOf(compose: Compose): ReferenceObjective {
  return ({ outputs, targets, update }) => {
    const operations = referenceWeightless(update);
    const tensors = Object.entries(targets).map(([name, target]) => [name, tensorOf(name, target)] as const);
    const values = { outputs, targets: Object.fromEntries(tensors) };
    const { loss, series } = compose<tf.Tensor>(operations, values);
    const numbers = joinNumbers(operations, [loss, ...series]);
    return { loss: loss.asScalar(), numbers: numbers.as1D() };
  };
}
