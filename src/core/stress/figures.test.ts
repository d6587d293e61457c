import { describe, expect, it } from 'vitest';
import { conformalThreshold } from '../metrics/conformal.ts';
import { levelsKept, promisedAt, promiseState, stressFigures, type StressedItem } from './figures.ts';

const items = (normals: readonly number[], defective: readonly number[]): StressedItem[] => [
  ...normals.map((score, i) => ({ path: `good/${i}`, label: 0 as const, score })),
  ...defective.map((score, i) => ({ path: `bad/${i}`, label: 1 as const, score })),
];

describe('the reach of a disturbance', () => {
  it('ends before the first level that is not kept for certain, whatever comes after', () => {
    expect(levelsKept(['kept', 'kept', 'unsure', 'kept'])).toBe(2);
    expect(levelsKept(['broken', 'kept'])).toBe(0);
    expect(levelsKept(['kept', 'kept'])).toBe(2);
    expect(levelsKept([undefined])).toBe(0);
    expect(levelsKept([])).toBe(0);
  });
});

describe('figures at a fixed threshold', () => {
  it('count alarms of either class, with intervals, and the AUROC that no threshold moves', () => {
    const all = items([1, 2, 3, 4], [3.5, 5, 6]);
    const low = stressFigures(all, 3);
    expect(low.falseAlarms).toMatchObject({ count: 2, of: 4 });
    expect(low.recall).toMatchObject({ count: 3, of: 3 });
    expect(low.auroc?.value).toBeCloseTo(11 / 12, 12);
    const high = stressFigures(all, 5.5);
    expect([high.falseAlarms.count, high.recall.count]).toEqual([0, 1]);
    expect(high.auroc).toEqual(low.auroc);
    expect(high.falseAlarms.interval[1]).toBeGreaterThan(0.4); // none of 4 shows little
  });

  it('have no AUROC without both classes or with a score that is no number', () => {
    expect(stressFigures(items([1, 2], []), 1).auroc).toBeUndefined();
    expect(stressFigures(items([1, Number.NaN], [3]), 1)).toMatchObject({
      auroc: undefined,
      falseAlarms: { count: 1, of: 2 },
    });
    expect(stressFigures([], 1).recall).toEqual({ count: 0, of: 0, interval: [0, 1] });
  });
});

describe('a promise about false alarms', () => {
  const stateOf = (count: number, of: number, promised: number) => {
    const normals = Array.from({ length: of }, (_, i) => (i < count ? 2 : 0));
    return promiseState(stressFigures(items(normals, []), 1).falseAlarms, promised);
  };

  it('is kept, broken for certain, or not to be told from so few images', () => {
    expect(stateOf(0, 20, 0.02)).toBe('kept');
    expect(stateOf(1, 20, 0.05)).toBe('kept');
    expect(stateOf(1, 20, 0.02)).toBe('unsure'); // Wilson's interval begins at .9 %
    expect(stateOf(2, 20, 0.02)).toBe('broken'); // at 2.8 %
    expect(stateOf(20, 20, 0.5)).toBe('broken');
    expect(stateOf(0, 0, 0.05)).toBeUndefined();
  });

  it('at a threshold follows from normal images that the detector does not know', () => {
    const scores = Array.from({ length: 39 }, (_, i) => i);
    const { threshold, promised } = conformalThreshold(scores, 0.05)!;
    expect(promisedAt(scores, threshold)).toBeCloseTo(promised, 12);
    expect(promisedAt(scores, Infinity)).toBeCloseTo(1 / 40, 12);
    expect(promisedAt(scores, -1)).toBe(1);
    expect(promisedAt([], 1)).toBeUndefined();
  });
});
