/** Precision against recall, for what the ROC does not show when defects are rare. */
import { rocCurve, type Labels } from './roc.ts';

interface Operation {
  readonly threshold: number;
  readonly recall: number;
  readonly precision: number;
}

/** One operating point a distinct score, from the highest; `undefined` if `rocCurve` is. */
function operations(labels: Labels, scores: ArrayLike<number>): Operation[] | undefined {
  const curve = rocCurve(labels, scores);
  if (curve === undefined) return undefined;
  const positives = [...labels].filter((label) => label === 1).length;
  const negatives = labels.length - positives;
  return curve.thresholds.slice(1).map((threshold, i) => {
    const recall = curve.tpr[i + 1];
    const found = recall * positives;
    return { threshold, recall, precision: found / (found + curve.fpr[i + 1] * negatives) };
  });
}

/** Sum over falling thresholds of (recall step) x precision, as scikit-learn; undefined when one class is missing. */
export function averagePrecision(labels: Labels, scores: ArrayLike<number>): number | undefined {
  let [sum, reached] = [0, 0];
  const points = operations(labels, scores);
  for (const { recall, precision } of points ?? []) {
    sum += (recall - reached) * precision;
    reached = recall;
  }
  return points && sum;
}

export interface BestF1 {
  readonly f1: number;
  /** "Defective iff score >= threshold"; the highest one where several give the same F1. */
  readonly threshold: number;
}

/** Largest F1 = 2 P R / (P + R) over the thresholds. It is chosen with the labels known: an upper bound, not a result. */
export function f1Max(labels: Labels, scores: ArrayLike<number>): BestF1 | undefined {
  let best: BestF1 | undefined;
  for (const { threshold, recall, precision } of operations(labels, scores) ?? []) {
    const f1 = recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    if (best === undefined || f1 > best.f1) best = { f1, threshold };
  }
  return best;
}
