/** Distance to the nearest of several Gaussians over the normal embeddings [SSD]. */
import type { Random } from '../random.ts';
import { normaliseRows, requireRows } from './distances.ts';
import { fitGaussian, squaredMahalanobis, type Gaussian } from './gaussian.ts';
import { kMeans } from './k-means.ts';
import { fitStandard, standardise, type Standard } from './standardise.ts';

export interface ClusteredGaussians {
  /** Of the unit rows. */
  readonly standard: Standard;
  /** One a cluster that has rows. */
  readonly clusters: readonly Gaussian[];
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
  const standard = fitStandard(unit, length);
  const rows = standardise(unit, standard);
  const { labels } = kMeans(rows, length, count, random);
  const clusters = [...new Set(labels)].map((k) => fitGaussian(rowsOf(rows, length, labels, k), length));
  return { standard, clusters };
}

/** Least squared Mahalanobis distance over the clusters, of each row of `queries` [m, length]; >= 0. */
export function clusteredDistances(
  queries: Float32Array,
  { standard, clusters }: ClusteredGaussians,
): Float32Array {
  const rows = standardise(normaliseRows(queries, standard.mean.length), standard);
  const distances = clusters.map((cluster) => squaredMahalanobis(rows, cluster));
  return Float32Array.from(distances[0], (_, row) => Math.min(...distances.map((list) => list[row])));
}
