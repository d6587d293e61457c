/** Loss D: normal views attract each other, each pseudo-anomaly keeps to its own other view [FIRM section 3]. */
import type * as tf from '@tensorflow/tfjs';
import { coupledLoss, rowOrder } from './coupled.ts';

/**
 * L = mean over all 4N rows i of  -1/|P(i)| sum_{p in P(i)} log( exp s_ip / sum_{j != i} exp s_ij ),
 * P(normal) = all other normal views, P(pseudo) = its own other view.
 * `z` is [4N, d], not normalised: first normal views, second normal views, first pseudo views, second pseudo views.
 */
export function firm(z: tf.Tensor2D, temperature: number): tf.Scalar {
  const { images, isNormal, otherView } = rowOrder(z.shape[0]);
  return coupledLoss(z, temperature, {
    anchors: 4 * images,
    isPositive: (i, j) => (isNormal(i) ? i !== j && isNormal(j) : j === otherView(i)),
    isCompared: (i, j) => i !== j,
  });
}
