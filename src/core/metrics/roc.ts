/** Receiver operating characteristic [ROC section 4]: how many defects are found for how many false alarms. */

export interface RocCurve {
  /** False-positive rate, rising from 0 to 1. */
  readonly fpr: readonly number[];
  /** True-positive rate at the same thresholds. */
  readonly tpr: readonly number[];
  /** "Defective iff score >= threshold"; the first is +Infinity (nothing alarmed). */
  readonly thresholds: readonly number[];
}

/** 1 where defective, 0 where normal. */
export type Labels = readonly (0 | 1)[] | Uint8Array;

/** Indices by falling score. */
function byFallingScore(scores: ArrayLike<number>): Uint32Array {
  return Uint32Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
}

function countOnes(labels: Labels): number {
  let ones = 0;
  for (const label of labels) ones += label;
  return ones;
}

/**
 * One point a distinct score, after (0, 0); points on a straight stretch are kept.
 * Undefined when a class is missing or a score is not finite: such scores have no order.
 */
export function rocCurve(labels: Labels, scores: ArrayLike<number>): RocCurve | undefined {
  const positives = countOnes(labels);
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0 || !Array.from(scores).every(Number.isFinite)) return undefined;
  const order = byFallingScore(scores);
  const [fpr, tpr, thresholds] = [[0], [0], [Infinity]];
  let truePositives = 0;
  order.forEach((item, rank) => {
    truePositives += labels[item];
    const isLastOfTie = rank + 1 === order.length || scores[order[rank + 1]] !== scores[item];
    if (!isLastOfTie) return;
    fpr.push((rank + 1 - truePositives) / negatives);
    tpr.push(truePositives / positives);
    thresholds.push(scores[item]);
  });
  return { fpr, tpr, thresholds };
}

/** Area under the curve by trapezoids = P(defective scores higher) + half the ties. */
export function areaUnder({ fpr, tpr }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < fpr.length; i++) area += ((fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1])) / 2;
  return area;
}

/** Undefined where `rocCurve` is: not computed is never 0. */
export function auroc(labels: Labels, scores: ArrayLike<number>): number | undefined {
  const curve = rocCurve(labels, scores);
  return curve === undefined ? undefined : areaUnder(curve);
}
