import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/one-class.json' with { type: 'json' };
import { createRandom } from '../random.ts';
import { fitStandard, standardise } from '../scoring/standardise.ts';
import { decisionValues, fitOneClassSvm, outsideness, scaleGamma } from './one-class-svm.ts';
import { solveDual } from './smo.ts';

const random = (count: number, length: number, label: string) => {
  const draw = createRandom(label);
  return Float64Array.from({ length: count * length }, () => draw.normal());
};

describe('the one-class SVM', () => {
  it.each(golden.problems.map((problem, i) => [i + 1, problem] as const))(
    'has the decision values and as many support vectors as scikit-learn in random problem %i',
    (_, { length, nu, gamma, train, query, decision, support }) => {
      const standard = fitStandard(train.flat(), length);
      const rows = standardise(train.flat(), standard);
      const chosen = typeof gamma === 'number' ? gamma : scaleGamma(rows, length);
      const svm = fitOneClassSvm(rows, length, { nu, gamma: chosen });
      const seen = decisionValues(svm, standardise([...train, ...query].flat(), standard));
      expect(seen).toHaveLength(decision.length);
      decision.forEach((value, i) => {
        expect(Math.abs(seen[i] - value)).toBeLessThan(1e-6);
      });
      expect(svm.coefficients).toHaveLength(support);
    },
  );

  it('leaves at most a share nu of its rows outside, and at least that share carries it [OCSVM Proposition 4]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 40 }),
        fc.double({ min: 0.02, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        fc.integer(),
        (count, nu, gamma, seed) => {
          const rows = random(count, 2, `nu ${seed}`);
          const svm = fitOneClassSvm(rows, 2, { nu, gamma });
          const outside = decisionValues(svm, rows).filter((value) => value < -1e-6).length;
          expect(outside).toBeLessThanOrEqual(nu * count + 1e-9);
          expect(svm.coefficients.length).toBeGreaterThanOrEqual(nu * count - 1e-9);
          const sum = svm.coefficients.reduce((total, value) => total + value, 0);
          expect(sum).toBeCloseTo(nu * count, 9);
        },
      ),
      { seed: 61, numRuns: 60 },
    );
  });

  it('falls off with distance, down to less than 0 where no row is near', () => {
    const rows = random(80, 3, 'heap');
    const svm = fitOneClassSvm(rows, 3, { nu: 0.1, gamma: scaleGamma(rows, 3) });
    const along = decisionValues(svm, Float64Array.from([0, 0, 0, 2, 0, 0, 4, 0, 0, 9, 0, 0]));
    expect(along[0]).toBeGreaterThan(0);
    expect([...along].sort((a, b) => b - a)).toEqual([...along]);
    expect(along[3]).toBeCloseTo(-svm.offset, 6);
  });

  it('tells how far outside a row lies, in the order of decision values and beyond where they end', () => {
    const rows = random(80, 3, 'heap');
    const svm = fitOneClassSvm(rows, 3, { nu: 0.1, gamma: scaleGamma(rows, 3) });
    const many = random(60, 3, 'others').map((value) => 2 * value);
    const [values, outside] = [decisionValues(svm, many), outsideness(svm, many)];
    values.forEach((value, i) => {
      expect(outside[i]).toBeCloseTo(Math.log(svm.offset) - Math.log(value + svm.offset), 9);
      expect(outside[i] > 0).toBe(value < 0);
    });
    const far = Float64Array.of(1e3, 0, 0, 2e3, 0, 0);
    const [same, again] = decisionValues(svm, far);
    expect(same).toBe(again);
    const [near, further] = outsideness(svm, far);
    expect(further).toBeGreaterThan(near);
  });

  it('is fitted on rows that are all the same, and on a single one', () => {
    for (const rows of [new Float64Array(10).fill(3), Float64Array.of(3, 3)]) {
      const svm = fitOneClassSvm(rows, 2, { nu: 0.5, gamma: scaleGamma(rows, 2) });
      const [same, other] = decisionValues(svm, Float64Array.of(3, 3, 4, 4));
      expect(Math.abs(same)).toBeLessThan(1e-9);
      expect(other).toBeLessThan(-0.1);
    }
  });

  it('refuses what has no solution', () => {
    expect(() => solveDual(new Float64Array(0), 0.5)).toThrow('expected a kernel of [n, n], got 0 numbers');
    expect(() => solveDual(new Float64Array(6), 0.5)).toThrow('got 6 numbers');
    expect(() => solveDual(new Float64Array(4), 0)).toThrow('expected a nu above 0 and up to 1, got 0');
    expect(() => solveDual(new Float64Array(4), Number.NaN)).toThrow('got NaN');
  });
});
