/** How far an embedding lies from one Gaussian over the normal embeddings; CutPaste's score [CutPaste Appendix A.1]. */
import { choleskyFactor, inverseQuadraticForm } from './cholesky.ts';
import { normaliseRows, requireRows } from './distances.ts';
import { ledoitWolf } from './ledoit-wolf.ts';

export interface Gaussian {
  readonly mean: Float64Array; // [length]
  /** Lower Cholesky factor of the covariance. */
  readonly factor: Float64Array; // [length, length]
  readonly shrinkage: number;
}

/** Mean and Ledoit-Wolf covariance of `rows` [n, length] as they are, n >= 1. */
export function fitGaussian(rows: ArrayLike<number>, length: number): Gaussian {
  const { mean, covariance, shrinkage } = ledoitWolf(rows, length);
  return { mean, factor: choleskyFactor(covariance, length), shrinkage };
}

/** Squared Mahalanobis distance (x - mean)' C^-1 (x - mean) of each row of [m, length], >= 0. O(m length^2 / 2). */
export function squaredMahalanobis(rows: ArrayLike<number>, { mean, factor }: Gaussian): Float64Array {
  const length = mean.length;
  return Float64Array.from({ length: rows.length / length }, (_, row) =>
    inverseQuadraticForm(
      factor,
      mean.map((centre, i) => rows[row * length + i] - centre),
    ),
  );
}

/** Distances are taken on unit rows: their Gaussian; `bank` is [n, length], n >= 1. */
export function fitUnitGaussian(bank: Float32Array, length: number): Gaussian {
  requireRows(bank, length);
  return fitGaussian(normaliseRows(bank, length), length);
}

/** Squared Mahalanobis distance of the unit rows of `queries` [m, length], >= 0. */
export function gaussianDistances(queries: Float32Array, gaussian: Gaussian): Float32Array {
  return Float32Array.from(squaredMahalanobis(normaliseRows(queries, gaussian.mean.length), gaussian));
}
