/** How far the difference of two AUROCs on the same images could be off. */
import type { Random } from '../random.ts';
import { auroc } from './roc.ts';

export interface PairedScores {
  /** 1 where defective. */
  readonly labels: readonly (0 | 1)[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

export interface Difference {
  readonly a: number;
  readonly b: number;
  /** 95 % percentile interval of a - b. */
  readonly low: number;
  readonly high: number;
}

/** Ranks among the distinct scores, so that a resample is counted and never sorted. */
function rank(scores: readonly number[]): Uint32Array {
  const distinct = [...new Set(Float64Array.from(scores).sort())];
  const rankOf = new Map(distinct.map((value, i) => [value, i]));
  return Uint32Array.from(scores, (score) => rankOf.get(score) ?? 0);
}

/** P(defective above normal) + half the ties, among the drawn images. */
function drawnAuroc(ranks: Uint32Array, normal: Uint32Array, defective: Uint32Array): number {
  const counts = [new Uint32Array(ranks.length), new Uint32Array(ranks.length)];
  for (const i of normal) counts[0][ranks[i]]++;
  for (const i of defective) counts[1][ranks[i]]++;
  let [wins, below] = [0, 0];
  for (let at = 0; at < ranks.length; at++) {
    wins += counts[1][at] * (below + counts[0][at] / 2);
    below += counts[0][at];
  }
  return wins / (normal.length * defective.length);
}

/**
 * Both detectors are judged on each resample of the images [Bootstrap section 13.3], so that what is hard for both cancels.
 * Undefined where an AUROC is. O(resamples n).
 */
export function aurocDifference(
  { labels, a, b }: PairedScores,
  random: Random,
  resamples = 400,
): Difference | undefined {
  const whole = [auroc(labels, a), auroc(labels, b)];
  if (whole[0] === undefined || whole[1] === undefined) return undefined;
  const ofClass = (wanted: 0 | 1) => labels.flatMap((label, i) => (label === wanted ? [i] : []));
  const [normal, defective] = [ofClass(0), ofClass(1)];
  const again = (from: readonly number[]) => Uint32Array.from(from, () => from[random.integer(from.length)]);
  const [ranksA, ranksB] = [rank(a), rank(b)];
  const differences = Float64Array.from({ length: resamples }, () => {
    const drawn = [again(normal), again(defective)] as const;
    return drawnAuroc(ranksA, ...drawn) - drawnAuroc(ranksB, ...drawn);
  }).sort();
  const at = (share: number) => differences[Math.round(share * (resamples - 1))];
  return { a: whole[0], b: whole[1], low: at(0.025), high: at(0.975) };
}
