import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { otsuThreshold } from './otsu.ts';

/** Every split of the logarithms, by the definition: least weighted variance within. */
function slowSplit(ssims: readonly number[]): number {
  const logs = ssims.map((ssim) => -Math.log10(1 - ssim)).sort((a, b) => a - b);
  const within = (group: readonly number[]) => {
    const mean = group.reduce((sum, value) => sum + value, 0) / group.length;
    return group.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  const costs = logs.slice(1).map((_, i) => within(logs.slice(0, i + 1)) + within(logs.slice(i + 1)));
  return costs.indexOf(Math.min(...costs)) + 1;
}

describe('otsuThreshold', () => {
  it('parts two groups where the variance within is least', () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = createRandom(seed);
      const ssims = Array.from({ length: 60 }, (_, i) =>
        i % 3 === 0 ? 1 - 10 ** random.uniform(-4, -2.6) : random.uniform(0.2, 0.95),
      );
      const threshold = otsuThreshold(ssims) ?? NaN;
      expect(ssims.filter((ssim) => ssim < threshold)).toHaveLength(slowSplit(ssims));
    }
  });

  it('lies between background and object', () => {
    const threshold = otsuThreshold([0.5, 0.6, 0.7, 0.999, 0.9995, 0.9999]) ?? NaN;
    expect(threshold).toBeGreaterThan(0.7);
    expect(threshold).toBeLessThan(0.999);
  });

  it('is not defined where there is nothing to part', () => {
    expect(otsuThreshold([])).toBeUndefined();
    expect(otsuThreshold([0.5, 0.5])).toBeUndefined();
    expect(otsuThreshold([1, 1, 1])).toBeUndefined();
  });
});
