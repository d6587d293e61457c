/** How far the difference of two AUROCs on the same images could be off. */
import { aurocInterval } from './auroc-interval.ts';
import { aurocCovariance, mean, placementsOf, type Placements } from './placements.ts';

export interface PairedScores {
  /** 1 where defective. */
  readonly labels: readonly (0 | 1)[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface Difference {
  readonly a: number;
  readonly b: number;
  /** 95 % interval of a - b. */
  readonly low: number;
  readonly high: number;
}

/** Correlation of the two AUROCs over test sets [DeLong]; 0 where one of them shows no spread. */
function correlation(a: Placements, b: Placements): number {
  const spread = Math.sqrt(aurocCovariance(a, a) * aurocCovariance(b, b));
  return spread > 0 ? Math.min(1, aurocCovariance(a, b) / spread) : 0;
}

/**
 * 95 % interval of a - b from the intervals (l, u) of both and their correlation r [MOVER]:
 * low = a - b - sqrt((a - lA)^2 + (uB - b)^2 - 2 r (a - lA)(uB - b)), and high likewise. What is hard for both cancels through r,
 * and two AUROCs near 1 keep the width that few images leave them. A point at 0 for the same scores twice.
 * `undefined` where an AUROC is. Coverage: docs/coverage.md. O(n log n).
 */
export function aurocDifference({ labels, a, b }: PairedScores): Difference | undefined {
  const [placedA, placedB] = [placementsOf(labels, a), placementsOf(labels, b)];
  const [intervalA, intervalB] = [aurocInterval(labels, a), aurocInterval(labels, b)];
  if (!placedA || !placedB || !intervalA || !intervalB) return undefined;
  const [areaA, areaB] = [mean(placedA.defective), mean(placedB.defective)];
  const isSame = a.every((score, i) => score === b[i]);
  const r = correlation(placedA, placedB);
  const reach = (p: number, q: number) =>
    isSame ? 0 : Math.sqrt(Math.max(0, p * p + q * q - 2 * r * p * q));
  const difference = areaA - areaB;
  return {
    a: areaA,
    b: areaB,
    low: difference - reach(areaA - intervalA[0], intervalB[1] - areaB),
    high: difference + reach(intervalA[1] - areaA, areaB - intervalB[0]),
  };
}
