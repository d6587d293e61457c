import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import formulas from '../fixtures/formulas.json' with { type: 'json' };
import { confusionAt, tprAtFpr } from './operating-point.ts';
import { f1Max } from './precision.ts';
import { rocCurve } from './roc.ts';

const items = fc.array(
  fc.record({ label: fc.constantFrom(0 as const, 1 as const), score: fc.integer({ min: 0, max: 5 }) }),
  { minLength: 1, maxLength: 30 },
);

describe('confusion at a threshold', () => {
  it('counts a score on the threshold as an alarm, and no number as none', () => {
    expect(confusionAt([1, 0, 1, 0, 1], [0.5, 0.5, 0.4, 0.1, Number.NaN], 0.5)).toEqual({
      truePositives: 1,
      falsePositives: 1,
      trueNegatives: 1,
      falseNegatives: 2,
    });
  });

  it('gives the F1 that was found to be the largest', () => {
    const labels = Uint8Array.from(formulas.auroc_ties.y);
    const best = f1Max(labels, formulas.auroc_ties.s)!;
    const counts = confusionAt(labels, formulas.auroc_ties.s, best.threshold);
    const { truePositives, falsePositives, falseNegatives } = counts;
    expect((2 * truePositives) / (2 * truePositives + falsePositives + falseNegatives)).toBe(best.f1);
  });

  it('at each threshold of the ROC gives the rates of the ROC', () => {
    fc.assert(
      fc.property(items, (rows) => {
        const labels = rows.map(({ label }) => label);
        const scores = rows.map(({ score }) => score);
        const curve = rocCurve(labels, scores);
        curve?.thresholds.forEach((threshold, i) => {
          const counts = confusionAt(labels, scores, threshold);
          const normal = counts.falsePositives + counts.trueNegatives;
          const defective = counts.truePositives + counts.falseNegatives;
          expect(normal + defective).toBe(rows.length);
          expect(curve.fpr[i]).toBeCloseTo(counts.falsePositives / normal, 12);
          expect(curve.tpr[i]).toBeCloseTo(counts.truePositives / defective, 12);
        });
      }),
      { seed: 54 },
    );
  });
});

describe('true-positive rate at a false-positive rate', () => {
  it('is the most that any threshold within the limit finds', () => {
    fc.assert(
      fc.property(items, fc.constantFrom(0, 0.05, 0.3, 0.5, 1), (rows, limit) => {
        const labels = rows.map(({ label }) => label);
        const scores = rows.map(({ score }) => score);
        const found = tprAtFpr(labels, scores, limit);
        const ones = labels.filter((label) => label === 1).length;
        if (ones === 0 || ones === labels.length) {
          expect(found).toBeUndefined();
          return;
        }
        const allowed = [0, 1, 2, 3, 4, 5, Infinity]
          .map((threshold) => confusionAt(labels, scores, threshold))
          .filter(({ falsePositives }) => falsePositives / (labels.length - ones) <= limit);
        const most = Math.max(...allowed.map(({ truePositives }) => truePositives / ones));
        expect(found?.tpr).toBe(most);
        const atThreshold = confusionAt(labels, scores, found!.threshold);
        expect(atThreshold.truePositives / ones).toBe(most);
        expect(atThreshold.falsePositives / (labels.length - ones)).toBeLessThanOrEqual(limit);
      }),
      { seed: 55 },
    );
  });

  it('without false alarms may be nothing, at a threshold that nothing reaches', () => {
    expect(tprAtFpr([0, 1], [2, 1], 0)).toEqual({ tpr: 0, threshold: Infinity });
    expect(tprAtFpr([0, 1, 1], [2, 1, 3], 0)).toEqual({ tpr: 0.5, threshold: 3 });
  });
});
