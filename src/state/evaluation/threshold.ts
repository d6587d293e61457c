/** What the one threshold of an evaluation does: the same value on the curve, in the histogram and in the tables. */
import { normalClass } from '../../core/dataset/dataset.ts';
import { confusionAt, type Confusion } from '../../core/metrics/operating-point.ts';
import type { ScoredItem } from '../../core/run/events.ts';
import type { RunResults } from '../../core/run/results.ts';

/** Asked for until the user says otherwise: one good part in fifty. */
export const firstRate = 0.02;

/**
 * What normal images promise at the first rate, or as near to it as they can; without any, that of the best F1, which test labels choose.
 */
export function firstThreshold({ thresholds, evaluation }: RunResults): number | undefined {
  const promises = thresholds.filter(({ method }) => method.endsWith('-conformal'));
  const coarser = promises.filter(({ falseAlarmRate }) => (falseAlarmRate ?? 1) >= firstRate);
  const found = coarser.at(-1) ?? promises.at(0);
  return found?.value ?? evaluation.f1Max?.threshold;
}

export interface OperatingPoint extends Confusion {
  readonly fpr: number;
  readonly tpr: number;
}

/** `undefined` until both classes were scored. */
export function operatingPointAt(
  items: readonly ScoredItem[],
  threshold: number,
): OperatingPoint | undefined {
  const labels = items.map(({ label }) => label);
  const confusion = confusionAt(
    labels,
    items.map(({ score }) => score),
    threshold,
  );
  const positives = confusion.truePositives + confusion.falseNegatives;
  const negatives = confusion.falsePositives + confusion.trueNegatives;
  if (positives === 0 || negatives === 0) return undefined;
  return {
    ...confusion,
    fpr: confusion.falsePositives / negatives,
    tpr: confusion.truePositives / positives,
  };
}

/** How many images of each defect type score at least the threshold. */
export function foundByDefect(items: readonly ScoredItem[], threshold: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { defect, score } of items) {
    if (defect === normalClass) continue;
    found.set(defect, (found.get(defect) ?? 0) + (score >= threshold ? 1 : 0));
  }
  return found;
}

/** The threshold whose point on the curve lies nearest to a place of the plot. */
export function nearestThreshold(
  curve: { readonly points: readonly { readonly fpr: number; readonly tpr: number }[] },
  thresholds: readonly number[],
  place: { readonly fpr: number; readonly tpr: number },
): number | undefined {
  const far = (point: { readonly fpr: number; readonly tpr: number }) =>
    Math.hypot(point.fpr - place.fpr, point.tpr - place.tpr);
  let best: { readonly distance: number; readonly threshold: number } | undefined;
  curve.points.forEach((point, i) => {
    const threshold = thresholds[i];
    if (threshold === undefined || !Number.isFinite(threshold)) return;
    if (best === undefined || far(point) < best.distance) best = { distance: far(point), threshold };
  });
  return best?.threshold;
}
