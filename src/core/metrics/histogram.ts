/** Counts of values in bins. The bins come first and by themselves, so that several classes can share them. */

/** `bins + 1` evenly spaced edges from `low` to `high`, both exact; low < high. */
export function evenEdges(low: number, high: number, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, i) => (i === bins ? high : low + ((high - low) * i) / bins));
}

/** Even edges over all finite values; around a single value half a unit to each side, and [0, 1] over none. */
export function edgesOver(values: ArrayLike<number>, bins: number): number[] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of Array.from(values)) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return evenEdges(0, 1, bins);
  return low === high ? evenEdges(low - 0.5, high + 0.5, bins) : evenEdges(low, high, bins);
}

/** Largest i with edges[i] <= value; edges rise. */
function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (edges[middle] <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Bin i counts edges[i] <= value < edges[i + 1]; the last one its upper edge too. Other values and NaN are left out. */
export function histogram(values: ArrayLike<number>, edges: readonly number[]): number[] {
  const bins = edges.length - 1;
  const counts = new Array<number>(bins).fill(0);
  for (const value of Array.from(values)) {
    if (value >= edges[0] && value <= edges[bins]) counts[Math.min(bins - 1, binOf(value, edges))]++;
  }
  return counts;
}
