import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { createCoreset, greedyCoreset, takeRows } from './coreset.ts';
import { createProjection, project } from './projection.ts';

type Point = readonly number[];

const squared = (a: Point, b: Point) => a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0);
const flat = (rows: readonly Point[]) => Float32Array.from(rows.flat());
const normalRows = (count: number, length: number, seed: string) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: count * length }, () => random.normal());
};

/** The slow way: all distances to all chosen rows, each time. */
function slowCoreset(rows: readonly Point[], first: number, size: number): number[] {
  const chosen = [first];
  while (chosen.length < Math.min(size, rows.length)) {
    const distances = rows.map((row) => Math.min(...chosen.map((other) => squared(row, rows[other]))));
    const largest = Math.max(...distances);
    if (largest === 0) break;
    chosen.push(distances.indexOf(largest));
  }
  return chosen;
}

const radius = (rows: readonly Point[], chosen: readonly number[]) =>
  Math.max(...rows.map((row) => Math.min(...chosen.map((other) => Math.sqrt(squared(row, rows[other]))))));

const points = fc.array(fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })), {
  minLength: 1,
  maxLength: 40,
});

describe('greedy coreset', () => {
  it('is what comparing everything with everything chooses', () => {
    fc.assert(
      fc.property(points, fc.integer({ min: 1, max: 12 }), fc.integer(), (rows, size, seed) => {
        const chosen = [...greedyCoreset(flat(rows), 2, { size, random: createRandom(seed) })];
        expect(chosen).toEqual(slowCoreset(rows, createRandom(seed).integer(rows.length), size));
      }),
      { seed: 60, numRuns: 300 },
    );
  });

  it('in many dimensions, too, where most distances are never summed to the end', () => {
    const rows = normalRows(300, 100, 'rows');
    const list = Array.from({ length: 300 }, (_, i) => [...rows.slice(i * 100, i * 100 + 100)]);
    const chosen = [...greedyCoreset(rows, 100, { size: 40, random: createRandom(4) })];
    expect(chosen).toEqual(slowCoreset(list, createRandom(4).integer(300), 40));
  });

  it('covers all rows within twice the least possible radius', () => {
    fc.assert(
      fc.property(
        points.filter((rows) => rows.length > 3 && rows.length < 14),
        fc.integer(),
        (rows, seed) => {
          const chosen = [...greedyCoreset(flat(rows), 2, { size: 2, random: createRandom(seed) })];
          const pairs = rows.flatMap((_, i) => rows.map((_row, j) => [i, j]));
          const least = Math.min(...pairs.map((pair) => radius(rows, pair)));
          expect(radius(rows, chosen)).toBeLessThanOrEqual(2 * least + 1e-9);
        },
      ),
      { seed: 61 },
    );
  });

  it('keeps a rare row that a random choice would most likely miss', () => {
    const rows = normalRows(500, 300, 'common');
    for (let i = 0; i < 300; i++) rows[123 * 300 + i] += 2;
    const chosen = greedyCoreset(rows, 300, { size: 5, random: createRandom(1), projectedLength: 64 });
    expect([...chosen]).toContain(123);
    expect(greedyCoreset(rows, 300, { size: 5, random: createRandom(1), projectedLength: 64 })).toEqual(
      chosen,
    );
  });

  it('without some rows keeps the others, and lies as close to the rest as before', () => {
    fc.assert(
      fc.property(
        points.filter((rows) => rows.length > 3),
        fc.integer({ min: 1, max: 12 }),
        fc.integer(),
        fc.func(fc.boolean()),
        (rows, size, seed, isLeft) => {
          const coreset = createCoreset(flat(rows), 2, { size, random: createRandom(seed) });
          const rest = rows.filter((_, row) => !isLeft(row));
          const without = [...coreset.without(isLeft)];
          expect(without.filter((row) => isLeft(row))).toEqual([]);
          expect(without).toEqual(expect.arrayContaining([...coreset.rows].filter((row) => !isLeft(row))));
          if (rest.length === 0) return;
          const reach = (chosen: readonly number[], among: readonly Point[]) =>
            Math.max(...among.map((row) => Math.min(...chosen.map((other) => squared(row, rows[other])))));
          expect(reach(without, rest)).toBeLessThanOrEqual(reach([...coreset.rows], rows));
        },
      ),
      { seed: 62, numRuns: 300 },
    );
  });

  it('without a row that stood for others chooses one of these', () => {
    const rows = flat([
      [0, 0],
      [1, 0],
      [100, 0],
      [101, 0],
    ]);
    const coreset = createCoreset(rows, 2, { size: 2, random: createRandom(1) });
    expect(coreset.rows).toHaveLength(2);
    const far = [...coreset.rows].find((row) => row >= 2)!;
    const without = [...coreset.without((row) => row === far)];
    expect(without).toContain(far === 2 ? 3 : 2);
    expect(without).toHaveLength(2);
  });

  it('ends where all rows repeat, and takes each broken row once', () => {
    const random = createRandom(0);
    expect(greedyCoreset(Float32Array.of(1, 2, 1, 2, 1, 2), 2, { size: 3, random })).toHaveLength(1);
    const broken = Float32Array.of(Number.NaN, 1, 0, 0, 3, 3, 1, Number.NaN);
    const chosen = [...greedyCoreset(broken, 2, { size: 9, random })].sort();
    expect(chosen).toEqual([0, 1, 2, 3]);
    expect(() => greedyCoreset(new Float32Array(0), 2, { size: 1, random })).toThrow(
      'wanted one or more rows',
    );
  });

  it('is taken out of the rows in its order', () => {
    expect([...takeRows(Float32Array.of(1, 2, 3, 4, 5, 6), 2, [2, 0])]).toEqual([5, 6, 1, 2]);
  });
});

describe('random projection', () => {
  it('keeps squared lengths on average, and each within what 128 outputs allow', () => {
    const rows = normalRows(200, 384, 'project');
    const projected = project(rows, createProjection(384, 128, createRandom(2)));
    const norm = (values: Float32Array) => values.reduce((sum, value) => sum + value * value, 0);
    const ratios = Array.from(
      { length: 200 },
      (_, i) =>
        norm(projected.subarray(i * 128, i * 128 + 128)) / norm(rows.subarray(i * 384, i * 384 + 384)),
    );
    const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.06);
    // Four standard deviations of sqrt(2 / 128), and as much again for the sparse entries.
    ratios.forEach((ratio) => {
      expect(Math.abs(ratio - 1)).toBeLessThan(0.6);
    });
  });

  it('is linear', () => {
    const projection = createProjection(50, 8, createRandom(3));
    const [a, b] = [normalRows(1, 50, 'a'), normalRows(1, 50, 'b')];
    const sum = project(
      a.map((value, i) => value + 2 * b[i]),
      projection,
    );
    const [projectedA, projectedB] = [project(a, projection), project(b, projection)];
    sum.forEach((value, i) => {
      expect(value).toBeCloseTo(projectedA[i] + 2 * projectedB[i], 4);
    });
  });
});
