/**
 * How much of one set of embeddings lies near another: the improved recall of [ImprovedPR section 3, Eq. 1 and 2], by
 * cosine distance. Each row of the second set owns a ball that reaches to its k-th nearest other row.
 */
import { dotRows, normaliseRows, requireRows } from './distances.ts';

/** Cosine distances, [m, n] in rows; queries are [m, length], rows [n, length]. */
function distancesBetween(queries: Float32Array, rows: Float32Array, length: number): Float32Array[] {
  const [from, to] = [normaliseRows(queries, length), normaliseRows(rows, length)];
  return Array.from({ length: from.length / length }, (_, query) =>
    Float32Array.from(
      { length: to.length / length },
      (__, row) => 1 - dotRows(from, query * length, to, [row * length, length]),
    ),
  );
}

/** Distance of each row to its k-th nearest other one, 0 if there is no other; k is cut to what there is. */
export function neighbourRadii(rows: Float32Array, length: number, k: number): Float32Array<ArrayBuffer> {
  requireRows(rows, length);
  const radii = distancesBetween(rows, rows, length).map((distances, own) => {
    const others = distances.filter((_, row) => row !== own).sort();
    return others[Math.min(k, others.length) - 1] ?? 0;
  });
  return Float32Array.from(radii);
}

/** Whether each query of [m, length] lies in the ball of any row of [n, length], by the rows' radii [n]. */
export function isCovered(
  queries: Float32Array,
  rows: Float32Array,
  length: number,
  radii: Float32Array,
): boolean[] {
  requireRows(rows, length);
  return distancesBetween(queries, rows, length).map((distances) =>
    distances.some((distance, row) => distance <= radii[row]),
  );
}
