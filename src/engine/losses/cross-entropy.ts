/** CutPaste's objective: tell normal from pseudo-anomaly [CutPaste section 2.1]. */
import * as tf from '@tensorflow/tfjs';

/** Mean over rows of -log softmax(logits)[class]; the first half of `logits` [2M, 2] is normal, the rest pseudo. */
export function crossEntropy(logits: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const count = logits.shape[0];
    const log = logits.logSoftmax(1);
    const normal = log.slice([0, 0], [count / 2, 1]);
    const pseudo = log.slice([count / 2, 1], [count / 2, 1]);
    return normal.sum().add(pseudo.sum()).div(-count);
  });
}
