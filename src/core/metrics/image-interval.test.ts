import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { countedF1, countedPrecision, imageInterval } from './image-interval.ts';
import { averagePrecision, f1Max } from './precision.ts';

const labels = Uint8Array.from({ length: 48 }, (_, i) => (i < 20 ? 0 : 1));
const drawn = (seed: string, separation: number) => {
  const random = createRandom(seed);
  return Float64Array.from(labels, (label) => random.normal() + separation * label);
};

describe('intervals of average precision and F1', () => {
  it('hold the true average precision in at least 93 of 100 test sets', () => {
    // 28 of 48 images are defective; AUROC .95. Population AP and best F1 by integration in scipy.
    const [ap, f1] = [0.96314, 0.89867];
    const sets = 200;
    let [heldAp, heldF1] = [0, 0];
    for (let set = 0; set < sets; set++) {
      const scores = drawn(`set ${set}`, Math.SQRT2 * 1.6448536);
      const [low, high] = imageInterval(countedPrecision, { labels, scores }, createRandom(set))!;
      if (low <= ap && ap <= high) heldAp++;
      const [lowF1, highF1] = imageInterval(countedF1, { labels, scores }, createRandom(set))!;
      if (lowF1 <= f1 && f1 <= highF1) heldF1++;
    }
    expect(heldAp / sets).toBeGreaterThanOrEqual(0.93);
    expect(heldF1 / sets).toBeGreaterThanOrEqual(0.93);
  });

  it('keep a width for perfect scores, and are the same with the same seed', () => {
    const [low, high] = imageInterval(
      countedPrecision,
      { labels, scores: Array.from(labels) },
      createRandom(1),
    )!;
    expect(low).toBeLessThan(0.9);
    expect(high).toBe(1);
    const scores = drawn('one', 1);
    const interval = imageInterval(countedF1, { labels, scores }, createRandom(3));
    expect(imageInterval(countedF1, { labels, scores }, createRandom(3))).toEqual(interval);
  });

  it('count what scikit-learn’s definitions count, ties included', () => {
    const item = fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(fc.array(item, { minLength: 2, maxLength: 40 }), (items) => {
        const ones = Uint8Array.from(items, ([label]) => label);
        const scores = items.map(([, score]) => score);
        const count = (wanted: number) =>
          Uint32Array.from(
            { length: 7 },
            (_, at) => items.filter(([l, s]) => l === wanted && s === 6 - at).length,
          );
        const counts = { normal: count(0), defective: count(1) };
        const [ap, f1] = [averagePrecision(ones, scores), f1Max(ones, scores)?.f1];
        if (ap === undefined || f1 === undefined) return;
        expect(countedPrecision(counts)).toBeCloseTo(ap, 12);
        expect(countedF1(counts)).toBeCloseTo(f1, 12);
      }),
    );
  });

  it('are not computed for one class', () => {
    expect(
      imageInterval(countedPrecision, { labels: [1, 1], scores: [1, 2] }, createRandom(0)),
    ).toBeUndefined();
  });
});
