import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/density.json' with { type: 'json' };
import formulas from '../fixtures/formulas.json' with { type: 'json' };
import { createRandom } from '../random.ts';
import { fitGaussian, fitUnitGaussian, gaussianDistances, squaredMahalanobis } from './gaussian.ts';
import { ledoitWolf } from './ledoit-wolf.ts';

const length = golden.train[0].length;

/** x with A x = b by Gauss-Jordan with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  rows.forEach((_, column) => {
    const pivot = rows.findIndex(
      (row, i) =>
        i >= column &&
        Math.abs(row[column]) === Math.max(...rows.slice(column).map((r) => Math.abs(r[column]))),
    );
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    rows.forEach((row, i) => {
      if (i === column) return;
      const factor = row[column] / rows[column][column];
      rows[i] = row.map((value, k) => value - factor * rows[column][k]);
    });
  });
  return rows.map((row, i) => row[right.length] / row[i]);
}

describe('Ledoit-Wolf covariance', () => {
  it('agrees with scikit-learn', () => {
    const { covariance, shrinkage } = ledoitWolf(golden.train.flat(), length);
    expect(shrinkage).toBeCloseTo(golden.ledoitWolf.shrinkage, 12);
    golden.ledoitWolf.covariance.flat().forEach((wanted, i) => {
      expect(Math.abs(covariance[i] - wanted)).toBeLessThan(1e-10);
    });
  });

  it('agrees with scikit-learn on ten rows of six waves, and so do the distances', () => {
    const wave = (i: number) =>
      Array.from({ length: 6 }, (_, d) => Math.sin(0.7 * i + 0.3 * d + 0.05 * i * d));
    const rows = Array.from({ length: 10 }, (_, i) => wave(i)).flat();
    const wanted = formulas.ledoit_wolf;
    const { covariance, mean, shrinkage } = ledoitWolf(rows, 6);
    expect(shrinkage).toBeCloseTo(wanted.shrinkage, 12);
    expect(covariance[0]).toBeCloseTo(wanted.cov00, 12);
    expect(covariance[1]).toBeCloseTo(wanted.cov01, 12);
    wanted.mu.forEach((value, d) => {
      expect(mean[d]).toBeCloseTo(value, 12);
    });
    const query = Array.from({ length: 6 }, (_, d) => Math.cos(0.4 * d));
    const distances = squaredMahalanobis([...query, ...wave(0)], fitGaussian(rows, 6));
    expect(distances[0]).toBeCloseTo(wanted.maha2_query_cos_0p4d, 10);
    expect(distances[1]).toBeCloseTo(wanted.maha2_train0, 10);
  });
});

describe('distance to a Gaussian', () => {
  it('agrees with scikit-learn', () => {
    const distances = squaredMahalanobis(golden.query.flat(), fitGaussian(golden.train.flat(), length));
    golden.ledoitWolf.squaredMahalanobis.forEach((wanted, i) => {
      expect(distances[i]).toBeCloseTo(wanted, 9);
    });
  });

  it('of unit rows agrees with scikit-learn to float32 precision', () => {
    const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
    const distances = gaussianDistances(flat(golden.query), fitUnitGaussian(flat(golden.train), length));
    // scikit-learn 1.2.1, LedoitWolf().fit(unit(train)).mahalanobis(unit(query))
    const wanted = [15.10360912568582, 20.993575488125817, 19.84001438902951, 27.497721559812984];
    wanted.forEach((value, i) => {
      expect(Math.abs(distances[i] / value - 1)).toBeLessThan(1e-5);
    });
  });

  it('solves with the shrunk covariance, also with fewer rows than dimensions', () => {
    const values = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 15, maxLength: 15 });
    fc.assert(
      fc.property(values, values, (rows, queries) => {
        const { covariance, mean } = ledoitWolf(rows, 5);
        const matrix = Array.from({ length: 5 }, (_, i) => [...covariance.slice(i * 5, i * 5 + 5)]);
        squaredMahalanobis(queries, fitGaussian(rows, 5)).forEach((distance, row) => {
          const offset = [...mean].map((centre, i) => queries[row * 5 + i] - centre);
          const wanted = solve(matrix, offset).reduce((sum, value, i) => sum + value * offset[i], 0);
          expect(Math.abs(distance - wanted)).toBeLessThanOrEqual(1e-6 * Math.max(1e-9, wanted));
        });
      }),
      { seed: 51 },
    );
  });

  it('is finite for one row, equal rows, and two rows, which have no covariance of full rank', () => {
    for (const rows of [
      [1, 2, 3],
      [1, 2, 3, 1, 2, 3],
      [1, 2, 3, 4, 1, 0],
    ]) {
      const gaussian = fitGaussian(rows, 3);
      const [near, far] = squaredMahalanobis([...gaussian.mean, 9, 9, 9], gaussian);
      expect(near).toBe(0);
      expect(Number.isFinite(far) && far > 1).toBe(true);
    }
    expect([...squaredMahalanobis([4, 6], fitGaussian([1, 2], 2))]).toEqual([25]);
  });

  it('of what is not a number is not a number', () => {
    const gaussian = fitUnitGaussian(Float32Array.of(1, 0, 0, 1, 1, 1), 2);
    expect([...gaussianDistances(Float32Array.of(Number.NaN, 1), gaussian)]).toEqual([Number.NaN]);
    expect([
      ...gaussianDistances(Float32Array.of(1, 1), fitUnitGaussian(Float32Array.of(Number.NaN, 1), 2)),
    ]).toEqual([Number.NaN]);
  });

  it('counts a step across a long cloud more than the same step along it', () => {
    const random = createRandom('gaussian');
    const rows = Array.from({ length: 200 }, () => [10 * random.normal(), random.normal()]).flat();
    const [along, across] = squaredMahalanobis([10, 0, 0, 10], fitGaussian(rows, 2));
    expect(across).toBeGreaterThan(20 * along);
  });

  it('needs rows', () => {
    expect(() => fitUnitGaussian(new Float32Array(3), 2)).toThrow('has 3 numbers');
  });
});
