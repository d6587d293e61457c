import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import { buildResults } from './build-results.ts';
import type { ScoredItem, StepEvent } from './events.ts';
import { nextSeeds } from './next-seeds.ts';
import { compareSeedGroups, seedGroups, summariseSeeds } from './seed-groups.ts';
import { aDevice } from './testing/collected-run.ts';

const items: ScoredItem[] = [0, 1].map((label) => ({
  path: `${label}.png`,
  label: label as 0 | 1,
  defect: label === 0 ? 'good' : 'crack',
  score: label,
  scores: {},
}));
const step = { step: 5, loss: 1, elapsedMs: 1 } as StepEvent;

function resultsOf(config: Partial<Experiment> = {}, fingerprint = 'a', steps = [step]) {
  const counts = { train: 1, testNormal: 1, testDefective: 1, masks: 0 };
  const dataset = { name: 'nut', fingerprint, counts };
  return buildResults({
    app: 't',
    experiment: { ...defaultExperiment, ...config },
    score: 'nearest',
    dataset,
    device: aDevice,
    steps,
    items,
  });
}

describe('groups of seeds', () => {
  it('hold runs of the same images, settings and steps, each seed once and in order', () => {
    const runs = [
      resultsOf({ seed: 3 }),
      resultsOf({ seed: 1 }),
      resultsOf({ seed: 1 }),
      resultsOf({ seed: 2, temperature: 0.9 }),
      resultsOf({ seed: 2 }, 'b'),
      resultsOf({ seed: 2 }, 'a', [{ ...step, step: 4 }]),
    ];
    const groups = seedGroups(runs.map((results, i) => ({ i, results })));
    expect(groups.map((group) => group.map(({ i }) => i))).toEqual([[1, 0], [3], [4], [5]]);
  });

  it('are filled up to five seeds from the run on, then by the next five', () => {
    const run = resultsOf({ seed: 7 });
    expect(nextSeeds(run, [])).toEqual([8, 9, 10, 11]);
    expect(nextSeeds(run, [resultsOf({ seed: 9 }), resultsOf({ seed: 8 }, 'b')])).toEqual([8, 10, 11]);
    const five = [7, 8, 9, 10, 11].map((seed) => resultsOf({ seed }));
    expect(nextSeeds(run, five)).toEqual([12, 13, 14, 15, 16]);
  });

  it('have a mean, its standard error, and ends; what was not computed is left out', () => {
    const summary = summariseSeeds([0.9, 0.92, null, 0.94, undefined]);
    expect(summary).toMatchObject({ runs: 3 });
    expect(summary?.mean).toBeCloseTo(92, 10);
    expect(summary?.error).toBeCloseTo(2 / Math.sqrt(3), 10);
    expect([summary?.low, summary?.high].map((end) => end?.toFixed(3))).toEqual(['90.000', '94.000']);
    expect(summariseSeeds([null])).toBeUndefined();
  });
});

describe('the comparison of two groups', () => {
  it('counts every way to deal the seeds: 2 of 252 where five are all above five', () => {
    const found = compareSeedGroups([0.95, 0.96, 0.97, 0.98, 0.99], [0.9, 0.91, 0.92, 0.93, 0.94]);
    expect(found).toMatchObject({ kind: 'compared', isDistinguishable: true });
    expect(found.kind === 'compared' && found.p).toBeCloseTo(2 / 252, 12);
    expect(found.kind === 'compared' && found.difference).toBeCloseTo(0.05, 12);
    expect(found.kind === 'compared' && found.error).toBeCloseTo(Math.sqrt(2 * (0.00025 / 5)), 12);
  });

  it('agrees with scipy.stats.permutation_test on groups that overlap', () => {
    // permutation_test((x, y), lambda x, y: x.mean() - y.mean(), permutation_type='independent').pvalue
    const found = compareSeedGroups([0.91, 0.95, 0.93, 0.97], [0.9, 0.94, 0.92, 0.89, 0.96]);
    expect(found.kind === 'compared' && found.p).toBeCloseTo(0.4126984126984127, 12);
    expect(found).toMatchObject({ isDistinguishable: false });
  });

  it('says that equal groups cannot be told apart, though nothing varies', () => {
    const found = compareSeedGroups([1, 1, 1, 1, 1], [1, 1, 1, 1, 1]);
    expect(found).toMatchObject({ kind: 'compared', p: 1, difference: 0, isDistinguishable: false });
  });

  it('does not judge where even the most extreme order is no rare one', () => {
    expect(compareSeedGroups([0.9, 0.9, 0.9], [0.1, 0.1, 0.1])).toEqual({ kind: 'too-few', seeds: [3, 3] });
    expect(compareSeedGroups([0.9], new Array<number>(40).fill(0.1)).kind).toBe('too-few');
    expect(compareSeedGroups([], []).kind).toBe('too-few');
  });

  it('draws where there are too many ways to look at all of them', () => {
    const one = Array.from({ length: 12 }, (_, i) => 0.9 + i / 1000);
    const apart = compareSeedGroups(
      one,
      one.map((value) => value - 0.05),
    );
    expect(apart.kind === 'compared' && apart.p).toBeLessThan(0.001);
    const same = compareSeedGroups(one, one);
    expect(same.kind === 'compared' && same.p).toBe(1);
  });
});
