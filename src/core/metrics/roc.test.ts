import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/curves.json' with { type: 'json' };
import formulas from '../fixtures/formulas.json' with { type: 'json' };
import { averagePrecision, f1Max } from './precision.ts';
import { auroc, rocCurve } from './roc.ts';

const asLabels = (labels: readonly number[]) => Uint8Array.from(labels);

describe('ROC', () => {
  it.each(golden.cases.map((example, i) => [i, example] as const))(
    'agrees with scikit-learn on case %i',
    (_, example) => {
      const labels = asLabels(example.labels);
      const curve = rocCurve(labels, example.scores);
      expect(curve?.fpr).toHaveLength(example.fpr.length);
      example.fpr.forEach((value, i) => {
        expect(curve?.fpr[i]).toBeCloseTo(value, 12);
      });
      example.tpr.forEach((value, i) => {
        expect(curve?.tpr[i]).toBeCloseTo(value, 12);
      });
      expect(auroc(labels, example.scores)).toBeCloseTo(example.auroc, 12);
      expect(averagePrecision(labels, example.scores)).toBeCloseTo(example.averagePrecision, 12);
      expect(f1Max(labels, example.scores)?.f1).toBeCloseTo(example.f1Max, 12);
      expect(f1Max(labels, example.scores)?.threshold).toBe(example.f1MaxThreshold);
    },
  );

  it('counts ties half', () => {
    const { y, s, auroc: wanted, ap, fpr, tpr, f1max, f1_threshold } = formulas.auroc_ties;
    expect(auroc(asLabels(y), s)).toBeCloseTo(wanted, 12);
    expect(averagePrecision(asLabels(y), s)).toBeCloseTo(ap, 12);
    expect(f1Max(asLabels(y), s)).toEqual({
      f1: expect.closeTo(f1max, 12) as number,
      threshold: f1_threshold,
    });
    const curve = rocCurve(asLabels(y), s);
    fpr.forEach((value, i) => {
      expect(curve?.fpr[i]).toBeCloseTo(value, 12);
    });
    tpr.forEach((value, i) => {
      expect(curve?.tpr[i]).toBeCloseTo(value, 12);
    });
  });

  it('area is the chance that a defective image scores above a normal one', () => {
    const items = fc.array(
      fc.record({ label: fc.constantFrom(0 as const, 1 as const), score: fc.integer({ min: 0, max: 5 }) }),
      {
        minLength: 2,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(items, (rows) => {
        const labels = rows.map((row) => row.label);
        const scores = rows.map((row) => row.score);
        const [low, high] = [0, 1].map((label) => rows.filter((row) => row.label === label));
        if (low.length === 0 || high.length === 0) {
          expect(auroc(labels, scores)).toBeUndefined();
          return;
        }
        const wins: number[] = high.flatMap((h) =>
          low.map((l) => (h.score > l.score ? 1 : h.score === l.score ? 0.5 : 0)),
        );
        const share = wins.reduce<number>((sum, win) => sum + win, 0) / wins.length;
        expect(auroc(labels, scores)).toBeCloseTo(share, 12);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('starts with nothing alarmed and ends with everything alarmed', () => {
    expect(rocCurve([0, 1, 1], [0.5, 0.5, 2])).toEqual({
      fpr: [0, 0, 1],
      tpr: [0, 0.5, 1],
      thresholds: [Infinity, 2, 0.5],
    });
  });

  it('is not computed where a score is no number', () => {
    expect(auroc([0, 1, 1], [0.1, Number.NaN, 0.3])).toBeUndefined();
    expect(auroc([0, 1, 1], [0.1, Infinity, 0.3])).toBeUndefined();
    expect(auroc([0, 1, 0], [0.1, 0.2, -Infinity])).toBeUndefined();
  });

  it('holds zero and minus zero for the same score', () => {
    expect(rocCurve([0, 1, 0], [0, -0, 1])?.fpr).toEqual([0, 0.5, 1]);
  });

  it('is not computed for one class or for nothing', () => {
    expect(rocCurve([], [])).toBeUndefined();
    expect(auroc([1, 1], [0.1, 0.2])).toBeUndefined();
    expect(averagePrecision([0], [0.1])).toBeUndefined();
    expect(f1Max([1], [0.1])).toBeUndefined();
  });
});
