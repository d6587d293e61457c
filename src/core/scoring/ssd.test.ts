import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/density.json' with { type: 'json' };
import ssd from '../fixtures/ssd.json' with { type: 'json' };
import { createRandom } from '../random.ts';
import { fitGaussian, squaredMahalanobis } from './gaussian.ts';
import { kMeans, lloyd } from './k-means.ts';
import {
  clusteredDistances,
  fitClusteredGaussians,
  fitClusters,
  leastDistances,
  withKnownAnomalies,
} from './ssd.ts';

const goldenClusters = ssd.clusters;
const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
const squared = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);

describe('k-means', () => {
  const points = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 })), {
    minLength: 1,
    maxLength: 30,
  });

  it('ends with each row at its nearest centre and each centre at the mean of its rows', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 5 }), fc.integer(), (rows, count, seed) => {
        const { centres, labels } = kMeans(rows.flat(), 2, count, createRandom(seed));
        const all = Array.from({ length: centres.length / 2 }, (_, k) => [
          ...centres.slice(k * 2, k * 2 + 2),
        ]);
        expect(all).toHaveLength(Math.min(count, rows.length));
        rows.forEach((row, i) => {
          expect(squared(row, all[labels[i]])).toBe(Math.min(...all.map((centre) => squared(row, centre))));
        });
        all.forEach((centre, k) => {
          const own = rows.filter((_, i) => labels[i] === k);
          if (own.length === 0) return;
          const mean = [0, 1].map((i) => own.reduce((sum, row) => sum + row[i], 0) / own.length);
          expect(squared(centre, mean)).toBeLessThan(1e-20);
        });
      }),
      { seed: 52 },
    );
  });

  it('finds three heaps, and the same ones with the same seed', () => {
    const random = createRandom('heaps');
    const heaps = [
      [0, 0],
      [30, 0],
      [0, 30],
    ];
    const rows = Array.from({ length: 60 }, (_, i) => heaps[i % 3].map((at) => at + random.normal()));
    for (let seed = 0; seed < 10; seed++) {
      const { labels } = kMeans(rows.flat(), 2, 3, createRandom(seed));
      expect(new Set(labels.slice(0, 3)).size).toBe(3);
      labels.forEach((label, i) => {
        expect(label).toBe(labels[i % 3]);
      });
      expect(kMeans(rows.flat(), 2, 3, createRandom(seed)).labels).toEqual(labels);
    }
  });
});

describe('distance to clusters', () => {
  it('with one cluster agrees with scikit-learn on standardised unit rows', () => {
    const fitted = fitClusteredGaussians(flat(golden.train), 12, 1, createRandom(0));
    const distances = clusteredDistances(flat(golden.query), fitted);
    // scikit-learn 1.2.1: z = (unit(train) - mean) / std, LedoitWolf().fit(z).mahalanobis of the queries, scaled alike
    const wanted = [13.496340584291742, 18.99144068574661, 19.095579905060234, 22.787141395392055];
    wanted.forEach((value, i) => {
      expect(Math.abs(distances[i] / value - 1)).toBeLessThan(1e-5);
    });
  });

  it('over three clusters is that of scikit-learn, from the same first centres', () => {
    const { rows, queries, length, first, labels, centres, least } = goldenClusters;
    const found = lloyd(rows, length, first);
    expect([...found.labels]).toEqual(labels);
    centres.forEach((value, i) => {
      expect(Math.abs(found.centres[i] - value)).toBeLessThan(1e-6);
    });
    const fitted = fitClusters(Float64Array.from(rows), length, found.labels);
    leastDistances(Float64Array.from(queries), fitted).forEach((value, i) => {
      expect(Math.abs(value / least[i] - 1)).toBeLessThan(1e-6);
    });
  });

  it('to a few known anomalies is that of scikit-learn, and is taken off', () => {
    const { known, queries, length, toKnown } = goldenClusters;
    squaredMahalanobis(queries, fitGaussian(known, length)).forEach((value, i) => {
      expect(Math.abs(value / toKnown[i] - 1)).toBeLessThan(1e-6);
    });
    const normal = fitClusteredGaussians(flat(golden.train), 12, 2, createRandom(0));
    const informed = withKnownAnomalies(normal, flat(golden.query.slice(0, 2)));
    const [before, after] = [normal, informed].map((one) => clusteredDistances(flat(golden.query), one));
    const shifts = before.map((value, i) => value - after[i]);
    expect(Math.min(...shifts)).toBeGreaterThan(0);
    expect(Math.max(shifts[0], shifts[1])).toBeLessThan(Math.min(shifts[2], shifts[3]));
    expect(() => withKnownAnomalies(normal, new Float32Array(0))).toThrow('wanted one or more');
  });

  it('is small at each of two kinds of normal rows and large between them', () => {
    const random = createRandom('kinds');
    const around = (angle: number) => {
      const turned = angle + 0.05 * random.normal();
      return [Math.cos(turned), Math.sin(turned), 0.05 * random.normal()];
    };
    const bank = flat(Array.from({ length: 80 }, (_, i) => around(i % 2 === 0 ? 0.3 : 2.3)));
    const queries = flat([around(0.3), around(2.3), [Math.cos(1.3), Math.sin(1.3), 0]]);
    const two = clusteredDistances(queries, fitClusteredGaussians(bank, 3, 2, createRandom(1)));
    const one = clusteredDistances(queries, fitClusteredGaussians(bank, 3, 1, createRandom(1)));
    expect(two[2]).toBeGreaterThan(10 * Math.max(two[0], two[1]));
    expect(one[2]).toBeLessThan(two[2]);
  });

  it('is finite with a dimension that does not vary and with as many clusters as rows', () => {
    const bank = Float32Array.of(1, 0, 0, 0, 1, 0, 1, 1, 0);
    const fitted = fitClusteredGaussians(bank, 3, 9, createRandom(0));
    expect(fitted.clusters).toHaveLength(3);
    const [same, other] = clusteredDistances(Float32Array.of(5, 0, 0, 0, 0, 1), fitted);
    expect(same).toBeCloseTo(0, 6);
    expect(other).toBeGreaterThan(0.5);
  });

  it('needs rows, and of what is not a number is not a number', () => {
    expect(() => fitClusteredGaussians(new Float32Array(0), 2, 1, createRandom(0))).toThrow(
      'wanted one or more',
    );
    const fitted = fitClusteredGaussians(Float32Array.of(1, 0, 0, 1), 2, 1, createRandom(0));
    expect([...clusteredDistances(Float32Array.of(Number.NaN, 1), fitted)]).toEqual([Number.NaN]);
  });
});
