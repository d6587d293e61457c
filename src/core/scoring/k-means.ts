/** Groups rows around centres, so that normal images of several kinds need not share one distribution. */
import type { Random } from '../random.ts';

export interface Clusters {
  readonly centres: Float64Array; // [count, length]
  /** Cluster of each row. */
  readonly labels: Uint32Array; // [n]
}

const roundsAtMost = 100;

function squaredDistance(
  rows: ArrayLike<number>,
  row: number,
  centres: Float64Array,
  [centre, length]: readonly [number, number],
): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += (rows[row * length + i] - centres[centre * length + i]) ** 2;
  return sum;
}

/** Index drawn with a chance in proportion to its weight; the last one where all weights are 0. */
function drawWeighted(weights: Float64Array, random: Random): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.length - 1;
}

/** k-means++ [KMeans section 2.2]: each next centre is a row drawn in proportion to its squared distance to those before. */
function seedCentres(rows: ArrayLike<number>, length: number, count: number, random: Random): Float64Array {
  const centres = new Float64Array(count * length);
  const nearest = new Float64Array(rows.length / length).fill(1);
  for (let k = 0; k < count; k++) {
    const row = drawWeighted(nearest, random);
    for (let i = 0; i < length; i++) centres[k * length + i] = rows[row * length + i];
    for (let other = 0; other < nearest.length; other++) {
      const distance = squaredDistance(rows, other, centres, [k, length]);
      nearest[other] = k === 0 ? distance : Math.min(nearest[other], distance);
    }
  }
  return centres;
}

/** Writes the nearest centre of each row, the first of several, to `labels`; true where any changed. */
function assign(
  rows: ArrayLike<number>,
  length: number,
  centres: Float64Array,
  labels: Uint32Array,
): boolean {
  let hasChanged = false;
  for (let row = 0; row < labels.length; row++) {
    let [best, least] = [0, Infinity];
    for (let k = 0; k * length < centres.length; k++) {
      const distance = squaredDistance(rows, row, centres, [k, length]);
      if (distance < least) [best, least] = [k, distance];
    }
    hasChanged ||= labels[row] !== best;
    labels[row] = best;
  }
  return hasChanged;
}

/** Moves each centre to the mean of its rows; one without rows stays. */
function moveCentres(
  rows: ArrayLike<number>,
  length: number,
  centres: Float64Array,
  labels: Uint32Array,
): void {
  const sums = new Float64Array(centres.length);
  const counts = new Uint32Array(centres.length / length);
  labels.forEach((k, row) => {
    counts[k]++;
    for (let i = 0; i < length; i++) sums[k * length + i] += rows[row * length + i];
  });
  counts.forEach((count, k) => {
    for (let i = k * length; count > 0 && i < (k + 1) * length; i++) centres[i] = sums[i] / count;
  });
}

/**
 * Lloyd's algorithm until no row changes its cluster, at most 100 rounds: the sum of squared distances to the centres never
 * rises, and ends in a local minimum. `rows` is [n, length]; `first` holds the centres [count, length] that it begins with, and stays
 * as it is. O(n count length) a round.
 */
export function lloyd(rows: ArrayLike<number>, length: number, first: ArrayLike<number>): Clusters {
  const centres = Float64Array.from(first);
  const labels = new Uint32Array(rows.length / length);
  assign(rows, length, centres, labels);
  for (let round = 0; round < roundsAtMost; round++) {
    moveCentres(rows, length, centres, labels);
    if (!assign(rows, length, centres, labels)) break;
  }
  return { centres, labels };
}

/** `lloyd` from centres that k-means++ draws. `rows` is [n, length]; `count` is cut to n. */
export function kMeans(rows: ArrayLike<number>, length: number, count: number, random: Random): Clusters {
  return lloyd(rows, length, seedCentres(rows, length, Math.min(count, rows.length / length), random));
}
