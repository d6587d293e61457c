/** Squared Euclidean distance that stops early: most rows are far away, and a few dimensions tell. */

/** Dimensions summed between two looks at the bound. */
const block = 32;

/**
 * |row - centre|^2 with the row at `start` of `rows`, over `centre.length` dimensions.
 * Once the sum exceeds `bound` it stops: what it returns is then above the bound, but not the distance.
 */
export function squaredDistanceUpTo(
  rows: Float32Array,
  start: number,
  centre: Float32Array,
  bound: number,
): number {
  const length = centre.length;
  let sum = 0;
  for (let from = 0; from < length && !(sum > bound); from += block) {
    const end = Math.min(length, from + block);
    for (let i = from; i < end; i++) {
      const difference = rows[start + i] - centre[i];
      sum += difference * difference;
    }
  }
  return sum;
}
