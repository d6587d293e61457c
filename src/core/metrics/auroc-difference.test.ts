import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { drawTwoDetectors } from '../simulate/scores.ts';
import { aurocDifference } from './auroc-difference.ts';

describe('the difference of two AUROCs', () => {
  it('is zero, with an interval of zero, for the same imperfect scores', () => {
    const { labels, a } = drawTwoDetectors(60, createRandom(1));
    expect(aurocDifference({ labels, a, b: a })).toMatchObject({ low: 0, high: 0 });
  });

  it('keeps a width for two perfect detectors on few images', () => {
    const labels = [0, 0, 0, 0, 1, 1, 1, 1, 1] as const;
    const { low, high } = aurocDifference({ labels, a: [...labels], b: labels.map((label) => 2 * label) })!;
    expect(low).toBeLessThan(-0.2);
    expect(high).toBeGreaterThan(0.2);
  });

  it('is the other way round when the detectors change places', () => {
    const { labels, a, b } = drawTwoDetectors(60, createRandom(1));
    const one = aurocDifference({ labels, a, b })!;
    const other = aurocDifference({ labels, a: b, b: a })!;
    expect(other.low).toBeCloseTo(-one.high, 12);
    expect(other.high).toBeCloseTo(-one.low, 12);
  });

  it('is narrower for detectors that find the same images hard than for strangers', () => {
    const random = createRandom(7);
    const { labels, a, b } = drawTwoDetectors(160, random);
    const strangers = labels.map((label) => 2.1 * label + random.normal());
    const width = (other: readonly number[]) => {
      const { low, high } = aurocDifference({ labels, a, b: other })!;
      return high - low;
    };
    expect(width(b)).toBeLessThan(0.7 * width(strangers));
  });

  it('covers the true difference in at least 93 of 100 test sets', () => {
    const truth = 0.942 - 0.937;
    const covered = Array.from({ length: 400 }, (_, i) => {
      const { low, high } = aurocDifference(drawTwoDetectors(83, createRandom(`set ${i}`)))!;
      return low <= truth && truth <= high;
    }).filter(Boolean).length;
    expect(covered / 400).toBeGreaterThanOrEqual(0.93);
  });

  it('is not computed when a class is missing', () => {
    expect(aurocDifference({ labels: [1, 1], a: [1, 2], b: [2, 1] })).toBeUndefined();
  });
});
