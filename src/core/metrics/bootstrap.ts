/** How far the AUROC of few test images could be off. */
import type { Random } from '../random.ts';
import type { Labels } from './roc.ts';

/** Scores as ranks among the distinct ones, so that a resample is counted and never sorted. */
interface RankedClass {
  readonly ranks: Uint32Array;
  /** How often each rank was drawn in the resample at hand. */
  readonly counts: Uint32Array;
}

function rankByClass(labels: Labels, scores: ArrayLike<number>): readonly [RankedClass, RankedClass] {
  const values = Float64Array.from(scores);
  const distinct = [...new Set(values.slice().sort())];
  const rankOf = new Map(distinct.map((value, rank) => [value, rank]));
  const ranks = Uint32Array.from(values, (value) => rankOf.get(value) ?? 0);
  const ofClass = (wanted: 0 | 1) => ({
    ranks: ranks.filter((_, i) => labels[i] === wanted),
    counts: new Uint32Array(distinct.length),
  });
  return [ofClass(0), ofClass(1)];
}

/** Draws as many items as the class has, with replacement. */
function resample({ ranks, counts }: RankedClass, random: Random): void {
  counts.fill(0);
  for (let left = ranks.length; left > 0; left--) counts[ranks[random.integer(ranks.length)]]++;
}

/** P(defective above normal) + half the ties, from counts by rank. */
function rankedAuroc(normal: RankedClass, defective: RankedClass): number {
  let [wins, below] = [0, 0];
  for (let rank = 0; rank < normal.counts.length; rank++) {
    wins += defective.counts[rank] * (below + normal.counts[rank] / 2);
    below += normal.counts[rank];
  }
  return wins / (normal.ranks.length * defective.ranks.length);
}

/** Quantile of rising values, linear between them, as numpy's default. */
function quantile(rising: Float64Array, share: number): number {
  const place = share * (rising.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, rising.length - 1);
  return rising[low] + (place - low) * (rising[high] - rising[low]);
}

/**
 * 95 % percentile interval of the AUROC [Bootstrap section 13.3]: normal and defective images are each drawn again with
 * replacement, so that every resample has both classes. The same stream gives the same interval.
 * Undefined where the AUROC is. O(resamples n).
 */
export function aurocInterval(
  labels: Labels,
  scores: ArrayLike<number>,
  random: Random,
  resamples = 2000,
): readonly [low: number, high: number] | undefined {
  if (!Array.from(scores).every(Number.isFinite)) return undefined;
  const [normal, defective] = rankByClass(labels, scores);
  if (normal.ranks.length === 0 || defective.ranks.length === 0) return undefined;
  const areas = Float64Array.from({ length: resamples }, () => {
    resample(normal, random);
    resample(defective, random);
    return rankedAuroc(normal, defective);
  });
  areas.sort();
  return [quantile(areas, 0.025), quantile(areas, 0.975)];
}
