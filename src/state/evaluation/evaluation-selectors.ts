/** What follows from the images scored so far. */
import { areaUnder, rocCurve } from '../../core/metrics/roc.ts';
import type { ScoredItem } from '../../core/run/events.ts';

export interface LiveRoc {
  readonly auroc: number;
  readonly points: readonly { readonly fpr: number; readonly tpr: number }[];
  /** Of each point; the first is Infinity. */
  readonly thresholds: readonly number[];
}

/** `undefined` until both classes are among them: not computed is never 0. */
export function liveRoc(items: readonly ScoredItem[]): LiveRoc | undefined {
  const curve = rocCurve(
    items.map(({ label }) => label),
    items.map(({ score }) => score),
  );
  if (curve === undefined) return undefined;
  const points = curve.fpr.map((fpr, i) => ({ fpr, tpr: curve.tpr[i] ?? 1 }));
  return { auroc: areaUnder(curve), points, thresholds: curve.thresholds };
}
