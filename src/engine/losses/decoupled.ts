/** Loss B': every normal view is drawn to every other, against all pseudo-anomaly views [HY section 3.2; DCL Eq. 6]. */
import * as tf from '@tensorflow/tfjs';
import { indicator, scaledCosines } from './similarity.ts';

/**
 * L = 1/2N sum_{i normal} 1/(2N-1) sum_{p normal, p != i} log( 1 + sum_{q pseudo} exp(s_iq - s_ip) ).
 * Positives do not compete with each other, so the floor is 0. `z` as in `firm`.
 */
export function decoupled(z: tf.Tensor2D, temperature: number): tf.Scalar {
  return tf.tidy(() => {
    const normals = z.shape[0] / 2;
    const cosines = scaledCosines(z, temperature);
    const among = cosines.slice([0, 0], [normals, normals]);
    const against = cosines.slice([0, normals], [normals, normals]).logSumExp(1, true);
    const isPair = indicator(normals, normals, (i, j) => i !== j);
    return against
      .sub(among)
      .softplus()
      .mul(isPair)
      .sum()
      .div(normals * (normals - 1));
  });
}
