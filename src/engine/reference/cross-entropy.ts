/** Cross-entropy on tfjs, as the kernel computes it. */
import * as tf from '@tensorflow/tfjs';

/** Weights of rows by which each class that is there counts the same; their sum is 1. */
function classShares(classes: ArrayLike<number>): Float32Array {
  const counts = new Map<number, number>();
  const rows = Array.from(classes);
  for (const kind of rows) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Float32Array.from(rows, (kind) => 1 / (counts.size * (counts.get(kind) ?? 1)));
}

/**
 * Mean over the classes that are there of the mean over their rows of -log softmax(logits)[class] [CutPaste section 2.1]; `logits`
 * is [n, K], `classes` [n] in 0 to K - 1.
 */
export function crossEntropy(logits: tf.Tensor2D, classes: ArrayLike<number>): tf.Scalar {
  return tf.tidy(() => {
    const [rows, kinds] = logits.shape;
    const wanted = tf.oneHot(tf.tensor1d(Int32Array.from(classes), 'int32'), kinds);
    const shares = tf.tensor2d(classShares(classes), [rows, 1]);
    return logits.logSoftmax(1).mul(wanted).mul(shares).sum<tf.Scalar>().neg();
  });
}
