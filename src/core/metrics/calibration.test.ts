import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { alarmsFrom, calibrate, defectProbability, likelihoodRatio } from './calibration.ts';

/** A standard normal number, by Box and Muller. */
function normalDraw(random: ReturnType<typeof createRandom>): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

describe('calibration', () => {
  it('gives the true probability back where there are many images', () => {
    const random = createRandom(5);
    const labels = Array.from({ length: 8000 }, (_, i): 0 | 1 => (i % 2 === 0 ? 0 : 1));
    const scores = labels.map((label) => normalDraw(random) + 1.5 * label);
    const found = calibrate(labels, scores)!;
    const prevalence = 0.05;
    const chance = (low: number, high: number, mean: number) => {
      const at = Array.from({ length: 400 }, (_, i) => low + ((high - low) * (i + 0.5)) / 400);
      return at.reduce((sum, x) => sum + Math.exp(-((x - mean) ** 2) / 2), 0);
    };
    const large = found.bands.filter(({ normals, defectives }) => Math.min(normals, defectives) > 30);
    expect(large.length).toBeGreaterThan(8);
    for (const band of large) {
      const ratio = chance(band.from, band.to, 1.5) / chance(band.from, band.to, 0);
      const odds = (prevalence / (1 - prevalence)) * ratio;
      const { probability, interval } = defectProbability(band, found, prevalence);
      expect(Math.abs(probability - odds / (1 + odds))).toBeLessThan(0.05);
      expect(interval[0]).toBeLessThan(odds / (1 + odds) + 0.02);
      expect(interval[1]).toBeGreaterThan(odds / (1 + odds) - 0.02);
    }
  });

  it('rises with the score, counts every image once, and never claims to be sure', () => {
    const one = fc.record({
      label: fc.constantFrom(0 as const, 1 as const),
      score: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 40 }), (images) => {
        const labels = images.map(({ label }) => label);
        const scores = images.map(({ score }) => score);
        const found = calibrate(labels, scores);
        const isMixed = labels.includes(0) && labels.includes(1);
        expect(found !== undefined).toBe(isMixed);
        if (found === undefined) return;
        const ratios = found.bands.map((band) => likelihoodRatio(band, found));
        expect(ratios).toEqual([...new Set(ratios)].sort((a, b) => a - b));
        expect(found.bands.every(({ from }, i) => i === 0 || from > found.bands[i - 1].to)).toBe(true);
        const sum = (name: 'normals' | 'defectives') =>
          found.bands.reduce((total, band) => total + band[name], 0);
        expect([sum('normals'), sum('defectives')]).toEqual([found.normals, found.defectives]);
        expect(Math.max(...ratios)).toBeLessThanOrEqual(2 * (found.normals + 1));
        for (const band of found.bands) {
          const { probability, interval } = defectProbability(band, found, 0.01);
          expect(probability).toBeGreaterThan(0);
          expect(probability).toBeLessThan(1);
          expect(interval[0]).toBeLessThanOrEqual(interval[1]);
        }
      }),
      { seed: 19, numRuns: 300 },
    );
  });

  it('says little where 20 good and 28 bad parts lie wholly apart: one in 100 defective, and an alarm is a defect in 3 of 10 cases', () => {
    const labels = Array.from({ length: 48 }, (_, i): 0 | 1 => (i < 20 ? 0 : 1));
    const found = calibrate(
      labels,
      labels.map((label, i) => 100 * label + i),
    )!;
    expect(found.bands.map(({ normals, defectives }) => [normals, defectives])).toEqual([
      [20, 0],
      [0, 28],
    ]);
    const { probability, interval } = defectProbability(found.bands[1], found, 0.01);
    // (28.5 / 29) / (.5 / 21) = 41.3; odds 41.3 / 99
    expect(probability).toBeCloseTo(0.294, 3);
    expect(interval[0]).toBeLessThan(0.06);
    expect(interval[1]).toBe(1);
    expect([0, 1].map((i) => alarmsFrom(found.bands[i], found))).toEqual([20, 0]);
  });

  it('puts together what is out of order, and equal scores', () => {
    const found = calibrate([0, 1, 0, 1, 1, 0], [1, 2, 3, 3, 4, 0])!;
    const inOne = found.bands.find(({ from, to }) => from <= 3 && to >= 3)!;
    expect(inOne.normals).toBeGreaterThanOrEqual(1);
    expect(calibrate([0, 1], [Number.NaN, 1])).toBeUndefined();
  });
});
