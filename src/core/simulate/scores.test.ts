import { describe, expect, it } from 'vitest';
import { auroc } from '../metrics/roc.ts';
import { createRandom } from '../random.ts';
import { drawLeak, drawScores, drawTwoDetectors } from './scores.ts';

describe('made-up scores', () => {
  it('have the AUROC that they are drawn for', () => {
    const { labels, a, b } = drawTwoDetectors(200_000, createRandom(1));
    expect(auroc(labels, a)).toBeCloseTo(0.942, 2);
    expect(auroc(labels, b)).toBeCloseTo(0.937, 2);
    const chance = drawScores(0, 20_000, createRandom(2));
    expect(auroc(chance.labels, chance.scores)).toBeCloseTo(0.5, 1);
  });

  it('leak by the median alone, until it is the same for all', () => {
    const area = (isLevelled: boolean) => {
      const { labels, scores } = drawLeak('median', isLevelled, createRandom(3));
      return auroc(labels, scores);
    };
    expect(area(false)).toBeGreaterThan(0.99);
    expect(area(true)).toBeGreaterThan(0.35);
    expect(area(true)).toBeLessThan(0.65);
  });
});
