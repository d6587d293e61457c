/** The loss of an experiment, and what is reported of a step, on tfjs. */
import * as tf from '@tensorflow/tfjs';
import { pairings } from '../../core/contrast/pairing.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { crossEntropy } from '../../engine/reference/cross-entropy.ts';
import { contrastive, spotDifference, unitRows } from './losses.ts';

export type Objective = Pick<Experiment, 'objective' | 'temperature' | 'spdWeight'> &
  Partial<Pick<Experiment, 'softNormals'>>;

/**
 * `output` is what the network gives: projected embeddings [4N, 128], or logits [4N, classes]; `classes` [4N] is what each
 * row shows, 0 for normal.
 */
export function lossOf(
  output: tf.Tensor2D,
  classes: ArrayLike<number>,
  { objective, temperature, spdWeight, softNormals = 0 }: Objective,
): tf.Scalar {
  if (objective === 'cross-entropy') return crossEntropy(output, classes);
  const pairing = pairings[objective];
  const options = { temperature, softNormals };
  if (spdWeight === 0) return contrastive(output, options, pairing);
  return tf.tidy(() => contrastive(output, options, pairing).add(spotDifference(output).mul(spdWeight)));
}

/** Mean cosines among the first half of rows, and between the halves, from sums of unit rows: two scalars. */
function meanCosines(unit: tf.Tensor2D): tf.Scalar[] {
  const half = unit.shape[0] / 2;
  const normal = unit.slice([0, 0], [half, -1]).sum(0);
  const pseudo = unit.slice([half, 0], [half, -1]).sum(0);
  const among = normal.square().sum().sub(half);
  const between = normal.mul(pseudo).sum();
  return [among.div(half * (half - 1)), between.div(half * half)];
}

/**
 * Alignment = mean |u_i^1 - u_i^2|^2 over normal images, and uniformity = log mean exp(-2 |u_i - u_j|^2) over pairs of normal
 * views [Alignment section 4.1]: two scalars; lower is more aligned, more uniform.
 */
function alignmentAndUniformity(unit: tf.Tensor2D): tf.Scalar[] {
  const half = unit.shape[0] / 2;
  const normal = unit.slice([0, 0], [half, -1]);
  const [first, second] = tf.split(normal, 2);
  const alignment = first
    .sub(second)
    .square()
    .sum()
    .div<tf.Scalar>(half / 2);
  const cosines = tf.matMul(normal, normal, false, true);
  const near = cosines.mul(4).sub(4).exp().sum().sub(half); // |u - v|^2 = 2 - 2 u.v; each row meets itself once
  return [alignment, near.div<tf.Scalar>(half * (half - 1)).log()];
}

/** Loss, two cosines, alignment, uniformity of one step, [5]; with cross-entropy those of the features. */
export function stepNumbers(
  loss: tf.Scalar,
  { features, output }: { readonly features: tf.Tensor2D; readonly output: tf.Tensor2D },
  objective: Experiment['objective'],
): tf.Tensor1D {
  return tf.tidy(() => {
    const unit = unitRows(objective === 'cross-entropy' ? features : output);
    return tf.stack([loss, ...meanCosines(unit), ...alignmentAndUniformity(unit)]).as1D();
  });
}
