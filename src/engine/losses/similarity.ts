/** Cosine similarities that every contrastive loss starts from. */
import * as tf from '@tensorflow/tfjs';

/** Rows of [n, d] at length 1; a zero row stays zero. */
export function unitRows(z: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => z.mul(z.square().sum(1, true).add(1e-24).rsqrt()));
}

/** s_ij = z_i . z_j / tau of unit rows, [n, n]. */
export function scaledCosines(z: tf.Tensor2D, temperature: number): tf.Tensor2D {
  return tf.tidy(() => {
    const unit = unitRows(z);
    return tf.matMul(unit, unit, false, true).div(temperature);
  });
}

/** A constant [rows, columns] of 0 and 1. */
export function indicator(
  rows: number,
  columns: number,
  test: (row: number, column: number) => boolean,
): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    test(Math.floor(i / columns), i % columns) ? 1 : 0,
  );
  return tf.tensor2d(values, [rows, columns]);
}
