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
});
