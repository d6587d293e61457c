import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, shuffled, type Random } from './random.ts';

const draws = (random: Random, count: number) => Array.from({ length: count }, () => random.next());
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's statistic of counts against the same count everywhere. */
function chiSquare(counts: readonly number[]): number {
  const expected = mean(counts);
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('a random stream', () => {
  it('draws the same numbers on every machine, for ever: links and sample images depend on them', () => {
    expect(draws(createRandom(1), 4)).toEqual([
      0.7435039239935577, 0.35403345013037324, 0.8356896315235645, 0.5124803171493113,
    ]);
    expect(createRandom(1).fork('gallery').fork(3).next()).toBe(0.5290482765994966);
  });

  it('is uniform: in 1000 cells, and in cells of pairs, 100000 draws lie as even as chance has it', () => {
    const random = createRandom('uniform');
    const cells = new Array<number>(1000).fill(0);
    const pairs = new Array<number>(1024).fill(0);
    let previous = 0;
    for (let i = 0; i < 100_000; i++) {
      const value = random.next();
      cells[Math.floor(value * 1000)]++;
      pairs[Math.floor(previous * 32) * 32 + Math.floor(value * 32)]++;
      previous = value;
    }
    // 999 and 1023 degrees of freedom: mean +- 4 standard deviations.
    expect(Math.abs(chiSquare(cells) - 999)).toBeLessThan(4 * Math.sqrt(2 * 999));
    expect(Math.abs(chiSquare(pairs) - 1023)).toBeLessThan(4 * Math.sqrt(2 * 1023));
  });

  it('keeps uniform and integer draws within their ends', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 31 }), (seed, count) => {
        const random = createRandom(seed);
        for (let i = 0; i < 20; i++) {
          const value = random.integer(count);
          expect(Number.isInteger(value) && value >= 0 && value < count).toBe(true);
          const between = random.uniform(-3, 5);
          expect(between >= -3 && between < 5).toBe(true);
        }
        expect(random.integer(1)).toBe(0);
        expect(random.uniform(2, 2)).toBe(2);
      }),
      { seed: 31, numRuns: 50 },
    );
  });

  it('draws normal numbers of mean 0 and variance 1, with tails as wide as they should be', () => {
    const random = createRandom('normal');
    const values = Array.from({ length: 40_000 }, () => random.normal());
    expect(Math.abs(mean(values))).toBeLessThan(0.02);
    expect(Math.abs(mean(values.map((value) => value ** 2)) - 1)).toBeLessThan(0.03);
    expect(Math.abs(mean(values.map((value) => (Math.abs(value) > 1.96 ? 1 : 0))) - 0.05)).toBeLessThan(
      0.005,
    );
  });
});

describe('a fork', () => {
  it('does not depend on what was drawn before it, nor change what is drawn after it', () => {
    const random = createRandom(5);
    const fresh = draws(random.fork('a'), 5);
    const own = draws(random, 5);
    expect(draws(random.fork('a'), 5)).toEqual(fresh);
    const forked = createRandom(5);
    draws(forked.fork('a'), 3);
    expect(draws(forked, 5)).toEqual(own);
  });

  it('is unlike its parent, its siblings and the same fork of another seed', () => {
    const [one, two] = [createRandom(1), createRandom(2)];
    const streams = [one, two, one.fork(0), one.fork(1), one.fork('x'), two.fork(0), one.fork(0).fork(0)];
    const drawn = streams.map((stream) => draws(stream, 2000));
    expect(new Set(drawn.flat()).size).toBeGreaterThan(13_990);
    drawn.forEach((a, i) => {
      drawn.slice(i + 1).forEach((b) => {
        const correlation = 12 * mean(a.map((value, k) => (value - 0.5) * ((b[k] ?? 0) - 0.5)));
        expect(Math.abs(correlation)).toBeLessThan(0.09); // 4 standard deviations
      });
    });
  });
});

describe('shuffled', () => {
  it('holds the same items and leaves what it was given', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        const mixed = shuffled(items, createRandom(seed));
        expect(items).toEqual(before);
        expect([...mixed].sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
      }),
      { seed: 32 },
    );
  });

  it('gives each order of four items equally often', () => {
    const random = createRandom('orders');
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = shuffled([1, 2, 3, 4], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    expect(chiSquare([...counts.values()])).toBeLessThan(23 + 4 * Math.sqrt(2 * 23));
  });
});
