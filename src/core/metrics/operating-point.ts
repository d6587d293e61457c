/** What one threshold does: "defective iff score >= threshold". */
import { rocCurve, type Labels } from './roc.ts';

export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** Counts; a score that is no number raises no alarm. */
export function confusionAt(labels: Labels, scores: ArrayLike<number>, threshold: number): Confusion {
  const counts = [
    [0, 0],
    [0, 0],
  ];
  labels.forEach((label: number, i: number) => {
    counts[label][scores[i] >= threshold ? 1 : 0]++;
  });
  const [[trueNegatives, falsePositives], [falseNegatives, truePositives]] = counts;
  return { truePositives, falsePositives, trueNegatives, falseNegatives };
}

export interface LimitedRecall {
  readonly tpr: number;
  /** The highest one that reaches this rate; +Infinity where each alarm would be one too many. */
  readonly threshold: number;
}

/**
 * Largest true-positive rate at a false-positive rate of at most `limit`, in [0, 1]: a point that a threshold reaches,
 * nothing interpolated. `undefined` if `rocCurve` is.
 */
export function tprAtFpr(
  labels: Labels,
  scores: ArrayLike<number>,
  limit: number,
): LimitedRecall | undefined {
  const curve = rocCurve(labels, scores);
  if (curve === undefined) return undefined;
  let best = 0;
  for (let i = 1; i < curve.fpr.length && curve.fpr[i] <= limit; i++) {
    if (curve.tpr[i] > curve.tpr[best]) best = i;
  }
  return { tpr: curve.tpr[best], threshold: curve.thresholds[best] };
}
