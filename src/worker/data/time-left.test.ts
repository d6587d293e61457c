import { describe, expect, it } from 'vitest';
import { createTimeLeft } from './time-left.ts';

describe('the time left', () => {
  it('is unknown at first, then what is left at the pace so far', () => {
    const timeLeft = createTimeLeft();
    expect(timeLeft(0, 100, 5000)).toBeUndefined();
    expect(timeLeft(10, 100, 6000)).toBeUndefined();
    expect(timeLeft(30, 100, 8000)).toBe(7000);
    expect(timeLeft(100, 100, 9000)).toBe(0);
  });

  it('forgets a burst at the start', () => {
    const timeLeft = createTimeLeft();
    for (let second = 0; second <= 20; second++)
      timeLeft(second === 0 ? 0 : 500 + second, 1000, 1000 * second);
    expect(timeLeft(521, 1000, 21_000)).toBeCloseTo(479_000, -3);
  });

  it('is unknown where nothing moves', () => {
    const timeLeft = createTimeLeft();
    timeLeft(5, 10, 0);
    expect(timeLeft(5, 10, 4000)).toBeUndefined();
  });
});
