/** Two lists of numbers of the same images: whether one is higher more often and by more than chance would have it. */

export interface SignedRank {
  /** Pairs that differ; the others say nothing. */
  readonly pairs: number;
  /** Sum of the ranks of positive differences. */
  readonly statistic: number;
  /** Two-sided. */
  readonly p: number;
}

/** Ranks by size, from 1, doubled so that those of equal sizes, which share their mean rank, are whole numbers. */
function doubledRanks(sizes: readonly number[]): number[] {
  return sizes.map((size) => {
    const smaller = sizes.filter((other) => other < size).length;
    const equal = sizes.filter((other) => other === size).length;
    return 2 * smaller + equal + 1;
  });
}

/** How probable each sum of a subset of `ranks` is, if every rank is in it or not with the same chance. */
function sumsOf(ranks: readonly number[]): Float64Array {
  const whole = ranks.reduce((sum, rank) => sum + rank, 0);
  let chances = new Float64Array(whole + 1);
  chances[0] = 1;
  for (const rank of ranks) {
    const next = new Float64Array(whole + 1);
    for (let sum = 0; sum <= whole; sum++)
      next[sum] = (chances[sum] + (sum >= rank ? chances[sum - rank] : 0)) / 2;
    chances = next;
  }
  return chances;
}

/**
 * Wilcoxon's signed-rank test of the differences [Wilcoxon], exact for any number of ties: the distribution over all signs of the ranks that
 * there are. Differences of 0 are left out. `undefined` where none differs.
 */
export function signedRank(differences: readonly number[]): SignedRank | undefined {
  const unequal = differences.filter((difference) => difference !== 0);
  if (unequal.length === 0) return undefined;
  const ranks = doubledRanks(unequal.map(Math.abs));
  const positive = ranks.reduce((sum, rank, i) => sum + (unequal[i] > 0 ? rank : 0), 0);
  const chances = sumsOf(ranks);
  const sum = (part: Float64Array) => part.reduce((total, chance) => total + chance, 0);
  const tail = Math.min(sum(chances.subarray(0, positive + 1)), sum(chances.subarray(positive)));
  return { pairs: unequal.length, statistic: positive / 2, p: Math.min(1, 2 * tail) };
}
