import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { createRandom } from '../random.ts';
import { drawTwoDetectors } from '../simulate/scores.ts';
import { buildResults } from './build-results.ts';
import { comparePimo, compareRuns, differingKnobs } from './compare.ts';
import type { RunResults } from './results.ts';
import { aDevice } from './testing/collected-run.ts';

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
    device: aDevice,
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

describe('AUPIMO of two runs', () => {
  const labels = [0, 1, 1, 1, 1, 1, 1] as const;
  const withPimo = (perImage: readonly number[], run = runOf(labels, [0, 1, 2, 3, 4, 5, 6])): RunResults => {
    const pixels = { auroc: 0.9, auPro: 0.8, auPimo: { mean: 0, perImage } };
    return { ...run, evaluation: { ...run.evaluation, pixels } };
  };

  it('is compared image by image, whatever order each run scored them in', () => {
    const better = withPimo([0.9, 0.8, 0.7, 0.9, 0.6, 0.5]);
    const worse = withPimo([0.1, 0.2, 0.3, 0.4, 0.5, 0.5]);
    const found = comparePimo(better, worse);
    expect(found).toMatchObject({ pairs: 5, wins: 5, p: 2 / 32 });
    expect(found?.difference).toBeCloseTo(2.4 / 6, 12);
    const turned = shuffled(withPimo([0.5, 0.5, 0.4, 0.3, 0.2, 0.1])); // the same values, image by image
    expect(comparePimo(better, turned)).toEqual(found);
  });

  it('is not compared on other images, without all numbers, or where nothing differs', () => {
    const run = withPimo([1, 1, 1, 1, 1, 1]);
    expect(comparePimo(run, run)).toBeUndefined();
    expect(comparePimo(run, withPimo([1, 1]))).toBeUndefined();
    expect(comparePimo(run, runOf(labels, [0, 1, 2, 3, 4, 5, 6]))).toBeUndefined();
    const others = withPimo([0, 0, 0, 0, 0, 0], runOf(labels, [0, 1, 2, 3, 4, 5, 6], 'cd'));
    expect(comparePimo(run, others)).toBeUndefined();
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
