import { describe, expect, it } from 'vitest';
import type { StepEvent } from '../../core/run/events.ts';
import { smoothed, timeLeftMs } from './training-selectors.ts';

const step = (number: number, elapsedMs: number): StepEvent => ({
  type: 'step',
  step: number,
  loss: 1,
  numbers: { positiveSimilarity: 0, negativeSimilarity: 0, alignment: 0.2, uniformity: -1 },
  learningRate: 0.1,
  elapsedMs,
  viewsPerSecond: 10,
});

describe('training selectors', () => {
  it('expect the remaining steps to take as long as those so far', () => {
    expect(timeLeftMs([step(1, 100), step(2, 400)], 10)).toBe(1600);
    expect(timeLeftMs([], 10)).toBe(0);
  });

  it('smooth a constant into itself, and follow a change slowly', () => {
    smoothed([3, 3, 3]).forEach((value) => {
      expect(value).toBeCloseTo(3, 12);
    });
    const [, second] = smoothed([0, 1], 0.5);
    expect(second).toBeCloseTo(2 / 3, 12);
  });
});
