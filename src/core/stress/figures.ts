/** What a disturbance does to a detector at a threshold that stays where it is, and whether its promise about false alarms still holds. */
import { aurocInterval } from '../metrics/auroc-interval.ts';
import { confusionAt } from '../metrics/operating-point.ts';
import { wilsonInterval } from '../metrics/proportion.ts';
import { auroc } from '../metrics/roc.ts';
import type { Interval } from '../metrics/score-interval.ts';

/** One test image and its score; label 1 where defective. */
export interface StressedItem {
  readonly path: string;
  readonly label: 0 | 1;
  readonly score: number;
}

export interface Counted {
  readonly count: number;
  readonly of: number;
  /** 95 % interval of the share. */
  readonly interval: Interval;
}

export interface StressFigures {
  /** `undefined` without both classes, and where a score is no number. */
  readonly auroc: { readonly value: number; readonly interval: Interval } | undefined;
  readonly falseAlarms: Counted;
  /** Defective images that are found. */
  readonly recall: Counted;
}

function counted(count: number, of: number): Counted {
  return { count, of, interval: wilsonInterval(count, of) };
}

export function stressFigures(items: readonly StressedItem[], threshold: number): StressFigures {
  const labels = items.map(({ label }) => label);
  const scores = items.map(({ score }) => score);
  const { truePositives, falsePositives, trueNegatives, falseNegatives } = confusionAt(
    labels,
    scores,
    threshold,
  );
  const [value, interval] = [auroc(labels, scores), aurocInterval(labels, scores)];
  return {
    auroc: value === undefined || interval === undefined ? undefined : { value, interval },
    falseAlarms: counted(falsePositives, falsePositives + trueNegatives),
    recall: counted(truePositives, truePositives + falseNegatives),
  };
}

/**
 * Whether at most `promised` of good images raise an alarm. `kept`: no more did. `broken`: more did, and the whole 95 % interval lies
 * above. `unsure`: more did, but so few images cannot tell. `undefined` without good images.
 */
export type PromiseState = 'kept' | 'unsure' | 'broken';

export function promiseState({ count, of, interval }: Counted, promised: number): PromiseState | undefined {
  if (of === 0) return undefined;
  if (count / of <= promised) return 'kept';
  return interval[0] > promised ? 'broken' : 'unsure';
}

/**
 * How many levels of a ladder, weakest first, come before the first that broke the promise, or may have: from that on nothing is kept
 * for certain.
 */
export function levelsKept(states: readonly (PromiseState | undefined)[]): number {
  const broken = states.findIndex((state) => state !== 'kept');
  return broken < 0 ? states.length : broken;
}

/**
 * Share of false alarms that a threshold promises by the scores of n normal images that the detector does not know: a new one is the
 * highest of n + 1 as often as any other, so with k at or above the threshold it is (k + 1) / (n + 1) [Conformal]. `undefined` for none.
 */
export function promisedAt(normalScores: readonly number[], threshold: number): number | undefined {
  if (normalScores.length === 0) return undefined;
  const above = normalScores.filter((score) => score >= threshold).length;
  return (above + 1) / (normalScores.length + 1);
}
