/** Loss C: plain NT-Xent with pseudo-anomalies as further negatives, which pushes normal images apart too [SimCLR Eq. 1; CSI section 2.2]. */
import type * as tf from '@tensorflow/tfjs';
import { coupledLoss, rowOrder } from './coupled.ts';

/** L = 1/2N sum_{i normal} -log( exp s_ip / sum_{q != i} exp s_iq ), p the other view of the same image. `z` as in `firm`. */
export function ntXent(z: tf.Tensor2D, temperature: number): tf.Scalar {
  const { images, otherView } = rowOrder(z.shape[0]);
  return coupledLoss(z, temperature, {
    anchors: 2 * images,
    isPositive: (i, j) => j === otherView(i),
    isCompared: (i, j) => i !== j,
  });
}
