/** A covariance that can be inverted although there are fewer rows than dimensions. Float64 throughout. */

export interface ShrunkCovariance {
  readonly mean: Float64Array; // [length]
  /** (1 - shrinkage) S + shrinkage m I; symmetric, both halves filled. */
  readonly covariance: Float64Array; // [length, length]
  /** In [0, 1]: 0 is the sample covariance, 1 a sphere. */
  readonly shrinkage: number;
}

/** Keeps two rows, and others that lie on one line, from a matrix that has no inverse. */
const leastShrinkage = 1e-6;

export function meanRow(rows: ArrayLike<number>, length: number): Float64Array {
  const mean = new Float64Array(length);
  for (let i = 0; i < rows.length; i++) mean[i % length] += rows[i];
  return mean.map((sum) => (sum * length) / rows.length);
}

function centred(rows: ArrayLike<number>, mean: Float64Array): Float64Array {
  return Float64Array.from(rows, (value, i) => value - mean[i % mean.length]);
}

/** X'X of X [n, length], its lower half. */
function lowerGram(rows: Float64Array, length: number): Float64Array {
  const gram = new Float64Array(length * length);
  for (let start = 0; start < rows.length; start += length) {
    for (let i = 0; i < length; i++) {
      const value = rows[start + i];
      for (let j = 0; j <= i; j++) gram[i * length + j] += value * rows[start + j];
    }
  }
  return gram;
}

/** Squared Frobenius norm of a symmetric matrix from its lower half. */
function squaredNorm(lower: Float64Array, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    for (let j = 0; j < i; j++) sum += 2 * lower[i * length + j] ** 2;
    sum += lower[i * length + i] ** 2;
  }
  return sum;
}

/** Sum over rows of |x|^4. */
function sumOfFourthPowers(rows: Float64Array, length: number): number {
  let sum = 0;
  for (let start = 0; start < rows.length; start += length) {
    let squares = 0;
    for (let i = start; i < start + length; i++) squares += rows[i] ** 2;
    sum += squares ** 2;
  }
  return sum;
}

function trace(matrix: Float64Array, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += matrix[i * length + i];
  return sum;
}

/** Fills both halves with (1 - shrinkage) S + shrinkage m I. */
function shrink(lower: Float64Array, length: number, shrinkage: number, variance: number): Float64Array {
  const covariance = new Float64Array(length * length);
  for (let i = 0; i < length; i++) {
    for (let j = 0; j < i; j++) {
      covariance[i * length + j] = (1 - shrinkage) * lower[i * length + j];
      covariance[j * length + i] = covariance[i * length + j];
    }
    covariance[i * length + i] = (1 - shrinkage) * lower[i * length + i] + shrinkage * variance;
  }
  return covariance;
}

/**
 * Sample covariance S = X'X/n of centred rows X, shrunk to the sphere of the same mean variance m = tr S / p by
 * min(b, d) / d with d = |S - m I|^2, b = (1/n)(sum |x_k|^4 / n - |S|^2) [LedoitWolf], closed form and biased by 1/n
 * as in scikit-learn. Departures: shrinkage is at least 1e-6, and rows without any spread have the covariance I, so that
 * there is always an inverse. `rows` is [n, length], n >= 1. O(n length^2).
 */
export function ledoitWolf(rows: ArrayLike<number>, length: number): ShrunkCovariance {
  const mean = meanRow(rows, length);
  const deviations = centred(rows, mean);
  const count = rows.length / length;
  const sample = lowerGram(deviations, length).map((value) => value / count);
  const variance = trace(sample, length) / length;
  if (variance === 0) return { mean, covariance: shrink(sample, length, 1, 1), shrinkage: 1 };
  const sampleNorm = squaredNorm(sample, length);
  const distance = sampleNorm - length * variance ** 2;
  const noise = (sumOfFourthPowers(deviations, length) / count - sampleNorm) / count;
  const ratio = distance <= 0 ? 0 : Math.min(1, noise / distance);
  const shrinkage = Math.max(leastShrinkage, ratio);
  return { mean, covariance: shrink(sample, length, shrinkage, variance), shrinkage };
}
