/** CutPaste's objective: tell normal images from pseudo-anomalies, or from each kind of them [CutPaste section 2.1]. */
import * as tf from '@tensorflow/tfjs';

/** Mean over rows of -log softmax(logits)[class]; `logits` is [n, K], `classes` [n] in 0 to K - 1. */
export function crossEntropy(logits: tf.Tensor2D, classes: ArrayLike<number>): tf.Scalar {
  return tf.tidy(() => {
    const [rows, kinds] = logits.shape;
    const wanted = tf.oneHot(tf.tensor1d(Int32Array.from(classes), 'int32'), kinds);
    return logits.logSoftmax(1).mul(wanted).sum().div(-rows);
  });
}
