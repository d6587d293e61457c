import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { countAbove, nextThreshold, outcomeOf, thresholdBehind, wallFilters, wallOf } from './test-wall.ts';

const item = (path: string, label: 0 | 1, score: number) => ({
  path,
  label,
  score,
  defect: label === 0 ? 'good' : (path.split('/')[0] ?? ''),
});

const items = [
  item('good/1', 0, 0.2),
  item('bent/1', 1, 0.9),
  item('good/2', 0, 0.6),
  item('scratch/1', 1, 0.4),
  item('bent/2', 1, 0.6),
];

const paths = (filter: string, threshold?: number) =>
  wallOf(items, filter, threshold).map(({ path }) => path);

describe('the wall of test images', () => {
  it('has the highest score first, and equal ones by their paths', () => {
    expect(paths(wallFilters.all)).toEqual(['bent/1', 'bent/2', 'good/2', 'scratch/1', 'good/1']);
  });

  it('shows one kind, or what the threshold gets wrong', () => {
    expect(paths('bent')).toEqual(['bent/1', 'bent/2']);
    expect(paths(wallFilters.mistakes, 0.5)).toEqual(['good/2', 'scratch/1']);
    expect(paths(wallFilters.mistakes)).toEqual([]);
  });

  it('says what a threshold makes of an image that lies on it', () => {
    expect(outcomeOf(item('bent/1', 1, 0.5), 0.5)).toBe('found');
    expect(outcomeOf(item('bent/1', 1, 0.4), 0.5)).toBe('missed');
    expect(outcomeOf(item('good/1', 0, 0.5), 0.5)).toBe('false-alarm');
    expect(outcomeOf(item('good/1', 0, 0.4), 0.5)).toBe('passed');
  });

  it('moves its line over images of one score together', () => {
    const wall = wallOf(items, wallFilters.all, undefined);
    expect(nextThreshold(wall, 0.9, 1)).toBe(0.6);
    expect(countAbove(wall, 0.6)).toBe(3);
    expect(nextThreshold(wall, 0.6, -1)).toBe(0.9);
    expect(countAbove(wall, nextThreshold(wall, 0.9, -1) ?? 0)).toBe(0);
    expect(nextThreshold(wall, 0.2, 1)).toBe(0.2);
  });

  it('has a threshold behind any count of its images, and none where it is empty', () => {
    expect(thresholdBehind([], 0)).toBeUndefined();
    expect(nextThreshold([], 0.5, -1)).toBeUndefined();
    const scores = fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(scores, fc.nat(), (all, pick) => {
        const wall = all.sort((a, b) => b - a).map((score) => ({ score }));
        const count = pick % (wall.length + 1);
        expect(countAbove(wall, thresholdBehind(wall, count) ?? Number.NaN)).toBe(count);
      }),
      { seed: 21 },
    );
  });
});
