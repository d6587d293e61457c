import { describe, expect, it } from 'vitest';
import { sampleLimits } from './few-images.ts';

describe('what few test images can show', () => {
  it('is said for two normal images: even a perfect AUROC leaves .39 possible with two defects, .58 with 60', () => {
    expect(sampleLimits(2, 2)?.lowestOfPerfect).toBeCloseTo(0.3856, 3);
    expect(sampleLimits(2, 60)).toMatchObject({ falseAlarmStep: 0.5 });
    expect(sampleLimits(2, 60)!.lowestOfPerfect).toBeLessThan(0.65);
  });

  it('is said for the built-in size of 20 normal images, and not for 200', () => {
    expect(sampleLimits(20, 28)?.lowestOfPerfect).toBeCloseTo(0.9135, 3);
    expect(sampleLimits(100, 100)).toBeUndefined();
  });

  it('is not said where a class is missing: there is no number then', () => {
    expect(sampleLimits(0, 5)).toBeUndefined();
    expect(sampleLimits(5, 0)).toBeUndefined();
  });
});
