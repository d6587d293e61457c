import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { nearestPatches } from './patch-scores.ts';

const rows = (least: number) =>
  fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -3, max: 3 })), {
    minLength: least,
    maxLength: 12,
  });
const flat = (points: readonly (readonly number[])[]) => Float32Array.from(points.flat());

describe('nearest neighbours', () => {
  it('are the first of all rows in the order of their distance, ties by the lowest row', () => {
    fc.assert(
      fc.property(rows(0), rows(1), fc.integer({ min: 1, max: 5 }), (queries, bank, k) => {
        const found = nearestNeighbours(flat(queries), flat(bank), 2, k);
        const kept = Math.min(k, bank.length);
        const wanted = queries.flatMap(([x, y]) => {
          const distances = bank.map(([a, b]) => Math.hypot(x - a, y - b));
          const order = [...distances.keys()].sort((a, b) => distances[a] - distances[b] || a - b);
          return order.slice(0, kept).map((row) => [row, Math.fround(distances[row])] as const);
        });
        expect([...found.rows]).toEqual(wanted.map(([row]) => row));
        expect([...found.distances]).toEqual(wanted.map(([, distance]) => distance));
      }),
      { seed: 8, numRuns: 300 },
    );
  });

  it('with one neighbour are the nearest patches', () => {
    fc.assert(
      fc.property(rows(1), rows(1), (queries, bank) => {
        const found = nearestNeighbours(flat(queries), flat(bank), 2, 1);
        const wanted = nearestPatches(flat(queries), flat(bank), 2);
        expect(found.rows).toEqual(wanted.rows);
        expect(found.distances).toEqual(wanted.distances);
      }),
      { seed: 9, numRuns: 100 },
    );
  });

  it('of a query that is not a number are at no distance; a broken row of the bank is nobody’s neighbour', () => {
    const bank = Float32Array.of(Number.NaN, 0, 1, 1);
    const found = nearestNeighbours(Float32Array.of(Number.NaN, 1, 0, 1), bank, 2, 2);
    expect([...found.distances]).toEqual([NaN, NaN, 1, NaN]);
    expect([...found.rows.slice(2, 3)]).toEqual([1]);
  });
});
