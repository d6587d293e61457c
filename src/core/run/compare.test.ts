import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { createRandom } from '../random.ts';
import { drawTwoDetectors } from '../simulate/scores.ts';
import { buildResults } from './build-results.ts';
import { compareRuns, differingKnobs } from './compare.ts';
import type { RunResults } from './results.ts';

function runOf(labels: readonly (0 | 1)[], scores: readonly number[], fingerprint = 'ab'): RunResults {
  return buildResults({
    app: 'kizu test',
    experiment: defaultExperiment,
    score: 'nearest',
    dataset: {
      name: 'nut',
      fingerprint,
      counts: { train: 1, testNormal: 1, testDefective: 1, masks: 0 },
    },
    device: { backend: 'cpu', adapter: '', isSoftware: true, hasHalfStorage: false, fallbackReason: '' },
    steps: [],
    items: scores.map((score, i) => ({
      path: `${i}.png`,
      label: labels[i],
      defect: labels[i] === 1 ? 'crack' : 'good',
      score,
      scores: {},
    })),
  });
}

/** The same run with its items in another order. */
function shuffled(run: RunResults): RunResults {
  return { ...run, evaluation: { ...run.evaluation, items: [...run.evaluation.items].reverse() } };
}

describe('two runs', () => {
  it('cannot be told apart by few images when their true AUROCs are 94.2 and 93.7', () => {
    const { labels, a, b } = drawTwoDetectors(80, createRandom(5));
    const compared = compareRuns(runOf(labels, a), runOf(labels, b));
    expect(compared).toMatchObject({ kind: 'compared', images: labels.length, isDistinguishable: false });
  });

  it('are told apart where one is right and the other guesses', () => {
    const random = createRandom(1);
    const labels = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : 0));
    const right = labels.map((label) => label + random.uniform(0, 0.5));
    const guessed = labels.map(() => random.uniform(0, 1));
    const compared = compareRuns(runOf(labels, right), runOf(labels, guessed));
    if (compared.kind !== 'compared') throw new Error(compared.kind);
    expect(compared.isDistinguishable).toBe(true);
    expect(compared.low).toBeGreaterThan(0);
    expect(compared.low).toBeLessThan(compared.difference);
    expect(compared.high).toBeGreaterThan(compared.difference);
  });

  it('are paired by image and not by order', () => {
    const { labels, a, b } = drawTwoDetectors(40, createRandom(2));
    const [run, baseline] = [runOf(labels, a), runOf(labels, b)];
    expect(compareRuns(shuffled(run), baseline)).toEqual(compareRuns(run, baseline));
  });

  it('are not compared on other images, other test sets or one class', () => {
    const run = runOf([0, 1], [0.1, 0.9]);
    expect(compareRuns(run, runOf([0, 1], [0.1, 0.9], 'cd')).kind).toBe('other-images');
    expect(compareRuns(run, runOf([0, 1, 1], [0.1, 0.9, 1])).kind).toBe('other-images');
    expect(compareRuns(runOf([1, 1], [0, 1]), runOf([1, 1], [0, 1])).kind).toBe('not-computed');
    expect(compareRuns(runOf([0, 1], [0, Number.NaN]), run).kind).toBe('not-computed');
  });
});

describe('settings of several runs', () => {
  it('are shown only where they differ, ranges by their ends', () => {
    const other = { ...defaultExperiment, steps: 7, rotation: [1, 2] as const };
    const same = { ...defaultExperiment, rotation: [...defaultExperiment.rotation] as const };
    expect(differingKnobs([defaultExperiment, same])).toEqual([]);
    expect([...differingKnobs([defaultExperiment, same, other])].sort()).toEqual(['rotation', 'steps']);
  });
});
