import { describe, expect, it } from 'vitest';
import { usualSettings } from '../../experiment/choose-detector.ts';
import { planHere } from './plan-here.ts';
import type { PlanCategory } from './plan.ts';

const stored = [
  { name: 'grid', fingerprint: 'g' },
  { name: 'bottle', fingerprint: 'b' },
  { name: 'bottle', fingerprint: 'b at another size' },
];

const opened = (...categories: PlanCategory[]) =>
  planHere({ detectors: [usualSettings('patchcore')], categories, seeds: [1] }, stored);

describe('a plan from a file', () => {
  it('means built-in categories and those kept here, by their names or by what they hold', () => {
    const categories = [{ name: 'hex-nut' }, { name: 'grid' }, { name: 'renamed', fingerprint: 'b' }];
    expect(opened(...categories)).toMatchObject({ plan: { categories }, missing: [] });
  });

  it('names what is not here: another name, and other images of the same name', () => {
    const missing = [{ name: 'pill' }, { name: 'grid', fingerprint: 'of other images' }];
    expect(opened({ name: 'leather' }, ...missing).missing).toEqual(missing);
  });

  it('means by * each name that is kept here, once', () => {
    const { plan, missing } = opened({ name: 'hex-nut' }, { name: '*' });
    expect(plan.categories).toEqual([{ name: 'hex-nut' }, { name: 'bottle' }, { name: 'grid' }]);
    expect(missing).toEqual([]);
  });
});
