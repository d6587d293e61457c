import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anomalyMap, imageScore, nearestPatches, reweightedScore } from './patch-scores.ts';

const bank = Float32Array.from({ length: 30 }, (_, i) => Math.sin(0.7 * i + 0.01 * i * i));
const patches = Float32Array.from({ length: 12 }, (_, i) => Math.cos(0.9 * i));

describe('distance to the nearest normal patch', () => {
  it('agrees with PyTorch', () => {
    const { distances, rows } = nearestPatches(patches, bank, 3);
    // PyTorch 1.13.0, torch.cdist(patches, bank).min(1) in float64
    const wanted = [0.2623122554497244, 0.22149671860421777, 0.15422938651260482, 0.17913223795584296];
    expect([...rows]).toEqual([9, 2, 3, 6]);
    wanted.forEach((value, i) => {
      expect(Math.abs(distances[i] - value)).toBeLessThan(1e-6);
    });
  });

  it('is what comparing all numbers of all rows gives, also over many dimensions', () => {
    const rows = fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 70, maxLength: 70 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(rows, rows, (queries, normal) => {
        const found = nearestPatches(Float32Array.from(queries.flat()), Float32Array.from(normal.flat()), 70);
        queries.forEach((query, i) => {
          const all = normal.map((row) => Math.hypot(...row.map((value, k) => value - query[k])));
          const least = Math.min(...all);
          expect(found.distances[i]).toBeCloseTo(least, 5);
          expect(all[found.rows[i]]).toBeCloseTo(least, 12);
        });
        expect(imageScore(found)).toBe(Math.max(...found.distances));
      }),
      { seed: 64, numRuns: 50 },
    );
  });

  it('of what is not a number is not a number, and so is the score of its image', () => {
    const found = nearestPatches(Float32Array.of(5, 0, Number.NaN, 0), Float32Array.of(0, 0, 1, 1), 2);
    expect([...found.distances]).toEqual([Math.fround(Math.sqrt(17)), Number.NaN]);
    expect(imageScore(found)).toBeNaN();
    expect(() => nearestPatches(new Float32Array(2), new Float32Array(0), 2)).toThrow(
      'wanted one or more rows',
    );
  });
});

describe('re-weighted score', () => {
  it.each([
    // anomalib's compute_anomaly_score, transcribed to PyTorch 1.13.0 in float64
    [3, 0.1996666036443826],
    [9, 0.2543317165259732],
    [10, 0.25601991612053415],
    [99, 0.25601991612053415],
  ])('with %i neighbours agrees with anomalib', (neighbours, wanted) => {
    const found = nearestPatches(patches, bank, 3);
    const score = reweightedScore(patches, found, { bank, length: 3, neighbours });
    expect(Math.abs(score - wanted)).toBeLessThan(1e-6);
  });

  it('is the plain score where there is nothing to weigh by', () => {
    const found = nearestPatches(patches, bank, 3);
    expect(reweightedScore(patches, found, { bank, length: 3, neighbours: 1 })).toBe(imageScore(found));
    const single = bank.slice(0, 3);
    const alone = nearestPatches(patches, single, 3);
    expect(reweightedScore(patches, alone, { bank: single, length: 3, neighbours: 9 })).toBe(
      imageScore(alone),
    );
  });

  it('is lower where normal patches crowd than where they are rare', () => {
    const query = Float32Array.of(0, 1);
    const scoreWith = (other: number) => {
      const rows = Float32Array.of(0, 0, other, 0);
      const found = nearestPatches(query, rows, 2);
      return reweightedScore(query, found, { bank: rows, length: 2, neighbours: 2 });
    };
    expect(scoreWith(0.1)).toBeLessThan(scoreWith(3));
    expect(scoreWith(3)).toBeLessThan(1);
  });
});

describe('anomaly map', () => {
  it('agrees with PyTorch and scipy: bilinear, then Gaussian of sigma 4', () => {
    const scores = Float32Array.from({ length: 20 }, (_, i) => Math.sin(1.3 * i));
    const map = anomalyMap(scores, { width: 5, height: 4 }, { width: 20, height: 16 });
    const at = (y: number, x: number) => map[y * 20 + x];
    expect(Math.abs(at(0, 0) - 0.3538382356372544)).toBeLessThan(1e-6);
    expect(Math.abs(at(3, 7) - 0.3800031935038495)).toBeLessThan(1e-6);
    expect(Math.abs(at(8, 10) - 0.00414953134740797)).toBeLessThan(1e-6);
    expect(Math.abs(at(15, 19) + 0.5947770136135537)).toBeLessThan(1e-6);
    const plain = anomalyMap(scores, { width: 5, height: 4 }, { width: 20, height: 16, sigmaPx: 0 });
    expect(Math.abs(plain[3 * 20 + 7] - 0.7761173539767975)).toBeLessThan(1e-6);
  });

  it('is largest where the worst patch is', () => {
    const scores = new Float32Array(64);
    scores[2 * 8 + 5] = 1;
    const map = anomalyMap(scores, { width: 8, height: 8 }, { width: 64, height: 64 });
    const peak = map.indexOf(Math.max(...map));
    expect([Math.floor(peak / 64 / 8), Math.floor((peak % 64) / 8)]).toEqual([2, 5]);
  });
});
