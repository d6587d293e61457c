/**
 * Anomaly scores from embeddings of normal images only: cosine distance to their mean, or to the nearest of them.
 * Rows need not be of length 1. A zero row has no direction: it is at distance 1 from everything. NaN stays NaN.
 */

/** Rows of [n, length] divided by their Euclidean norm; a zero row stays zero. */
export function normaliseRows(rows: Float32Array, length: number): Float32Array {
  const unit = new Float32Array(rows.length);
  for (let start = 0; start < rows.length; start += length) {
    let squares = 0;
    for (let i = start; i < start + length; i++) squares += rows[i] * rows[i];
    const scale = squares === 0 ? 0 : 1 / Math.sqrt(squares);
    for (let i = start; i < start + length; i++) unit[i] = rows[i] * scale;
  }
  return unit;
}

/** Throws unless `bank` is [n, length] with n >= 1. */
export function requireRows(bank: Float32Array, length: number): void {
  if (bank.length >= length && bank.length % length === 0) return;
  throw new RangeError(`the bank has ${bank.length} numbers, wanted one or more rows of ${length}`);
}

/** Normal mean: the mean of the unit normal embeddings, at length 1; `bank` is [n, length], n >= 1. */
export function fitPrototype(bank: Float32Array, length: number): Float32Array {
  requireRows(bank, length);
  const unit = normaliseRows(bank, length);
  const sum = new Float64Array(length);
  for (let i = 0; i < unit.length; i++) sum[i % length] += unit[i];
  return normaliseRows(Float32Array.from(sum), length);
}

/** Sum of the products of the rows of `length` that start at `startA` and `startB`. */
export function dotRows(
  a: Float32Array,
  startA: number,
  b: Float32Array,
  [startB, length]: readonly [number, number],
): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[startA + i] * b[startB + i];
  return sum;
}

/** Normal mean: 1 - cos(query, prototype), in [0, 2]; `queries` is [m, length]. */
export function prototypeDistances(
  queries: Float32Array,
  length: number,
  prototype: Float32Array,
): Float32Array {
  const unit = normaliseRows(queries, length);
  return Float32Array.from(
    { length: unit.length / length },
    (_, row) => 1 - dotRows(unit, row * length, prototype, [0, length]),
  );
}

/** Keeps the `k` largest cosines seen, smallest first. */
function insertLargest(largest: Float64Array, cosine: number): void {
  if (cosine <= largest[0]) return;
  let at = 0;
  while (at + 1 < largest.length && largest[at + 1] < cosine) {
    largest[at] = largest[at + 1];
    at++;
  }
  largest[at] = cosine;
}

/** Nearest normals: mean of 1 - cos over the `k` nearest rows of `bank` [n, length]; k is cut to n. O(m n length). */
export function nearestDistances(
  queries: Float32Array,
  bank: Float32Array,
  length: number,
  k: number,
): Float32Array {
  requireRows(bank, length);
  const unitQueries = normaliseRows(queries, length);
  const unitBank = normaliseRows(bank, length);
  const kept = Math.min(k, bank.length / length);
  return Float32Array.from({ length: queries.length / length }, (_, row) => {
    const largest = new Float64Array(kept).fill(-Infinity);
    for (let start = 0; start < unitBank.length; start += length) {
      insertLargest(largest, dotRows(unitQueries, row * length, unitBank, [start, length]));
    }
    return 1 - largest.reduce((sum, cosine) => sum + cosine, 0) / kept;
  });
}

/** Rows of `unit`, at length 1, [n, length], by their cosine to one query [length], the nearest `k` first; k is cut to n. */
export function nearestRows(query: Float32Array, unit: Float32Array, k: number): number[] {
  const length = query.length;
  requireRows(unit, length);
  const cosines = Float64Array.from({ length: unit.length / length }, (_, row) =>
    dotRows(query, 0, unit, [row * length, length]),
  );
  const order = Array.from(cosines.keys()).sort((a, b) => cosines[b] - cosines[a]);
  return order.slice(0, k);
}
