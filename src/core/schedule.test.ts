import { describe, expect, it } from 'vitest';
import { cosineRate } from './schedule.ts';

describe('the cosine schedule', () => {
  it('starts at the base, is half of it half way, and falls to 0', () => {
    expect(cosineRate(0.03, 0, 200)).toBe(0.03);
    expect(cosineRate(0.03, 100, 200)).toBeCloseTo(0.015, 12);
    expect(cosineRate(0.03, 200, 200)).toBeCloseTo(0, 12);
  });

  it('never rises', () => {
    const rates = Array.from({ length: 50 }, (_, step) => cosineRate(1, step, 50));
    expect(rates.every((rate, i) => i === 0 || rate < rates[i - 1])).toBe(true);
  });
});
