/** Distance to the nearest of several Gaussians over the normal embeddings [SSD]. */
import type { Random } from '../random.ts';
import { normaliseRows, requireRows } from './distances.ts';
import { fitGaussian, squaredMahalanobis, type Gaussian } from './gaussian.ts';
import { kMeans } from './k-means.ts';
import { meanRow } from './ledoit-wolf.ts';

export interface ClusteredGaussians {
  readonly mean: Float64Array; // [length]
  /** 1 / standard deviation of each dimension; 1 where it does not vary. */
  readonly scale: Float64Array; // [length]
  /** One a cluster that has rows. */
  readonly clusters: readonly Gaussian[];
}

function inverseDeviations(rows: ArrayLike<number>, mean: Float64Array): Float64Array {
  const squares = Float64Array.from(rows, (value, i) => (value - mean[i % mean.length]) ** 2);
  return meanRow(squares, mean.length).map((variance) => (variance === 0 ? 1 : 1 / Math.sqrt(variance)));
}

function standardise(rows: Float32Array, mean: Float64Array, scale: Float64Array): Float64Array {
  const length = mean.length;
  return Float64Array.from(rows, (value, i) => (value - mean[i % length]) * scale[i % length]);
}

function rowsOf(rows: Float64Array, length: number, labels: Uint32Array, cluster: number): Float64Array {
  return rows.filter((_, i) => labels[Math.floor(i / length)] === cluster);
}

/**
 * Unit rows of `bank` [n, length], each dimension scaled to mean 0 and variance 1, `count` clusters by k-means, and a
 * Gaussian over each. Departures from the authors' code: covariances are shrunk by Ledoit-Wolf, because their
 * pseudo-inverse sees nothing outside the span of few rows; a dimension that does not vary keeps its scale.
 */
export function fitClusteredGaussians(
  bank: Float32Array,
  length: number,
  count: number,
  random: Random,
): ClusteredGaussians {
  requireRows(bank, length);
  const unit = normaliseRows(bank, length);
  const mean = meanRow(unit, length);
  const scale = inverseDeviations(unit, mean);
  const rows = standardise(unit, mean, scale);
  const { labels } = kMeans(rows, length, count, random);
  const clusters = [...new Set(labels)].map((k) => fitGaussian(rowsOf(rows, length, labels, k), length));
  return { mean, scale, clusters };
}

/** Least squared Mahalanobis distance over the clusters, of each row of `queries` [m, length]; >= 0. */
export function clusteredDistances(
  queries: Float32Array,
  { mean, scale, clusters }: ClusteredGaussians,
): Float32Array {
  const rows = standardise(normaliseRows(queries, mean.length), mean, scale);
  const distances = clusters.map((cluster) => squaredMahalanobis(rows, cluster));
  return Float32Array.from(distances[0], (_, row) => Math.min(...distances.map((list) => list[row])));
}
