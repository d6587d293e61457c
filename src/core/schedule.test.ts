import { describe, expect, it } from 'vitest';
import { cosineRate } from './schedule.ts';

describe('the cosine schedule', () => {
  it('starts at the base, is half of it half way, and falls to 0', () => {
    const schedule = { base: 0.03, total: 200, warmUp: 0 };
    expect(cosineRate(schedule, 0)).toBe(0.03);
    expect(cosineRate(schedule, 100)).toBeCloseTo(0.015, 12);
    expect(cosineRate(schedule, 200)).toBeCloseTo(0, 12);
  });

  it('never rises', () => {
    const rates = Array.from({ length: 50 }, (_, step) =>
      cosineRate({ base: 1, total: 50, warmUp: 0 }, step),
    );
    expect(rates.every((rate, i) => i === 0 || rate < rates[i - 1])).toBe(true);
  });

  it('rises in a line over the warm-up, and is the plain cosine from there on', () => {
    const schedule = { base: 1, total: 100, warmUp: 10 };
    const plain = { ...schedule, warmUp: 0 };
    for (let step = 0; step < 100; step++) {
      const share = Math.min(1, (step + 1) / 10);
      expect(cosineRate(schedule, step)).toBeCloseTo(share * cosineRate(plain, step), 12);
    }
    expect(cosineRate(schedule, 0)).toBeCloseTo(0.1, 3);
  });
});
