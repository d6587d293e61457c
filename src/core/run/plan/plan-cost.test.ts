import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/experiment.ts';
import { cellsOf, methodCode } from './plan.ts';
import { planCost } from './plan-cost.ts';

const patchcore = { ...defaultExperiment, detector: 'patchcore' } as const;
const small = { ...patchcore, coreset: 5 } as const;
const cells = cellsOf({ detectors: [patchcore, small], categories: [{ name: 'hex-nut' }], seeds: [1, 2] });

describe('the cost of a plan', () => {
  it('is each cell at the mean of what its settings took before', () => {
    const method = methodCode(patchcore);
    const cost = planCost(cells, [
      { method, ms: 100 },
      { method, ms: 300 },
    ]);
    expect(cost.ms).toBe(400);
    expect(cost.unknown.map(({ experiment }) => experiment.coreset)).toEqual([5, 5]);
  });

  it('is not known before anything was measured, not even for other settings of the same detector', () => {
    expect(planCost(cells, [])).toMatchObject({ ms: 0, unknown: cells });
  });
});
