import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { areaUnder, rocCurve } from './roc.ts';
import { thinCurve } from './thin.ts';

const coordinate = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const curves = fc
  .array(fc.record({ x: coordinate, y: coordinate }), { maxLength: 120 })
  .map((points) => points.sort((a, b) => a.x - b.x));

describe('a thinned curve', () => {
  it('keeps both ends, the order, at most the limit, and only points that were there', () => {
    fc.assert(
      fc.property(curves, fc.integer({ min: 2, max: 40 }), (points, limit) => {
        const kept = thinCurve(points, limit);
        expect(kept).toHaveLength(Math.min(limit, points.length));
        expect(kept[0]).toBe(points[0]);
        expect(kept.at(-1)).toBe(points.at(-1));
        const places = kept.map((point) => points.indexOf(point));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
        expect(places).not.toContain(-1);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('keeps a peak of one point among 5000', () => {
    const points = Array.from({ length: 5000 }, (_, x) => ({ x, y: x === 3217 ? 9 : Math.sin(x / 400) }));
    expect(thinCurve(points)).toContain(points[3217]);
  });

  it('of a ROC from 20000 scores has the same area to 0.001', () => {
    const random = createRandom(7);
    const labels = Uint8Array.from({ length: 20_000 }, () => random.integer(2));
    const scores = Float64Array.from(labels, (label) => random.normal() + label);
    const curve = rocCurve(labels, scores)!;
    const thin = thinCurve(curve.fpr.map((x, i) => ({ x, y: curve.tpr[i] })));
    const area = areaUnder({ fpr: thin.map(({ x }) => x), tpr: thin.map(({ y }) => y), thresholds: [] });
    expect(thin).toHaveLength(200);
    expect(Math.abs(area - areaUnder(curve))).toBeLessThan(1e-3);
  });
});
