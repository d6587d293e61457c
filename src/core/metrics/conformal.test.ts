import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../random.ts';
import { alarmShareRange, conformalThreshold, finestPromise } from './conformal.ts';

/** Scores of very different shapes: the promise holds for all of them. */
const shapes: Readonly<Record<string, (random: Random) => number>> = {
  normal: (random) => random.normal(),
  skewed: (random) => Math.exp(2 * random.normal()),
  tied: (random) => Math.round(2 * random.normal()),
};

/** Mean share of new normal images that raise an alarm, over calibrations. */
function simulate(draw: (random: Random) => number, images: number, rate: number): number {
  const random = createRandom(`conformal ${images} ${rate}`);
  const [calibrations, news] = [3000, 20];
  let alarms = 0;
  for (let i = 0; i < calibrations; i++) {
    const scores = Array.from({ length: images }, () => draw(random));
    const found = conformalThreshold(scores, rate)!;
    for (let k = 0; k < news; k++) if (draw(random) >= found.threshold) alarms++;
  }
  return alarms / (calibrations * news);
}

describe('the split-conformal threshold', () => {
  it.each([
    [19, 0.05],
    [20, 0.05],
    [30, 0.1],
    [99, 0.01],
  ])('keeps its promise with %i images at %f', (images, rate) => {
    const { promised } = conformalThreshold(new Float64Array(images), rate)!;
    expect(promised).toBeLessThanOrEqual(rate + 1e-9);
    expect(promised).toBeGreaterThan(rate - finestPromise(images));
    for (const name of ['normal', 'skewed'] as const) {
      expect(Math.abs(simulate(shapes[name], images, rate) - promised)).toBeLessThan(0.006);
    }
    expect(simulate(shapes['tied'], images, rate)).toBeLessThan(promised + 0.006);
  });

  it('lies just above the score of its rank: that image raises no alarm, and the next does', () => {
    const scores = [5, 1, 4, 2, 3, 9, 8, 7, 6];
    const { threshold, rank, promised } = conformalThreshold(scores, 0.2)!;
    expect([rank, promised]).toEqual([8, 1 - 8 / 10]);
    expect(scores.filter((score) => score >= threshold)).toEqual([9]);
    expect(threshold).toBe(8 + 2 ** -49);
  });

  it('is not given finer than 1 / (n + 1)', () => {
    const scores = Array.from({ length: 19 }, (_, i) => i);
    expect(finestPromise(19)).toBe(1 / 20);
    expect(conformalThreshold(scores, 0.05)?.rank).toBe(19);
    expect(conformalThreshold(scores, 0.0499)).toBeUndefined();
    expect(conformalThreshold([], 0.5)).toBeUndefined();
    expect(conformalThreshold([1, Number.NaN, 2], 0.5)).toBeUndefined();
    expect(() => conformalThreshold(scores, 0)).toThrow('between 0 and 1, got 0');
  });

  it('never promises more than was asked, nor wastes a whole image', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (images, rate) => {
          const found = conformalThreshold(new Float64Array(images), rate);
          if (found === undefined) {
            expect(rate).toBeLessThan(finestPromise(images));
            return;
          }
          expect(found.promised).toBeLessThanOrEqual(rate + 1e-8);
          if (found.rank > 1) expect(found.promised + finestPromise(images)).toBeGreaterThan(rate - 1e-8);
        },
      ),
      { seed: 61 },
    );
  });

  it('handles negative scores and zero', () => {
    expect(conformalThreshold([-2, -1], 0.4)?.threshold).toBe(-1 + 2 ** -53);
    expect(conformalThreshold([-2, 0], 0.4)?.threshold).toBe(Number.MIN_VALUE);
  });
});

describe('the range of one threshold’s share of false alarms', () => {
  it('holds 95 % of simulated thresholds', () => {
    const random = createRandom('range');
    const [images, rate] = [30, 0.1];
    const range = alarmShareRange(conformalThreshold(new Float64Array(images), rate)!);
    let inside = 0;
    for (let i = 0; i < 4000; i++) {
      // Of uniform scores, the share above the threshold is 1 - threshold.
      const scores = Array.from({ length: images }, () => random.next());
      const share = 1 - conformalThreshold(scores, rate)!.threshold;
      if (share >= range[0] && share <= range[1]) inside++;
    }
    expect(Math.abs(inside / 4000 - 0.95)).toBeLessThan(0.015);
  });

  it('is that of one image’s share where the only image is the highest', () => {
    const [low, high] = alarmShareRange({ rank: 1, images: 1 });
    expect(low).toBeCloseTo(0.025, 6);
    expect(high).toBeCloseTo(0.975, 6);
  });
});
