import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/experiment.ts';
import { cellName, cellsOf, shardOf, type Plan } from './plan.ts';

const patchcore = { ...defaultExperiment, detector: 'patchcore' } as const;
const local = { ...defaultExperiment, detector: 'local-contrast' } as const;

const plan: Plan = {
  detectors: [patchcore, local],
  categories: [{ name: 'hex-nut' }, { name: 'woven-fabric' }, { name: 'grid' }],
  seeds: [1, 2, 3],
};

const namesOf = (cells: readonly { readonly name: string }[]) => cells.map(({ name }) => name);

describe('cells of a plan', () => {
  it('are every detector on every category with every seed, each once', () => {
    const cells = cellsOf({ ...plan, seeds: [1, 2, 3, 2] });
    expect(cells).toHaveLength(18);
    expect(new Set(namesOf(cells)).size).toBe(18);
    expect(cells[0]).toMatchObject({
      experiment: { detector: 'patchcore', seed: 1 },
      category: { name: 'hex-nut' },
    });
  });

  it('keep their names when the plan is reordered or grows', () => {
    const other: Plan = {
      detectors: [local, { ...local, patchCount: 2 }, patchcore],
      categories: [...plan.categories, { name: 'bottle' }].reverse(),
      seeds: [9, 3, 2, 1],
    };
    const names = namesOf(cellsOf(other));
    expect(namesOf(cellsOf(plan)).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('have names that files can have, another for another setting that says something', () => {
    const name = cellName({ ...patchcore, seed: 4 }, { name: 'metal_nut', fingerprint: 'abcdef0123456789' });
    expect(name).toMatch(/^patchcore-[0-9a-f]{8}\.metal-nut-abcdef01\.seed4$/);
    const here = { name: 'hex-nut' };
    expect(cellName({ ...patchcore, coreset: 5 }, here)).not.toBe(cellName(patchcore, here));
    // PatchCore is not trained: steps say nothing of it
    expect(cellName({ ...patchcore, steps: 17 }, here)).toBe(cellName(patchcore, here));
    // the included network sees images at one size
    expect(cellName({ ...patchcore, imageSize: 128 }, here)).toBe(cellName(patchcore, here));
    const own = { ...patchcore, backbone: 'own' } as const;
    expect(cellName({ ...own, imageSize: 128 }, here)).not.toBe(cellName(own, here));
  });
});

describe('parts of a plan', () => {
  const cells = cellsOf(plan);

  it.each([1, 2, 3, 5, 16, 18, 40])('are disjoint and complete, and differ by one cell: %d', (count) => {
    const parts = Array.from({ length: count }, (_, i) => shardOf(cells, { index: i + 1, count }));
    expect(parts.flat()).toHaveLength(cells.length);
    expect(new Set(namesOf(parts.flat()))).toEqual(new Set(namesOf(cells)));
    const sizes = parts.map(({ length }) => length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it('have each its share of every detector', () => {
    const part = shardOf(cells, { index: 2, count: 3 });
    expect(part.filter(({ experiment }) => experiment.detector === 'patchcore')).toHaveLength(3);
    expect(part).toHaveLength(6);
  });
});
