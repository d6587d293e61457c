import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { thresholdForShare } from './target-share.ts';

const keptAt = (ssims: readonly number[], threshold: number) =>
  ssims.filter((ssim) => ssim < threshold).length;

describe('T for a share of the candidates', () => {
  it('keeps that many, those that changed most', () => {
    const ssims = [0.9, 0.5, 0.99, 0.7];
    expect(thresholdForShare(ssims, 0.5)).toBeCloseTo(0.8, 12);
    expect(keptAt(ssims, thresholdForShare(ssims, 0.75)!)).toBe(3);
    expect(keptAt(ssims, thresholdForShare(ssims, 1)!)).toBe(4);
    expect(keptAt(ssims, thresholdForShare(ssims, 0)!)).toBe(0);
    expect(thresholdForShare([], 0.5)).toBeUndefined();
  });

  it('never keeps more, and fewer only where candidates are alike', () => {
    const ssims = fc.array(fc.constantFrom(0.2, 0.4, 0.6, 0.8, 0.999), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(ssims, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const threshold = thresholdForShare(list, share)!;
        const wanted = Math.floor(share * list.length + 1e-9);
        const kept = keptAt(list, threshold);
        expect(kept).toBeLessThanOrEqual(wanted);
        const next = [...list].sort((a, b) => a - b);
        if (kept < wanted) expect(next[kept]).toBe(next[wanted]);
      }),
      { seed: 71 },
    );
  });
});
