/**
 * The one-class SVM [OCSVM]: a boundary around normal rows, in the space of a Gaussian kernel, that at most a share nu of them
 * lies outside of, and that at least that share carries.
 */
import { solveDual } from './smo.ts';

export interface OneClassSvm {
  readonly length: number;
  /** Rows whose coefficient is not 0. */
  readonly support: Float64Array; // [s, length]
  readonly coefficients: Float64Array; // [s]
  readonly offset: number;
  readonly gamma: number;
}

/** 1 / (length x variance of all numbers), scikit-learn's `scale`; 1 where nothing varies. `rows` is [n, length]. */
export function scaleGamma(rows: Float64Array, length: number): number {
  const mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
  const variance = rows.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows.length;
  return variance === 0 ? 1 : 1 / (length * variance);
}

/** -gamma |a - b|^2 of the rows that start at `startA` and `startB`: the logarithm of their kernel. */
function logKernelOf(
  a: Float64Array,
  startA: number,
  b: Float64Array,
  { startB, length, gamma }: { readonly startB: number; readonly length: number; readonly gamma: number },
): number {
  let squares = 0;
  for (let i = 0; i < length; i++) squares += (a[startA + i] - b[startB + i]) ** 2;
  return -gamma * squares;
}

const kernelOf = (...rows: Parameters<typeof logKernelOf>): number => Math.exp(logKernelOf(...rows));

function kernelMatrix(rows: Float64Array, length: number, gamma: number): Float64Array {
  const count = rows.length / length;
  const kernel = new Float64Array(count ** 2);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) {
      const value = kernelOf(rows, i * length, rows, { startB: j * length, length, gamma });
      kernel[i * count + j] = value;
      kernel[j * count + i] = value;
    }
  }
  return kernel;
}

export interface OneClassChoice {
  /** In (0, 1]. */
  readonly nu: number;
  /** Of the kernel exp(-gamma |a - b|^2), > 0. */
  readonly gamma: number;
}

/** `rows` is [n, length], n >= 1. O(n^2 length) and n^2 numbers for the kernel. @throws RangeError as `solveDual` does. */
export function fitOneClassSvm(
  rows: Float64Array,
  length: number,
  { nu, gamma }: OneClassChoice,
): OneClassSvm {
  const { coefficients, offset } = solveDual(kernelMatrix(rows, length, gamma), nu);
  return {
    length,
    support: rows.filter((_, i) => coefficients[Math.floor(i / length)] > 0),
    coefficients: coefficients.filter((value) => value > 0),
    offset,
    gamma,
  };
}

/**
 * sum_i a_i k(x_i, x) - offset of each row of [m, length]: below 0 lies outside. In the scale of LIBSVM and scikit-learn, where
 * coefficients sum to nu n.
 */
export function decisionValues(
  { length, support, coefficients, offset, gamma }: OneClassSvm,
  rows: Float64Array,
): Float64Array {
  return Float64Array.from({ length: rows.length / length }, (_, row) =>
    coefficients.reduce(
      (sum, coefficient, i) =>
        sum + coefficient * kernelOf(support, i * length, rows, { startB: row * length, length, gamma }),
      -offset,
    ),
  );
}

/**
 * ln offset - ln sum_i a_i k(x_i, x) of each row of [m, length]: above 0 lies outside. It rises as the decision value falls, and goes on
 * rising far away, where a Gaussian kernel underflows and all decision values are one.
 */
export function outsideness(
  { length, support, coefficients, offset, gamma }: OneClassSvm,
  rows: Float64Array,
): Float64Array {
  return Float64Array.from({ length: rows.length / length }, (_, row) => {
    const logs = coefficients.map(
      (coefficient, i) =>
        Math.log(coefficient) +
        logKernelOf(support, i * length, rows, { startB: row * length, length, gamma }),
    );
    const most = logs.reduce((largest, value) => Math.max(largest, value), -Infinity);
    const sum = logs.reduce((total, value) => total + Math.exp(value - most), 0);
    return Math.log(offset) - most - Math.log(sum);
  });
}
