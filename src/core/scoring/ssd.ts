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
  /** Of known anomalies; `undefined` if none are known. */
  readonly known?: Gaussian;
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
  return { standard, clusters: fitClusters(rows, length, labels) };
}

/** A Gaussian over the rows of each label, of `rows` [n, length]. */
export function fitClusters(rows: Float64Array, length: number, labels: Uint32Array): Gaussian[] {
  return [...new Set(labels)].map((k) => fitGaussian(rowsOf(rows, length, labels, k), length));
}

/** Least squared Mahalanobis distance over the clusters, of each row of [m, length]; >= 0. */
export function leastDistances(rows: Float64Array, clusters: readonly Gaussian[]): Float64Array {
  const distances = clusters.map((cluster) => squaredMahalanobis(rows, cluster));
  return distances[0].map((_, row) => Math.min(...distances.map((list) => list[row])));
}

/**
 * SSD_k: the same, and a Gaussian over rows of a few known anomalies [m, length], m >= 1, in the units of the normal ones
 * [SSD section 3.2].
 */
export function withKnownAnomalies(normal: ClusteredGaussians, anomalies: Float32Array): ClusteredGaussians {
  const { length } = normal.standard.mean;
  requireRows(anomalies, length);
  const rows = standardise(normaliseRows(anomalies, length), normal.standard);
  return { ...normal, known: fitGaussian(rows, length) };
}

/**
 * Least squared Mahalanobis distance over the clusters, of each row of `queries` [m, length], >= 0; less that to the known anomalies
 * where there are any, so that it may lie below 0.
 */
export function clusteredDistances(
  queries: Float32Array,
  { standard, clusters, known }: ClusteredGaussians,
): Float32Array<ArrayBuffer> {
  const rows = standardise(normaliseRows(queries, standard.mean.length), standard);
  const distances = Float32Array.from(leastDistances(rows, clusters));
  if (known === undefined) return distances;
  const toKnown = squaredMahalanobis(rows, known);
  return distances.map((distance, row) => distance - toKnown[row]);
}
