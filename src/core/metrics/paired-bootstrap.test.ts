import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { drawTwoDetectors } from '../simulate/scores.ts';
import { aurocDifference } from './paired-bootstrap.ts';

describe('the difference of two AUROCs', () => {
  it('is zero, with an interval of zero, for the same scores', () => {
    const { labels, a } = drawTwoDetectors(60, createRandom(1));
    const difference = aurocDifference({ labels, a, b: a }, createRandom(2));
    expect(difference).toMatchObject({ low: 0, high: 0 });
  });

  it('is the other way round when the detectors change places', () => {
    const { labels, a, b } = drawTwoDetectors(60, createRandom(1));
    const one = aurocDifference({ labels, a, b }, createRandom(2))!;
    const other = aurocDifference({ labels, a: b, b: a }, createRandom(2))!;
    expect([other.low, other.high]).toEqual(
      [-one.high, -one.low].map((end) => expect.closeTo(end, 2) as number),
    );
  });

  it('covers the true difference in about 95 of 100 test sets', () => {
    const truth = 0.942 - 0.937;
    const covered = Array.from({ length: 100 }, (_, i) => {
      const drawn = drawTwoDetectors(160, createRandom(`set ${i}`));
      const { low, high } = aurocDifference(drawn, createRandom(i), 200)!;
      return low <= truth && truth <= high;
    }).filter(Boolean).length;
    expect(covered).toBeGreaterThanOrEqual(88);
    expect(covered).toBeLessThanOrEqual(100);
  });

  it('is not computed when a class is missing', () => {
    expect(aurocDifference({ labels: [1, 1], a: [1, 2], b: [2, 1] }, createRandom(1))).toBeUndefined();
  });
});
