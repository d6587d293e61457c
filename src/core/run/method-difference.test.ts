import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { createRandom } from '../random.ts';
import { buildResults } from './build-results.ts';
import type { RunResults } from './results.ts';
import { acrossCategories, sharedCategories, withinCategory } from './method-difference.ts';
import { tableOf } from './table.ts';
import { aDevice } from './testing/collected-run.ts';

/** Scores of 20 normal and 20 defective images; `gap` moves the defective ones. */
function run(detector: 'patchcore' | 'local-contrast', name: string, seed: number, gap: number): RunResults {
  const random = createRandom(`${detector} ${name} ${seed}`);
  const items = Array.from({ length: 40 }, (_, i) => {
    const label = i < 20 ? 0 : 1;
    const score = random.normal() + label * gap;
    return { path: `${i}.png`, label, defect: label === 0 ? 'good' : 'crack', score, scores: {} } as const;
  });
  return buildResults({
    app: 'kizu test',
    experiment: { ...defaultExperiment, detector, seed },
    score: 'patches',
    dataset: { name, fingerprint: name, counts: { train: 1, testNormal: 20, testDefective: 20, masks: 0 } },
    device: aDevice,
    steps: [],
    items,
  });
}

const gaps = { a: [3, 2.5, 2], b: [1, 1.2, 0.4] };
const names = ['bottle', 'grid', 'pill'];

function tableWith(seeds: readonly number[]) {
  return tableOf(
    names.flatMap((name, i) =>
      seeds.flatMap((seed) => [
        run('patchcore', name, seed, gaps.a[i]),
        run('local-contrast', name, seed, gaps.b[i]),
      ]),
    ),
  );
}

describe('two methods against each other', () => {
  it('are paired over the categories that both were run on', () => {
    const extra = run('patchcore', 'zipper', 1, 2);
    const table = tableOf([...tableWith([1]).runs.flat(2), extra]);
    const shared = sharedCategories(table, 0, 1);
    expect(shared.map(({ row }) => row.name)).toEqual(names);
    const across = acrossCategories(shared);
    const differences = shared.map(({ a, b }) => a - b);
    expect(across?.mean).toBeCloseTo(differences.reduce((sum, one) => sum + one, 0) / 3, 10);
    expect(across).toMatchObject({ wins: 3, losses: 0 });
    expect(acrossCategories(sharedCategories(table, 1, 0))?.mean).toBeCloseTo(-(across?.mean ?? 0), 10);
  });

  it('are compared within a category over seeds and images, from three seeds each', () => {
    const [first] = sharedCategories(tableWith([1, 2, 3]), 0, 1);
    const within = withinCategory(first);
    expect(within.of).toBe('settings');
    if (within.of === 'nothing') throw new Error(within.of);
    expect(within.low).toBeLessThan(first.a - first.b);
    expect(within.high).toBeGreaterThan(first.a - first.b);
  });

  it('are compared by one network each where there are fewer seeds, which is said', () => {
    expect(withinCategory(sharedCategories(tableWith([1, 2]), 0, 1)[0]).of).toBe('runs');
  });

  it('cannot be compared across one category, nor on other images', () => {
    const [only] = sharedCategories(tableWith([1]), 0, 1);
    expect(acrossCategories([only])).toBeUndefined();
    const { evaluation } = only.runsB[0];
    const other = { ...only.runsB[0], evaluation: { ...evaluation, items: evaluation.items.slice(1) } };
    expect(withinCategory({ ...only, runsB: [other] })).toEqual({ of: 'nothing' });
  });
});
