/** NT-Xent on tfjs. */
import * as tf from '@tensorflow/tfjs';
import type { ReferenceObjective } from '../../engine/program/objective.ts';

/** Stands for -infinity without making NaN in 0 * -infinity. */
const excluded = 1e9;

/** 1 where `column` is the other view of `row`. */
function otherViews(rows: number): tf.Tensor2D {
  const images = rows / 4;
  const other = (row: number) => (Math.floor(row / images) % 2 === 0 ? row + images : row - images);
  const columns = tf.tensor1d(
    Int32Array.from({ length: rows }, (_, row) => other(row)),
    'int32',
  );
  return tf.oneHot(columns, rows).as2D(rows, rows);
}

/** `z` is [4N, d], not normalised; gives loss, and mean cosines to the other view and to other crops. */
export function ntXent(z: tf.Tensor2D, temperature: number): [tf.Scalar, tf.Scalar, tf.Scalar] {
  const rows = z.shape[0];
  const unit = z.mul<tf.Tensor2D>(z.square().sum(1, true).add(1e-24).rsqrt());
  const cosines = tf.matMul(unit, unit, false, true);
  const positive = otherViews(rows).cast('float32');
  const itself = tf.eye(rows);
  const s = cosines.div<tf.Tensor2D>(temperature).sub<tf.Tensor2D>(itself.mul(excluded));
  const same = cosines.mul(positive).sum(1);
  const loss = s.logSumExp(1).sub(same.div(temperature)).mean<tf.Scalar>();
  const others = cosines.mul(itself.add(positive).mul(-1).add(1)).sum();
  return [loss, same.mean(), others.div(rows * (rows - 2))];
}

export function referenceOf(temperature: number): ReferenceObjective {
  return ({ outputs }) => {
    const [loss, same, others] = ntXent(outputs['projected'] as tf.Tensor2D, temperature);
    return { loss, numbers: tf.stack([loss, same, others]).as1D() };
  };
}
