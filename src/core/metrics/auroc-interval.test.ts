import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/curves.json' with { type: 'json' };
import { createRandom } from '../random.ts';
import { drawScores } from '../simulate/scores.ts';
import { aurocInterval } from './auroc-interval.ts';
import { auroc } from './roc.ts';

const labelsOf = (normals: number, defectives: number) =>
  Uint8Array.from({ length: normals + defectives }, (_, i) => (i < normals ? 0 : 1));

describe('interval of an AUROC', () => {
  // The lower ends are roots found by scipy.optimize.brentq.
  it.each([
    [20, 28, 0.913454, 1],
    [2, 2, 0.385636, 1],
    [2, 80, 0.603072, 1],
  ])(
    'of perfect scores with %i normal and %i defective images has the width that they leave',
    (m, n, low, high) => {
      const labels = labelsOf(m, n);
      const interval = aurocInterval(labels, Array.from(labels, Number))!;
      expect(interval[0]).toBeCloseTo(low, 4);
      expect(interval[1]).toBe(high);
    },
  );

  // The percentile bootstrap covered 75 % here.
  it.each([0.95, 0.99])(
    'holds a true AUROC of %f in at least 93 of 100 test sets of 20 and 28 images',
    (truth) => {
      const separation = Math.SQRT2 * { 0.95: 1.6448536, 0.99: 2.3263479 }[truth]!;
      const random = createRandom('coverage');
      const labels = labelsOf(20, 28);
      const sets = 1000;
      let held = 0;
      for (let set = 0; set < sets; set++) {
        const scores = Float64Array.from(labels, (label) => random.normal() + separation * label);
        const [low, high] = aurocInterval(labels, scores)!;
        if (low <= truth && truth <= high) held++;
      }
      expect(held / sets).toBeGreaterThan(0.93);
    },
  );

  it.each(golden.cases.map((example, i) => [i, example] as const))(
    'holds its own AUROC and stays in [0, 1] (case %i)',
    (_, { labels, scores }) => {
      const ones = Uint8Array.from(labels);
      const [low, high] = aurocInterval(ones, scores)!;
      const area = auroc(ones, scores)!;
      expect(low).toBeLessThanOrEqual(area);
      expect(high).toBeGreaterThanOrEqual(area);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
    },
  );

  it('mirrors when the classes change places', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 3, noNaN: true }),
        (seed, separation) => {
          const { labels, scores } = drawScores(separation, 12, createRandom(seed));
          const [low, high] = aurocInterval(labels, scores)!;
          const [lowOther, highOther] = aurocInterval(
            labels,
            scores.map((score) => -score),
          )!;
          expect(lowOther).toBeCloseTo(1 - high, 9);
          expect(highOther).toBeCloseTo(1 - low, 9);
        },
      ),
    );
  });

  it('is wider where the rarer class alone makes the spread, which Newcombe does not suppose', () => {
    // Both have an AUROC of .9: two of 20 normal images above all 200 defects, or 20 of 200 defects below all normal images.
    const labels = labelsOf(20, 200);
    const fromNormals = Array.from(labels, (label, i) => (label === 1 ? 1 : i < 2 ? 2 : 0));
    const fromDefects = Array.from(labels, (label, i) => (label === 0 ? 1 : i < 40 ? 0 : 2));
    const [low, high] = aurocInterval(labels, fromNormals)!;
    const [lowOther, highOther] = aurocInterval(labels, fromDefects)!;
    expect(high - low).toBeGreaterThan(1.5 * (highOther - lowOther));
  });

  it('is not computed for one class or where a score is no number', () => {
    expect(aurocInterval([1, 1], [1, 2])).toBeUndefined();
    expect(aurocInterval([], [])).toBeUndefined();
    expect(aurocInterval([0, 1], [1, Number.NaN])).toBeUndefined();
  });
});
