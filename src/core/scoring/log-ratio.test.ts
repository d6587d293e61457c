import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from '../fixtures/density.json' with { type: 'json' };
import { contrastiveLogRatios } from './log-ratio.ts';

const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());

describe('contrastive log-ratio', () => {
  it('agrees with scipy', () => {
    const banks = { normal: flat(golden.train.slice(0, 25)), pseudo: flat(golden.train.slice(25)) };
    const ratios = contrastiveLogRatios(flat(golden.query), 12, { ...banks, temperature: 0.2 });
    // scipy 1.10.1: logsumexp(unit(query) @ unit(train[25:]).T / .2, 1) - the same with train[:25]
    const wanted = [-0.19160019349193202, -0.8394788155831114, -0.5408301872601, 0.17285921962963346];
    wanted.forEach((value, i) => {
      expect(Math.abs(ratios[i] - value)).toBeLessThan(2e-6);
    });
  });

  it('equals the plain formula', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 6,
    });
    const cosine = ([a, b]: readonly number[], [c, d]: readonly number[]) =>
      (a * c + b * d) / (Math.hypot(a, b) * Math.hypot(c, d));
    fc.assert(
      fc.property(
        rows,
        rows,
        rows,
        fc.double({ min: 0.1, max: 2, noNaN: true }),
        (queries, normal, pseudo, temperature) => {
          const sum = (query: readonly number[], bank: readonly (readonly number[])[]) =>
            bank.reduce((total, row) => total + Math.exp(cosine(query, row) / temperature), 0);
          const banks = { normal: flat(normal), pseudo: flat(pseudo), temperature };
          contrastiveLogRatios(flat(queries), 2, banks).forEach((ratio, i) => {
            expect(ratio).toBeCloseTo(Math.log(sum(queries[i], pseudo) / sum(queries[i], normal)), 4);
          });
        },
      ),
      { seed: 53 },
    );
  });

  it('does not overflow at small temperatures', () => {
    const banks = { normal: Float32Array.of(1, 0), pseudo: Float32Array.of(0, 1), temperature: 1e-3 };
    expect([...contrastiveLogRatios(Float32Array.of(0, 1, 1, 0), 2, banks)]).toEqual([1000, -1000]);
  });

  it('of what is not a number is not a number, and needs both banks', () => {
    const banks = { normal: Float32Array.of(1, 0), pseudo: Float32Array.of(0, 1), temperature: 1 };
    expect([...contrastiveLogRatios(Float32Array.of(Number.NaN, 1), 2, banks)]).toEqual([Number.NaN]);
    const none = { ...banks, pseudo: new Float32Array(0) };
    expect(() => contrastiveLogRatios(Float32Array.of(0, 1), 2, none)).toThrow('has 0 numbers');
  });
});
