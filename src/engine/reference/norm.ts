/** Batch normalisation of tfjs's own operations, for backends without passes, and as what the passes are checked against. */
import * as tf from '@tensorflow/tfjs';

const epsilon = 1e-5;

/** Mean and biased variance of each column of [M, C]: [2, C]. */
export function referenceMoments(x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(x, 0);
    return tf.stack([mean, variance]) as tf.Tensor2D;
  });
}

/** y = gamma (x - mean) / sqrt(var + eps) + beta with given moments [2, C]. */
export function referenceApply(
  x: tf.Tensor2D,
  moments: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
): tf.Tensor2D {
  return tf.tidy(() => {
    const [mean, variance] = tf.unstack(moments);
    return x.sub(mean).mul(variance.add(epsilon).rsqrt().mul(gamma)).add(beta);
  });
}

/**
 * y with the batch's own moments [2, C], and its derivative:
 * dx = gamma / sqrt(var + eps) (dy - mean(dy) - xhat mean(dy xhat)).
 */
export function referenceNorm(
  x: tf.Tensor2D,
  moments: tf.Tensor2D,
  gamma: tf.Tensor1D,
  beta: tf.Tensor1D,
): tf.Tensor2D {
  const apply = tf.customGrad((...inputs) => {
    const save = inputs.at(-1) as unknown as tf.GradSaveFunc;
    const [mean, variance] = tf.unstack(moments);
    const inverse = variance.add(epsilon).rsqrt();
    const normal = x.sub(mean).mul<tf.Tensor2D>(inverse);
    save([normal, inverse, gamma]);
    return {
      value: normal.mul(gamma).add(beta),
      gradFunc: (dy: tf.Tensor, [kept, keptInverse, keptGamma]: tf.Tensor[]) => {
        const meanDy = dy.mean(0);
        const meanDyX = dy.mul(kept).mean(0);
        const dx = dy.sub(meanDy).sub(kept.mul(meanDyX)).mul(keptInverse.mul(keptGamma));
        return [dx, meanDyX.mul(dy.shape[0]), meanDy.mul(dy.shape[0])];
      },
    };
  });
  return apply(x, gamma, beta) as tf.Tensor2D;
}
