/** The contrastive losses on tfjs: the reference path, and what the kernels are compared with. */
import * as tf from '@tensorflow/tfjs';
import { pairsOf, type Pairing } from '../../core/contrast/pairing.ts';

/** Rows of [n, d] at length 1; a row of zeros has no direction, and stays zero with a gradient of zero. */
export function unitRows(z: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const square = z.square().sum(1, true);
    return z.mul(square.add(1e-24).rsqrt()).mul(square.step());
  });
}

/** A constant [rows, columns] of 0 and 1. */
function indicator(
  rows: number,
  columns: number,
  test: (row: number, column: number) => boolean,
): tf.Tensor2D {
  const values = Float32Array.from({ length: rows * columns }, (_, i) =>
    test(Math.floor(i / columns), i % columns) ? 1 : 0,
  );
  return tf.tensor2d(values, [rows, columns]);
}

/**
 * Weights of the anchors [anchors, 1] from unit rows: see core/contrast/normal-weights.ts; 1 for pseudo-anomalies. No gradient
 * passes through.
 */
function anchorWeights(unit: tf.Tensor2D, anchors: number, softness: number): tf.Tensor2D {
  const weigh = tf.customGrad((rows) => {
    const z = rows as tf.Tensor2D;
    const half = z.shape[0] / 2;
    const normals = z.slice([0, 0], [half, -1]);
    const sums = tf.matMul(normals, normals.sum(0, true), false, true); // [2N, 1]
    const square = sums.sum();
    const scale = square.relu().add(1e-30).rsqrt().mul(square.step()).mul(softness);
    const weights = tf.softmax(sums.mul(scale).as1D()).mul(half).as2D(half, 1);
    const value = tf.concat([weights, tf.ones([half, 1])]).slice([0, 0], [anchors, 1]);
    return { value, gradFunc: () => tf.zerosLike(z) };
  });
  return weigh(unit) as tf.Tensor2D;
}

export interface ContrastOptions {
  readonly temperature: number;
  /** How much less normal views count that lie far from the others; 0 for all alike. */
  readonly softNormals: number;
}

/** Stands for -infinity without making NaN in 0 * -infinity. */
const excluded = -1e9;

/**
 * L = 1/|A| sum_{i in A} 1/|P(i)| sum_{p in P(i)} -log( exp s_ip / sum_{q in D(i,p)} exp s_iq ), s = cosines / temperature;
 * anchors A, positives P and denominators D are the pairing's. `z` is [4N, d], not normalised; each anchor has a positive.
 */
export function contrastive(
  z: tf.Tensor2D,
  { temperature, softNormals }: ContrastOptions,
  pairing: Pairing,
): tf.Scalar {
  return tf.tidy(() => {
    const rows = z.shape[0];
    const { anchors, isPositive, isCompared, addsPositive } = pairsOf(pairing, rows);
    const unit = unitRows(z);
    const s = tf.matMul(unit, unit, false, true).div<tf.Tensor2D>(temperature).slice([0, 0], [anchors, rows]);
    const positives = indicator(anchors, rows, isPositive);
    const even = positives.div(positives.sum(1, true));
    const share = softNormals === 0 ? even : even.mul(anchorWeights(unit, anchors, softNormals));
    const left = indicator(anchors, rows, (i, j) => !isCompared(i, j));
    const gap = s.add(left.mul(excluded)).logSumExp(1, true).sub(s);
    return share
      .mul(addsPositive ? gap.softplus() : gap)
      .sum()
      .div(anchors);
  });
}

/**
 * The SPD term: an image may differ from itself seen otherwise less than from its own pseudo-anomaly [SPD Eq. 3].
 * L = mean_i( cos(z_i^1, pseudo_i^1) - cos(z_i^1, z_i^2) ), in [-2, 2]. `z` as in `contrastive`.
 */
export function spotDifference(z: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const [first, second, pseudo] = tf.split(unitRows(z), 4);
    return first.mul(pseudo.sub(second)).sum().div(first.shape[0]);
  });
}
