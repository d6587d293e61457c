/** The loss of an experiment, and what is told of it. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { crossEntropy } from './cross-entropy.ts';
import { decoupled } from './decoupled.ts';
import { firm } from './firm.ts';
import { unitRows } from './similarity.ts';

/** `output` is what the network gives: projected embeddings [4N, 128], or logits [4N, 2]. */
export function lossOf(
  output: tf.Tensor2D,
  { objective, temperature }: Pick<Experiment, 'objective' | 'temperature'>,
): tf.Scalar {
  switch (objective) {
    case 'cross-entropy':
      return crossEntropy(output);
    case 'firm':
      return firm(output, temperature);
    case 'decoupled':
      return decoupled(output, temperature);
  }
}

/** Mean cosines among the first half of rows, and between the halves, from sums of unit rows: [2]. */
export function meanCosines(z: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    const half = z.shape[0] / 2;
    const unit = unitRows(z);
    const normal = unit.slice([0, 0], [half, -1]).sum(0);
    const pseudo = unit.slice([half, 0], [half, -1]).sum(0);
    const among = normal
      .square()
      .sum()
      .sub(half)
      .div(half * (half - 1));
    const between = normal
      .mul(pseudo)
      .sum()
      .div(half * half);
    return tf.stack([among, between]).as1D();
  });
}

/** Loss and cosines of one step, [3]; cross-entropy's cosines are those of the features. */
export function stepNumbers(
  loss: tf.Scalar,
  { features, output }: { readonly features: tf.Tensor2D; readonly output: tf.Tensor2D },
  objective: Experiment['objective'],
): tf.Tensor1D {
  return tf.tidy(() => {
    const compared = objective === 'cross-entropy' ? features : output;
    return tf.concat1d([loss.as1D(), meanCosines(compared)]);
  });
}
