/** Receiver operating characteristic [ROC]: how many defects are found for how many false alarms. */

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

/** Scores of one class, rising. A typed array sorts its numbers far faster than a comparator sorts indices. */
function sortedScores(labels: Labels, scores: ArrayLike<number>, wanted: 0 | 1): Float64Array {
  const picked = new Float64Array(labels.length);
  let count = 0;
  for (let i = 0; i < labels.length; i++) if (labels[i] === wanted) picked[count++] = scores[i];
  return picked.subarray(0, count).sort();
}

/** How many of `rising` from index `end` downwards equal `value`. */
function tiesBelow(rising: Float64Array, end: number, value: number): number {
  let start = end;
  while (start > 0 && rising[start - 1] === value) start--;
  return end - start;
}

/** Sorted numbers are finite if their ends are: NaN sorts last. False for none. */
function allFinite(rising: Float64Array): boolean {
  return Number.isFinite(rising.at(0)) && Number.isFinite(rising.at(-1));
}

/**
 * One point a distinct score, after (0, 0); points on a straight stretch are kept.
 * Undefined when a class is missing or a score is not finite: such scores have no order. O(n log n).
 */
export function rocCurve(labels: Labels, scores: ArrayLike<number>): RocCurve | undefined {
  const defective = sortedScores(labels, scores, 1);
  const normal = sortedScores(labels, scores, 0);
  if (!allFinite(defective) || !allFinite(normal)) return undefined;
  const [fpr, tpr, thresholds] = [[0], [0], [Infinity]];
  let [missed, quiet] = [defective.length, normal.length];
  while (missed > 0 || quiet > 0) {
    const threshold = Math.max(
      missed > 0 ? defective[missed - 1] : -Infinity,
      quiet > 0 ? normal[quiet - 1] : -Infinity,
    );
    missed -= tiesBelow(defective, missed, threshold);
    quiet -= tiesBelow(normal, quiet, threshold);
    fpr.push((normal.length - quiet) / normal.length);
    tpr.push((defective.length - missed) / defective.length);
    thresholds.push(threshold);
  }
  return { fpr, tpr, thresholds };
}

/** Area under the curve by trapezoids = P(defective scores higher) + half the ties. */
export function areaUnder({ fpr, tpr }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < fpr.length; i++) area += ((fpr[i] - fpr[i - 1]) * (tpr[i] + tpr[i - 1])) / 2;
  return area;
}

/** `undefined` if `rocCurve` is: not computed is never 0. */
export function auroc(labels: Labels, scores: ArrayLike<number>): number | undefined {
  const curve = rocCurve(labels, scores);
  return curve === undefined ? undefined : areaUnder(curve);
}
