import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { contrastiveLoss } from './contrastive-loss.ts';
import { normalWeights } from './normal-weights.ts';
import { pairings, pairsOf, type ContrastiveLoss } from './pairing.ts';

const names = Object.keys(pairings) as ContrastiveLoss[];

/** Similarities of 4N rows, symmetric, as at a low temperature. */
function drawSimilarities(images: number, seed: number): number[][] {
  const random = createRandom(seed);
  const rows = Array.from({ length: 4 * images }, () => Array.from({ length: 3 }, () => random.normal()));
  return rows.map((a) => rows.map((b) => 2 * a.reduce((sum, value, k) => sum + value * b[k], 0)));
}

describe('a contrastive loss in closed form', () => {
  it.each(names)('%s: its slopes are those of finite differences', (name) => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 4 }), fc.integer(), fc.nat(), fc.nat(), (images, seed, a, b) => {
        const s = drawSimilarities(images, seed);
        const [i, j] = [a % s.length, b % s.length];
        const h = 1e-5;
        const moved = (by: number) => s.map((row, at) => (at === i ? row.with(j, row[j] + by) : row));
        const [above, below] = [h, -h].map((by) => contrastiveLoss(moved(by), pairings[name]).loss);
        const { slopes } = contrastiveLoss(s, pairings[name]);
        expect(slopes[i][j]).toBeCloseTo((above - below) / (2 * h), 7);
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it.each(names)('%s: adding a number to all similarities changes nothing', (name) => {
    const s = drawSimilarities(3, 5);
    const shifted = s.map((row) => row.map((value) => value + 800));
    const { loss } = contrastiveLoss(s, pairings[name]);
    expect(contrastiveLoss(shifted, pairings[name]).loss).toBeCloseTo(loss, 9);
  });
});

describe('weights of normal views', () => {
  const cosinesOf = (angles: readonly number[]) =>
    angles.map((a) => angles.map((b) => Math.cos(((a - b) * Math.PI) / 180)));

  it('are 1 on average, less for a view that lies apart, and the same for all where none does or the knob is 0', () => {
    const cosines = cosinesOf([0, 5, 10, 80, 180, 180, 180, 180]);
    const weights = normalWeights(cosines, 3);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(4, 9);
    expect(weights[3]).toBeLessThan(0.6 * Math.min(...weights.slice(0, 3)));
    expect(normalWeights(cosines, 0)).toEqual([1, 1, 1, 1]);
    expect(normalWeights(cosinesOf(new Array<number>(8).fill(7)), 5)).toEqual([1, 1, 1, 1]);
  });

  it('are the same for all where normal views cancel out', () => {
    expect(normalWeights(cosinesOf([0, 90, 180, 270, 0, 0, 0, 0]), 5).every(Number.isFinite)).toBe(true);
    expect(normalWeights(new Array(8).fill(new Array(8).fill(0)) as number[][], 5)).toEqual([1, 1, 1, 1]);
  });

  it('multiply the terms of their anchors', () => {
    const s = drawSimilarities(2, 1);
    const [first, second] = [
      [1, 0, 0, 0],
      [0, 1, 1, 1],
    ].map((weights) => contrastiveLoss(s, pairings.decoupled, weights).loss);
    expect(first + second).toBeCloseTo(contrastiveLoss(s, pairings.decoupled).loss, 12);
  });
});

describe('pairs', () => {
  const rows = Array.from({ length: 8 }, (_, i) => i);

  it('of FIRM: a normal view attracts all other normal views, a pseudo-anomaly its own other view', () => {
    const { anchors, isPositive } = pairsOf(pairings.firm, 8);
    expect(anchors).toBe(8);
    const positives = rows.map((i) => rows.filter((j) => isPositive(i, j)));
    expect(positives).toEqual([[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], [6], [7], [4], [5]]);
  });

  it.each(names)(
    'of %s: no anchor is its own positive or compared with itself, each has a positive',
    (name) => {
      const { anchors, isPositive, isCompared } = pairsOf(pairings[name], 8);
      for (const i of rows.slice(0, anchors)) {
        expect(isPositive(i, i) || isCompared(i, i)).toBe(false);
        expect(rows.some((j) => isPositive(i, j))).toBe(true);
      }
    },
  );
});
