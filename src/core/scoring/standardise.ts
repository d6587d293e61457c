/** Each dimension at mean 0 and variance 1, as scikit-learn's StandardScaler makes it. */
import { meanRow } from './ledoit-wolf.ts';

export interface Standard {
  readonly mean: Float64Array; // [length]
  /** 1 / standard deviation (divided by n) of each dimension; 1 where it does not vary. */
  readonly scale: Float64Array; // [length]
}

/** Of `rows` [n, length], n >= 1. */
export function fitStandard(rows: ArrayLike<number>, length: number): Standard {
  const mean = meanRow(rows, length);
  const squares = Float64Array.from(rows, (value, i) => (value - mean[i % length]) ** 2);
  const scale = meanRow(squares, length).map((variance) => (variance === 0 ? 1 : 1 / Math.sqrt(variance)));
  return { mean, scale };
}

/** Rows [n, length] in those units. */
export function standardise(rows: ArrayLike<number>, { mean, scale }: Standard): Float64Array<ArrayBuffer> {
  const length = mean.length;
  return Float64Array.from(rows, (value, i) => (value - mean[i % length]) * scale[i % length]);
}
