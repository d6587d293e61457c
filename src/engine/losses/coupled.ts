/** The core of the contrastive losses whose denominator is the same for all positives of an anchor. */
import * as tf from '@tensorflow/tfjs';
import { indicator, scaledCosines } from './similarity.ts';

/** Stands for -infinity without making NaN in 0 * -infinity. */
const excluded = -1e9;

/** Rows of z in their order: N first normal views, N second ones, N first pseudo views, N second ones. */
export interface RowOrder {
  readonly images: number;
  readonly isNormal: (row: number) => boolean;
  /** The other view of the same picture. */
  readonly otherView: (row: number) => number;
}

export function rowOrder(rows: number): RowOrder {
  const images = rows / 4;
  return {
    images,
    isNormal: (row) => row < 2 * images,
    otherView: (row) => (Math.floor(row / images) % 2 === 0 ? row + images : row - images),
  };
}

/** Which rows an anchor is drawn to, and which rows the denominator sums over; each anchor has a positive. */
export interface Pairing {
  /** The first rows, so many of them, are anchors. */
  readonly anchors: number;
  readonly isPositive: (anchor: number, row: number) => boolean;
  readonly isCompared: (anchor: number, row: number) => boolean;
}

/**
 * L = 1/|A| sum_{i in A} -1/|P(i)| sum_{p in P(i)} log( exp s_ip / sum_{q in D(i)} exp s_iq ), s = cosines / temperature.
 * `z` is [4N, d], not normalised; see RowOrder.
 */
export function coupledLoss(
  z: tf.Tensor2D,
  temperature: number,
  { anchors, isPositive, isCompared }: Pairing,
): tf.Scalar {
  return tf.tidy(() => {
    const rows = z.shape[0];
    const positives = indicator(anchors, rows, isPositive);
    const share = positives.div(positives.sum(1, true));
    const left = indicator(anchors, rows, (i, j) => !isCompared(i, j));
    const cosines = scaledCosines(z, temperature).slice([0, 0], [anchors, rows]);
    const total = cosines.add(left.mul(excluded)).logSumExp(1, true);
    return share.mul(total.sub(cosines)).sum().div(anchors);
  });
}
