import { describe, expect, it } from 'vitest';
import { usualSettings } from '../../experiment/choose-detector.ts';
import { atSize, sizesOf } from './plan-size.ts';
import type { Plan } from './plan.ts';

const plan: Plan = {
  detectors: [
    usualSettings('patchcore'),
    { ...usualSettings('patchcore'), backbone: 'own' },
    usualSettings('oc-svm'),
    { ...usualSettings('contrastive'), imageSize: 64 },
  ],
  categories: [{ name: 'hex-nut' }],
  seeds: [1],
};

describe('the size of a plan', () => {
  it('is that of the detectors that work at it; the included network has a size of its own', () => {
    expect(sizesOf(plan)).toEqual({ sides: [64, 256], others: ['patchcore', 'oc-svm'] });
  });

  it('is one once it is set', () => {
    expect(sizesOf(atSize(plan, 128)).sides).toEqual([128]);
    expect(atSize(plan, 128).detectors.map(({ detector }) => detector)).toEqual(
      plan.detectors.map(({ detector }) => detector),
    );
  });
});
