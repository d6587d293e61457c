import { describe, expect, it } from 'vitest';
import golden from '../fixtures/density.json' with { type: 'json' };
import { fitPrototype, nearestDistances, prototypeDistances } from './distances.ts';

const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
const length = golden.train[0].length;

describe('cosine distances', () => {
  it('to the three nearest agree with scikit-learn to float32 precision', () => {
    const distances = nearestDistances(flat(golden.query), flat(golden.train), length, 3);
    golden.cosineKnn3Mean.forEach((wanted, i) => {
      expect(Math.abs(distances[i] - wanted)).toBeLessThan(1e-6);
    });
  });

  it('to the prototype agree with their definition', () => {
    const unit = (row: readonly number[]) => row.map((value) => value / Math.hypot(...row));
    const mean = unit(
      golden.train
        .map(unit)
        .reduce((sum, row) => sum.map((value, i) => value + row[i]), new Array<number>(length).fill(0)),
    );
    const distances = prototypeDistances(
      flat(golden.query),
      length,
      fitPrototype(flat(golden.train), length),
    );
    golden.query.forEach((row, i) => {
      const cosine = unit(row).reduce((sum, value, j) => sum + value * mean[j], 0);
      expect(Math.abs(distances[i] - (1 - cosine))).toBeLessThan(1e-6);
    });
  });

  it('are 0 to itself, 2 to the opposite, and 1 from a zero row', () => {
    const bank = Float32Array.of(3, 0);
    const queries = Float32Array.of(5, 0, -1, 0, 0, 0);
    expect([...nearestDistances(queries, bank, 2, 5)]).toEqual([0, 2, 1]);
    expect([...prototypeDistances(queries, 2, fitPrototype(bank, 2))]).toEqual([0, 2, 1]);
  });

  it('do not depend on the length of any row', () => {
    const queries = flat(golden.query);
    const bank = flat(golden.train);
    const [small, large] = [1e-12, 1e12].map((factor) => bank.map((value) => value * factor));
    for (const scaled of [small, large]) {
      nearestDistances(queries, scaled, length, 2).forEach((distance, i) => {
        expect(Math.abs(distance - nearestDistances(queries, bank, length, 2)[i])).toBeLessThan(1e-6);
      });
    }
  });

  it('of an embedding that is not a number are not a number, so that a broken network shows', () => {
    const queries = Float32Array.of(Number.NaN, 1);
    expect([...nearestDistances(queries, Float32Array.of(1, 0), 2, 1)]).toEqual([Number.NaN]);
    expect([...prototypeDistances(queries, 2, Float32Array.of(1, 0))]).toEqual([Number.NaN]);
  });

  it('need something to compare with', () => {
    expect(() => fitPrototype(new Float32Array(0), 2)).toThrow('wanted one or more rows of 2');
    expect(() => nearestDistances(new Float32Array(2), new Float32Array(3), 2, 1)).toThrow('has 3 numbers');
  });
});
