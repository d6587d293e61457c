import { describe, expect, it } from 'vitest';
import golden from '../fixtures/curves.json' with { type: 'json' };
import { falseAlarmsAtRecall, missesAtFalseAlarms, precisionAt, precisionInterval } from './alarm-rates.ts';

describe('rates of alarms', () => {
  it.each(golden.cases.map((example, i) => [i, example] as const))(
    'are points of scikit-learn’s ROC curve (case %i)',
    (_, { labels, scores, fpr, tpr }) => {
      const ones = Uint8Array.from(labels);
      for (const recall of [0.95, 0.99]) {
        const least = Math.min(...fpr.filter((_, i) => tpr[i] >= recall - 1e-12));
        expect(falseAlarmsAtRecall(ones, scores, recall)).toBeCloseTo(least, 12);
      }
      const most = Math.max(...tpr.filter((_, i) => fpr[i] <= 0.01));
      expect(missesAtFalseAlarms(ones, scores, 0.01)).toBeCloseTo(1 - most, 12);
    },
  );

  it('of an alarm depend on how rare defects are: Bayes’ rule with 1 % defects, 90 % found and 5 % false alarms gives 15 %', () => {
    expect(precisionAt(0.01, 0.9, 0.05)).toBeCloseTo(0.009 / (0.009 + 0.0495), 12);
    expect(precisionAt(0.5, 1, 0)).toBe(1);
    expect(precisionAt(0.01, 0, 0)).toBeUndefined();
  });

  it('stay open where no alarm was false among few images', () => {
    const [low, high] = precisionInterval(0.01, { hits: 28, of: 28 }, { hits: 0, of: 20 });
    expect(low).toBeLessThan(0.06);
    expect(high).toBe(1);
  });

  it('are not computed for one class', () => {
    expect(falseAlarmsAtRecall([1, 1], [1, 2], 0.95)).toBeUndefined();
    expect(missesAtFalseAlarms([0], [1], 0.01)).toBeUndefined();
  });
});
