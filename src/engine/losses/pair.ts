/** Loss A: SimCLR in which pseudo-anomalies take the place of other images as negatives [HY section 3.2; SimCLR Eq. 1]. */
import type * as tf from '@tensorflow/tfjs';
import { coupledLoss, rowOrder } from './coupled.ts';

/**
 * L = 1/2N sum_{i normal} log( 1 + sum_{q pseudo} exp(s_iq - s_ip) ), p the other view of the same image. Other normal images
 * are neither drawn nor pushed. `z` as in `firm`.
 */
export function pair(z: tf.Tensor2D, temperature: number): tf.Scalar {
  const { images, isNormal, otherView } = rowOrder(z.shape[0]);
  return coupledLoss(z, temperature, {
    anchors: 2 * images,
    isPositive: (i, j) => j === otherView(i),
    isCompared: (i, j) => j === otherView(i) || !isNormal(j),
  });
}
