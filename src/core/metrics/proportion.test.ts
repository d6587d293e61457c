import { describe, expect, it } from 'vitest';
import { wilsonInterval } from './proportion.ts';

describe('wilsonInterval', () => {
  it('agrees with the published example of 8 in 10', () => {
    const [low, high] = wilsonInterval(8, 10);
    expect(low).toBeCloseTo(0.490162, 5);
    expect(high).toBeCloseTo(0.943318, 5);
  });

  it('stays inside [0, 1] and says nothing about no draws', () => {
    expect(wilsonInterval(0, 200)[0]).toBeCloseTo(0, 12);
    expect(wilsonInterval(200, 200)[1]).toBe(1);
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  });
});
