/** What a line that inspects parts asks: how many good parts are thrown out, how many bad ones slip through, and what an alarm is worth. */
import { wilsonInterval } from './proportion.ts';
import { rocCurve, type Labels } from './roc.ts';
import type { Interval } from './score-interval.ts';

/**
 * Smallest false-positive rate at which at least `recall` of the defects are found, at a threshold that a score gives (nothing
 * interpolated). `undefined` where `rocCurve` is.
 */
export function falseAlarmsAtRecall(
  labels: Labels,
  scores: ArrayLike<number>,
  recall: number,
): number | undefined {
  const curve = rocCurve(labels, scores);
  const at = curve?.tpr.findIndex((tpr) => tpr >= recall - 1e-12);
  return at === undefined ? undefined : curve?.fpr[at];
}

/** Share of defects missed at the lowest threshold with at most `limit` false alarms. `undefined` where `rocCurve` is. */
export function missesAtFalseAlarms(
  labels: Labels,
  scores: ArrayLike<number>,
  limit: number,
): number | undefined {
  const curve = rocCurve(labels, scores);
  if (curve === undefined) return undefined;
  const at = curve.fpr.findLastIndex((fpr) => fpr <= limit + 1e-12);
  return 1 - curve.tpr[at];
}

/**
 * Share of alarms that are defects, by Bayes: p R / (p R + (1 - p) F), for prevalence p, recall R and false-alarm rate F. A test set
 * holds far more defects than a line does, so its own precision flatters. `undefined` where nothing raises an alarm.
 */
export function precisionAt(prevalence: number, recall: number, falseAlarmRate: number): number | undefined {
  const [found, alarms] = [prevalence * recall, (1 - prevalence) * falseAlarmRate];
  return found + alarms === 0 ? undefined : found / (found + alarms);
}

export interface Counted {
  readonly hits: number;
  readonly of: number;
}

/** `precisionAt` between the worst and the best ends of Wilson's 95 % intervals of both rates: wider than 95 %, never narrower. */
export function precisionInterval(prevalence: number, found: Counted, alarms: Counted): Interval {
  const recall = wilsonInterval(found.hits, found.of);
  const falseAlarms = wilsonInterval(alarms.hits, alarms.of);
  return [
    precisionAt(prevalence, recall[0], falseAlarms[1]) ?? 0,
    precisionAt(prevalence, recall[1], falseAlarms[0]) ?? 1,
  ];
}
