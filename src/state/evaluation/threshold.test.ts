import { describe, expect, it } from 'vitest';
import type { RunResults } from '../../core/run/results.ts';
import { liveRoc } from './evaluation-selectors.ts';
import { scored } from '../testing/fakes.ts';
import { firstThreshold, foundByDefect, nearestThreshold, operatingPointAt } from './threshold.ts';

const items = [scored(0, 0.1), scored(0, 0.4), scored(1, 0.3), scored(1, 0.8), scored(1, 0.9)];

describe('the threshold', () => {
  it('divides the images into found, missed, quiet and false alarms', () => {
    expect(operatingPointAt(items, 0.4)).toEqual({
      truePositives: 2,
      falseNegatives: 1,
      falsePositives: 1,
      trueNegatives: 1,
      fpr: 0.5,
      tpr: 2 / 3,
    });
    expect(operatingPointAt(items.slice(0, 2), 0.4)).toBeUndefined();
  });

  it('counts what is found of each defect', () => {
    expect([...foundByDefect(items, 0.8)]).toEqual([['crack', 2]]);
    expect([...foundByDefect(items, 2)]).toEqual([['crack', 0]]);
  });

  it('is the one of the nearest point where the curve is grasped', () => {
    const curve = liveRoc(items);
    if (curve === undefined) throw new Error('both classes are there');
    expect(curve.thresholds).toEqual([Infinity, 0.9, 0.8, 0.4, 0.3, 0.1]);
    expect(nearestThreshold(curve, curve.thresholds, { fpr: 0, tpr: 0.7 })).toBe(0.8);
    expect(nearestThreshold(curve, curve.thresholds, { fpr: 0, tpr: 0 })).toBe(0.9);
    expect(nearestThreshold(curve, curve.thresholds, { fpr: 1, tpr: 1 })).toBe(0.1);
  });

  it('is the one that normal images promise at 2 %, or as near to it as they can; without any, the best F1', () => {
    const of = (rates: readonly number[]) => {
      const thresholds = rates.map((falseAlarmRate) => ({
        ...{ method: 'split-conformal', falseAlarmRate, value: 1 - falseAlarmRate, basis: '' },
      }));
      const f1Max = { f1: 1, threshold: 7 };
      return firstThreshold({ thresholds, evaluation: { f1Max } } as unknown as RunResults);
    };
    expect(of([0.05, 0.02, 0.01])).toBe(0.98);
    expect(of([0.05])).toBe(0.95);
    expect(of([0.25])).toBe(0.75);
    expect(of([0.01])).toBe(0.99);
    expect(of([])).toBe(7);
  });
});
