/** Loss D: normal views attract each other, each pseudo-anomaly keeps to its own other view [FIRM section 3]. */
import * as tf from '@tensorflow/tfjs';
import { indicator, scaledCosines } from './similarity.ts';

/** Stands for -infinity on the diagonal without making NaN in 0 * -infinity. */
const excluded = -1e9;

/**
 * L = mean over all 4N rows i of  -1/|P(i)| sum_{p in P(i)} log( exp s_ip / sum_{j != i} exp s_ij ),
 * P(normal) = all other normal views, P(pseudo) = its own other view.
 * `z` is [4N, d], not normalised: first normal views, second normal views, first pseudo views, second pseudo views.
 */
export function firm(z: tf.Tensor2D, temperature: number): tf.Scalar {
  return tf.tidy(() => {
    const count = z.shape[0];
    const images = count / 4;
    const normals = 2 * images;
    const isPositive = (i: number, j: number) => {
      if (i === j) return false;
      return i < normals ? j < normals : j === (i < 3 * images ? i + images : i - images);
    };
    const positives = indicator(count, count, isPositive);
    const share = positives.div<tf.Tensor2D>(positives.sum(1, true));
    const diagonal = indicator(count, count, (i, j) => i === j);
    const logits = scaledCosines(z, temperature).add(diagonal.mul(excluded));
    return share.mul(logits.logSoftmax(1)).sum().div(-count);
  });
}
