/** Precision against recall, for what the ROC does not show when defects are rare. */
import { rocCurve, type Labels } from './roc.ts';

/** Sum over falling thresholds of (recall step) x precision, as scikit-learn; undefined when one class is missing. */
export function averagePrecision(labels: Labels, scores: ArrayLike<number>): number | undefined {
  const curve = rocCurve(labels, scores);
  if (curve === undefined) return undefined;
  const positives = [...labels].filter((label) => label === 1).length;
  const negatives = labels.length - positives;
  let sum = 0;
  for (let i = 1; i < curve.tpr.length; i++) {
    const found = curve.tpr[i] * positives;
    const alarmed = found + curve.fpr[i] * negatives;
    sum += (curve.tpr[i] - curve.tpr[i - 1]) * (found / alarmed);
  }
  return sum;
}
