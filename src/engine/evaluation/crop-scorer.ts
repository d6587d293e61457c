/**
 * How crops of an image, or the whole image, are judged by what a network of its own makes of them, as numbers alone: such a detector
 * can leave as a file and come back.
 */
import { nearestDistances, normaliseRows } from '../../core/scoring/distances.ts';
import { inverseOfFactor } from '../../core/scoring/cholesky.ts';
import type { Gaussian } from '../../core/scoring/gaussian.ts';
import type { ClusteredGaussians } from '../../core/scoring/ssd.ts';
import type { CropShape } from './crops.ts';

/** |(x - mean) M|^2; M is the identity where it is not given. */
export interface SquareTerm {
  readonly mean: Float32Array; // [length]
  readonly matrix?: Float32Array; // [length, length]
}

/** From an embedding to a score. */
export type RowScorer =
  /** 1 - the mean of the `neighbours` largest cosines to the rows of a bank. */
  | {
      readonly kind: 'cosines';
      readonly bank: Float32Array; // [n, length], of length 1 or zero
      /** Of an embedding. */
      readonly length: number;
      readonly neighbours: number;
    }
  /** The least of the squares, less that of `known`. */
  | {
      readonly kind: 'squares';
      readonly length: number;
      /** Whether embeddings are divided by their lengths before. */
      readonly isUnit: boolean;
      readonly terms: readonly SquareTerm[];
      readonly known?: SquareTerm;
    };

export interface CropScorer {
  readonly shape: CropShape;
  readonly rows: RowScorer;
}

/** The squared Mahalanobis distance [`core/scoring/gaussian`] of rows that are standardised before: with C = L L', M = L^-1 turned. */
function termOf({ mean, factor }: Gaussian, standard?: ClusteredGaussians['standard']): SquareTerm {
  const length = mean.length;
  const inverse = inverseOfFactor(factor, length);
  const scaleOf = (i: number) => standard?.scale[i] ?? 1;
  const centre = mean.map((value, i) => (standard?.mean[i] ?? 0) + value / scaleOf(i));
  const matrix = Float32Array.from(inverse, (_, at) => {
    const [from, to] = [Math.floor(at / length), at % length];
    return inverse[to * length + from] * scaleOf(from);
  });
  return { mean: Float32Array.from(centre), matrix };
}

/** By one Gaussian. */
export function gaussianRows(gaussian: Gaussian, isUnit: boolean): RowScorer {
  return { kind: 'squares', length: gaussian.mean.length, isUnit, terms: [termOf(gaussian)] };
}

/** By the nearest of several. */
export function clusterRows({ standard, clusters, known }: ClusteredGaussians): RowScorer {
  return {
    kind: 'squares',
    length: standard.mean.length,
    isUnit: true,
    terms: clusters.map((cluster) => termOf(cluster, standard)),
    ...(known && { known: termOf(known, standard) }),
  };
}

/** |(row - mean) M|^2 in 64-bit floats. */
function squareOf(row: Float32Array, { mean, matrix }: SquareTerm): number {
  const length = mean.length;
  const moved = Float64Array.from(row, (value, i) => value - mean[i]);
  if (matrix === undefined) return moved.reduce((sum, value) => sum + value ** 2, 0);
  let squares = 0;
  for (let i = 0; i < length; i++) {
    let sum = 0;
    for (let j = 0; j < length; j++) sum += moved[j] * matrix[j * length + i];
    squares += sum ** 2;
  }
  return squares;
}

/** A score for each of `rows` [m, length]. */
export function scoreRows(rows: Float32Array, scorer: RowScorer): Float32Array<ArrayBuffer> {
  const { length } = scorer;
  if (scorer.kind === 'cosines')
    return Float32Array.from(nearestDistances(rows, scorer.bank, length, scorer.neighbours));
  const { isUnit, terms, known } = scorer;
  const seen = isUnit ? normaliseRows(rows, length) : rows;
  return Float32Array.from({ length: rows.length / length }, (_, i) => {
    const row = seen.subarray(i * length, (i + 1) * length);
    const least = Math.min(...terms.map((term) => squareOf(row, term)));
    return known === undefined ? least : least - squareOf(row, known);
  });
}
