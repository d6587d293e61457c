/** Loss B: every normal view is drawn to every other, which compete with each other and with pseudo-anomalies [HY section 3.2; SupCon Eq. 2]. */
import type * as tf from '@tensorflow/tfjs';
import { coupledLoss, rowOrder } from './coupled.ts';

/**
 * L = 1/2N sum_{i normal} -1/(2N-1) sum_{p normal, p != i} log( exp s_ip / sum_{q != i} exp s_iq ), q over normal and pseudo
 * views. Positives compete, so that its floor is above log(2N - 1). `z` as in `firm`.
 */
export function classwise(z: tf.Tensor2D, temperature: number): tf.Scalar {
  const { images, isNormal } = rowOrder(z.shape[0]);
  return coupledLoss(z, temperature, {
    anchors: 2 * images,
    isPositive: (i, j) => i !== j && isNormal(j),
    isCompared: (i, j) => i !== j,
  });
}
