import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { paperDifferences } from '../run/published.ts';
import { flippedMean, intervalWith, pairedMeans } from './paired-means.ts';

describe('the paper’s Table 1 over its ten categories', () => {
  const found = pairedMeans(paperDifferences)!;

  it('shows .42 points with a standard error of 3.40, six wins, three losses and a tie', () => {
    expect(found.mean).toBeCloseTo(0.42, 10);
    expect(found.error).toBeCloseTo(3.4, 2);
    expect([found.wins, found.losses, found.ties]).toEqual([6, 3, 1]);
  });

  it('has scipy.stats.ttest_rel’s p of .90, so that the interval holds 0', () => {
    expect(found.p).toBeCloseTo(0.9044, 3);
    expect(found.low).toBeLessThan(0);
    expect(found.high).toBeGreaterThan(0);
  });

  it('turns round when screw is left out', () => {
    const others = paperDifferences.filter((difference) => difference < 20);
    expect(others).toHaveLength(9);
    expect(pairedMeans(others)!.mean).toBeCloseTo(-2.5, 1);
  });

  it('is beaten by most ways to deal the methods’ names', () => {
    const random = createRandom(1);
    const beaten = Array.from(
      { length: 2000 },
      () => Math.abs(flippedMean(paperDifferences, random)) >= 0.42 - 1e-9,
    );
    expect(beaten.filter(Boolean).length / 2000).toBeGreaterThan(0.8);
  });

  it('would need thousands of categories', () => {
    expect(intervalWith(paperDifferences, 1000)[0]).toBeLessThan(0);
    expect(intervalWith(paperDifferences, 3000)[0]).toBeGreaterThan(0);
  });

  it('is not computed for one category, or where nothing varies', () => {
    expect(pairedMeans([1])).toBeUndefined();
    expect(pairedMeans([1, 1, 1])).toBeUndefined();
  });
});
