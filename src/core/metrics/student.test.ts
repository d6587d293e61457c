import { describe, expect, it } from 'vitest';
import { studentTail, t95 } from './student.ts';

describe('Student’s t', () => {
  // scipy.stats.t.ppf(.975, df) and 2 * scipy.stats.t.sf(t, df).
  it.each([
    [1, 12.706205],
    [2, 4.302653],
    [3, 3.182446],
    [4, 2.776445],
    [9, 2.262157],
    [10, 2.228139],
    [100, 1.983972],
  ])('has scipy’s 97.5 %% quantile for %i degrees of freedom', (degrees, quantile) => {
    expect(t95(degrees)).toBeCloseTo(quantile, 5);
  });

  it('has scipy’s two-sided tails', () => {
    expect(studentTail(1, 1)).toBeCloseTo(0.5, 12);
    expect(studentTail(0.123536, 9)).toBeCloseTo(0.904395, 5);
    expect(studentTail(-2, 7)).toBeCloseTo(0.085619, 5);
    expect(studentTail(0, 4)).toBe(1);
  });

  it('says nothing for less than one degree of freedom', () => {
    expect(t95(0.5)).toBe(Infinity);
    expect(t95(Number.NaN)).toBe(Infinity);
  });
});
