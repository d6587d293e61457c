/** Intervals of figures without a formula of their own (average precision, F1): images are drawn again. */
import type { Random } from '../random.ts';
import type { Labels } from './roc.ts';
import { scoreInterval, type Interval } from './score-interval.ts';

/** How many images of each class have each distinct score, the highest first. */
export interface ScoreCounts {
  readonly normal: Uint32Array;
  readonly defective: Uint32Array;
}

export type CountedFigure = (counts: ScoreCounts) => number;

const total = (counts: Uint32Array) => counts.reduce((sum, count) => sum + count, 0);

/** `averagePrecision` of counted scores. */
export const countedPrecision: CountedFigure = ({ normal, defective }) => {
  const all = total(defective);
  let [found, alarms, sum] = [0, 0, 0];
  for (let at = 0; at < normal.length; at++) {
    found += defective[at];
    alarms += normal[at];
    if (defective[at] > 0) sum += (defective[at] / all) * (found / (found + alarms));
  }
  return sum;
};

/** `f1Max` of counted scores. */
export const countedF1: CountedFigure = ({ normal, defective }) => {
  const all = total(defective);
  let [found, alarms, best] = [0, 0, 0];
  for (let at = 0; at < normal.length; at++) {
    found += defective[at];
    alarms += normal[at];
    best = Math.max(best, (2 * found) / (found + alarms + all));
  }
  return best;
};

/** Rank of each image of a class among the distinct scores, the highest first. */
function ranksOf(labels: Labels, scores: ArrayLike<number>) {
  const values = Float64Array.from(scores);
  const distinct = [...new Set(values.slice().sort().reverse())];
  const rankOf = new Map(distinct.map((value, rank) => [value, rank]));
  const ofClass = (wanted: 0 | 1) =>
    Uint32Array.from(
      values.filter((_, i) => labels[i] === wanted),
      (value) => rankOf.get(value) ?? 0,
    );
  return { normal: ofClass(0), defective: ofClass(1), distinct: distinct.length };
}

type Ranks = ReturnType<typeof ranksOf>;

function countsOf(ranks: Uint32Array, distinct: number, pick: (i: number) => number): Uint32Array {
  const counts = new Uint32Array(distinct);
  for (let i = 0; i < ranks.length; i++) counts[ranks[pick(i)]]++;
  return counts;
}

const resamples = 200;

/** Variance over resamples, in each of which both classes keep their size [Bootstrap]. */
function resampledVariance(figure: CountedFigure, ranks: Ranks, random: Random): number {
  const drawn = (own: Uint32Array) => countsOf(own, ranks.distinct, () => random.integer(own.length));
  let [sum, squares] = [0, 0];
  for (let left = resamples; left > 0; left--) {
    const value = figure({ normal: drawn(ranks.normal), defective: drawn(ranks.defective) });
    sum += value;
    squares += value * value;
  }
  return Math.max(0, squares / resamples - (sum / resamples) ** 2);
}

export interface LabelledScores {
  readonly labels: Labels;
  readonly scores: ArrayLike<number>;
}

/**
 * 95 % interval of a figure in [0, 1] of m normal and n defective images: the score interval with variance p (1 - p) / k,
 * where k = min(n, 4 m n / (m + n)) images at most ([BoydAP] takes n), and fewer where resampled images spread
 * more. It covers at least what it says, and for F1 more, since the best threshold's F1 is too high on few images:
 * docs/coverage.md. `undefined` without one of the classes, or where a score is not finite.
 */
export function imageInterval(
  figure: CountedFigure,
  { labels, scores }: LabelledScores,
  random: Random,
): Interval | undefined {
  if (!Array.from(scores).every(Number.isFinite)) return undefined;
  const ranks = ranksOf(labels, scores);
  const [m, n] = [ranks.normal.length, ranks.defective.length];
  if (m === 0 || n === 0) return undefined;
  const own = (counted: Uint32Array) => countsOf(counted, ranks.distinct, (i) => i);
  const value = figure({ normal: own(ranks.normal), defective: own(ranks.defective) });
  const drawn = value > 0 && value < 1 ? resampledVariance(figure, ranks, random) / (value * (1 - value)) : 0;
  const perImage = Math.max(drawn, 1 / n, (m + n) / (4 * m * n));
  return scoreInterval(value, (truth) => perImage * truth * (1 - truth));
}
