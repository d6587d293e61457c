import { describe, expect, it } from 'vitest';
import { gaussianNumbers, pcg4d } from './gaussian.ts';

const mean = (values: Iterable<number>) => {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};

describe('normal numbers from a counter', () => {
  const numbers = gaussianNumbers(200_000, 1, 1);

  it('have the moments of a standard normal', () => {
    expect(mean(numbers)).toBeCloseTo(0, 2);
    expect(mean(numbers.map((value) => value ** 2))).toBeCloseTo(1, 1.7);
    expect(mean(numbers.map((value) => value ** 3))).toBeCloseTo(0, 1);
    expect(Math.abs(mean(numbers.map((value) => value ** 4)) - 3)).toBeLessThan(0.05);
    expect(numbers.every((value) => Math.abs(value) < 6)).toBe(true);
  });

  it('do not follow from their neighbours, nor from those of the next step or seed', () => {
    for (const [other, lag] of [
      [numbers, 1],
      [numbers, 2],
      [numbers, 4],
      [gaussianNumbers(200_000, 1, 2), 0],
      [gaussianNumbers(200_000, 2, 1), 0],
    ] as const) {
      const products = numbers.subarray(0, 199_990).map((value, i) => value * other[i + lag]);
      expect(Math.abs(mean(products))).toBeLessThan(0.01); // 4.5 standard errors
    }
  });

  it('are a function of seed and step, and a shorter list is the start of a longer one', () => {
    expect(gaussianNumbers(9, 1, 1)).toEqual(numbers.slice(0, 9));
    expect(gaussianNumbers(9, 1, 2)).not.toEqual(numbers.slice(0, 9));
  });

  it('come from the words of another implementation (NumPy)', () => {
    expect([...pcg4d([1, 2, 3, 4])]).toEqual([908250390, 4044648920, 3775961919, 45698095]);
  });
});
