/** Cosine distances to the nearest rows of one bank, whose rows are divided by their lengths once. */
import { dotRows, normaliseRows } from '../../core/scoring/distances.ts';
import type { Waiting } from './pace.ts';
import { createNeighbours } from './neighbours.ts';

export interface CosineNeighbours {
  /** The bank's rows at length 1, [n, length]. */
  readonly unit: Float32Array;
  /** Mean of 1 - cos over the `k` nearest rows to each of `queries` [m, length]; k is cut to n. `undefined` if stopped. */
  meanDistances(queries: Float32Array, k: number): Promise<Float32Array | undefined>;
  dispose(): void;
}

/**
 * Unit rows with one more number: 1 for a row of zeros of the bank. With it |u - v|^2 = 2 - 2 cos(u, v) for these as well, so that
 * the nearest rows are those of the largest cosines.
 */
function lengthen(unit: Float32Array, length: number, ofZeros: number): Float32Array {
  const rows = unit.length / length;
  const longer = new Float32Array(rows * (length + 1));
  for (let row = 0; row < rows; row++) {
    const values = unit.subarray(row * length, (row + 1) * length);
    longer.set(values, row * (length + 1));
    if (values.every((value) => value === 0)) longer[row * (length + 1) + length] = ofZeros;
  }
  return longer;
}

/** `bank` is [n, length], n >= 1. */
export function createCosineNeighbours(
  bank: Float32Array,
  length: number,
  { gpu, control }: { readonly gpu: GPUDevice | undefined; readonly control: Waiting },
): CosineNeighbours {
  const unit = normaliseRows(bank, length);
  const search = createNeighbours(gpu, lengthen(unit, length, 1), length + 1, control);
  return {
    unit,
    async meanDistances(queries, k) {
      const unitQueries = normaliseRows(queries, length);
      const found = await search.nearest(lengthen(unitQueries, length, 0), k);
      if (found === undefined) return undefined;
      const count = queries.length / length;
      const kept = found.rows.length / Math.max(1, count);
      return Float32Array.from({ length: count }, (_, row) => {
        let sum = 0;
        for (let i = kept - 1; i >= 0; i--) {
          const other = found.rows[row * kept + i];
          sum += dotRows(unitQueries, row * length, unit, [other * length, length]);
        }
        return 1 - sum / kept;
      });
    },
    dispose: () => {
      search.dispose();
    },
  };
}
