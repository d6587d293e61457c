/** The SPD term: an image may differ from itself seen otherwise less than from its own pseudo-anomaly [SPD Eq. 3]. */
import * as tf from '@tensorflow/tfjs';
import { unitRows } from './similarity.ts';

/** L = mean_i( cos(z_i^1, pseudo_i^1) - cos(z_i^1, z_i^2) ), in [-2, 2]. `z` as in `firm`. */
export function spotDifference(z: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const [first, second, pseudo] = tf.split(unitRows(z), 4);
    return first.mul(pseudo.sub(second)).sum().div(first.shape[0]);
  });
}
