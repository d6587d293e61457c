/** Linear layers and BatchNorm on rows, forward and backward, in plain code over `Multiply`. */
import { createMatrix, transpose, type Matrix, type Multiply } from './matrix.ts';

const epsilon = 1e-5;

/** Adds `bias` [columns] to each row, in place. */
export function addToRows({ rows, columns, data }: Matrix, bias: Float32Array): void {
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) data[i * columns + j] += bias[j];
}

/** Sum of each column: [columns]. */
export function columnSums({ rows, columns, data }: Matrix): Float32Array {
  const sums = new Float64Array(columns);
  for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) sums[j] += data[i * columns + j];
  return Float32Array.from(sums);
}

/** y = x w + b. */
export function linear(x: Matrix, weight: Matrix, bias: Float32Array, multiply: Multiply): Matrix {
  const y = multiply(x, weight);
  addToRows(y, bias);
  return y;
}

/** dL/dw; dL/db is the sum of each column of dy. */
export function weightGradient(x: Matrix, dy: Matrix, multiply: Multiply): Matrix {
  return multiply(transpose(x), dy);
}

export interface Moments {
  readonly mean: Float32Array;
  /** Biased. */
  readonly variance: Float32Array;
}

export function momentsOf(x: Matrix): Moments {
  const { rows, columns, data } = x;
  const mean = columnSums(x).map((sum) => sum / rows);
  const squares = new Float64Array(columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) squares[j] += (data[i * columns + j] - mean[j]) ** 2;
  }
  return { mean, variance: Float32Array.from(squares, (sum) => sum / rows) };
}

export interface Normalised {
  /** (x - mean) / sqrt(variance + 1e-5) */
  readonly normal: Matrix;
  readonly inverse: Float32Array;
  readonly moments: Moments;
}

/** By the batch's own moments [BatchNorm Algorithm 1]. */
export function normalise(x: Matrix): Normalised {
  const moments = momentsOf(x);
  const inverse = moments.variance.map((variance) => 1 / Math.sqrt(variance + epsilon));
  const normal = createMatrix(x.rows, x.columns);
  for (let i = 0, at = 0; i < x.rows; i++) {
    for (let j = 0; j < x.columns; j++, at++) normal.data[at] = (x.data[at] - moments.mean[j]) * inverse[j];
  }
  return { normal, inverse, moments };
}

/** y = gamma normal + beta. */
export function scaleRows({ rows, columns, data }: Matrix, gamma: Float32Array, beta: Float32Array): Matrix {
  const y = createMatrix(rows, columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) y.data[at] = gamma[j] * data[at] + beta[j];
  }
  return y;
}

export interface NormGradients {
  readonly dx: Matrix;
  readonly dGamma: Float32Array;
  readonly dBeta: Float32Array;
}

/** dx = gamma / sqrt(var + eps) (dy - mean(dy) - normal mean(dy normal)). */
export function normGradients(
  { normal, inverse }: Normalised,
  gamma: Float32Array,
  dy: Matrix,
): NormGradients {
  const { rows, columns } = dy;
  const dBeta = columnSums(dy);
  const sums = new Float64Array(columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) sums[j] += dy.data[at] * normal.data[at];
  }
  const scale = gamma.map((one, j) => one * inverse[j]);
  const [mean, meanProduct] = [dBeta.map((sum) => sum / rows), sums.map((sum) => sum / rows)];
  const dx = createMatrix(rows, columns);
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++)
      dx.data[at] = scale[j] * (dy.data[at] - mean[j] - normal.data[at] * meanProduct[j]);
  }
  return { dx, dGamma: Float32Array.from(sums), dBeta };
}
