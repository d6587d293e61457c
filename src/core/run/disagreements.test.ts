import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { buildResults } from './build-results.ts';
import { disagreementsOf } from './disagreements.ts';
import type { RunResults } from './results.ts';
import { aDevice } from './testing/collected-run.ts';

const labels = [1, 1, 1, 0, 0, 0] as const;

function runOf(scores: readonly number[], fingerprint = 'ab'): RunResults {
  return buildResults({
    app: 'kizu test',
    experiment: defaultExperiment,
    score: 'nearest',
    dataset: { name: 'nut', fingerprint, counts: { train: 1, testNormal: 3, testDefective: 3, masks: 0 } },
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

const first = { results: runOf([9, 2, 6, 1, 7, 1]), threshold: 5 };
const second = { results: runOf([0.1, 0.9, 0.5, 0.8, 0.1, 0.2]), threshold: 0.6 };
const pathsOf = (list: readonly { readonly path: string }[] = []) => list.map(({ path }) => path);

describe('what two runs do not agree on', () => {
  it('is who found which defect, and whose alarm was false', () => {
    const found = disagreementsOf(first, second);
    expect(found?.images).toBe(6);
    expect(pathsOf(found?.foundByFirst)).toEqual(['0.png', '2.png']); // the wider apart first
    expect(pathsOf(found?.foundBySecond)).toEqual(['1.png']);
    expect(pathsOf(found?.alarmOfFirst)).toEqual(['4.png']);
    expect(pathsOf(found?.alarmOfSecond)).toEqual(['3.png']);
    expect(found?.foundBySecond[0].margins).toEqual([-3, 0.9 - 0.6]);
  });

  it('turns round with the runs', () => {
    const [one, other] = [disagreementsOf(first, second), disagreementsOf(second, first)];
    expect(pathsOf(other?.foundByFirst)).toEqual(pathsOf(one?.foundBySecond));
    expect(pathsOf(other?.alarmOfSecond)).toEqual(pathsOf(one?.alarmOfFirst));
  });

  it('is empty between a run and itself, and undefined on other images', () => {
    const same = disagreementsOf(first, first);
    expect(same).toMatchObject({ foundByFirst: [], foundBySecond: [], alarmOfFirst: [], alarmOfSecond: [] });
    expect(disagreementsOf(first, { ...second, results: runOf([1, 1, 1, 1, 1, 1], 'cd') })).toBeUndefined();
  });

  it('leaves out images that one of them has not scored, and bears scores that are all the same', () => {
    const part = { results: runOf([4, 4]), threshold: 4 };
    expect(disagreementsOf(first, part)).toMatchObject({ images: 2, foundBySecond: [{ path: '1.png' }] });
  });
});
