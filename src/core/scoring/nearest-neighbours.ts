/** The nearest rows of a bank by Euclidean distance, in 64 bits: what the device's search is compared with and checked by. */
import { requireRows } from './distances.ts';
import { squaredDistanceUpTo } from './squared-distance.ts';

export interface Neighbourhood {
  /** Nearest first; NaN where the query or all rows are not numbers. */
  readonly distances: Float32Array; // [m, k]
  /** Of equally near rows the first comes first. */
  readonly rows: Uint32Array; // [m, k]
}

/** `k` is cut to the number of rows. */
export function createNeighbourhood(queries: number, k: number): Neighbourhood {
  const distances = new Float32Array(queries * k).fill(Number.NaN);
  return { distances, rows: new Uint32Array(queries * k) };
}

/** Writes the `k` nearest of `candidates` (rows of `bank`, in rising order) to the query [length] into row `at` of `found`. */
export function fillNeighbours(
  found: Neighbourhood,
  [at, k]: readonly [at: number, k: number],
  query: Float32Array,
  { bank, candidates }: { readonly bank: Float32Array; readonly candidates: Iterable<number> },
): void {
  const squares = new Float64Array(k).fill(Infinity);
  const rows = found.rows.subarray(at * k, (at + 1) * k);
  let count = 0;
  for (const row of candidates) {
    const square = squaredDistanceUpTo(bank, row * query.length, query, squares[k - 1]);
    if (!(square < squares[k - 1])) continue; // NaN, too
    let place = Math.min(count, k - 1);
    for (; place > 0 && square < squares[place - 1]; place--) {
      squares[place] = squares[place - 1];
      rows[place] = rows[place - 1];
    }
    squares[place] = square;
    rows[place] = row;
    count++;
  }
  for (let i = 0; i < Math.min(k, count); i++) found.distances[at * k + i] = Math.sqrt(squares[i]);
}

/** The `k` nearest rows of `bank` [n, length] to each of `queries` [m, length]; k is cut to n. O(m n length) at most. */
export function nearestNeighbours(
  queries: Float32Array,
  bank: Float32Array,
  length: number,
  k: number,
): Neighbourhood {
  requireRows(bank, length);
  const [count, kept] = [queries.length / length, Math.min(k, bank.length / length)];
  const candidates = Uint32Array.from({ length: bank.length / length }, (_, row) => row);
  const found = createNeighbourhood(count, kept);
  for (let at = 0; at < count; at++) {
    fillNeighbours(found, [at, kept], queries.subarray(at * length, (at + 1) * length), { bank, candidates });
  }
  return found;
}
