import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import { buildResults } from './build-results.ts';
import { collectedCsv, nameOf, settingsThatDiffer, sortRuns, type CollectedRun } from './collected.ts';
import type { ScoredItem } from './events.ts';
import { aDevice } from './testing/device.ts';

function runOf(
  id: string,
  scores: readonly number[],
  config: Partial<Experiment> = {},
  name = '',
): CollectedRun {
  const items = scores.map((score, i): ScoredItem => {
    const label = i < scores.length / 2 ? 0 : 1;
    return { path: `${i}.png`, label, defect: label === 0 ? 'good' : 'crack', score, scores: {} };
  });
  const counts = { train: 1, testNormal: 1, testDefective: 1, masks: 0 };
  const dataset = { name: 'nut', fingerprint: 'abc', counts };
  const experiment = { ...defaultExperiment, ...config };
  const results = buildResults({
    app: 't',
    experiment,
    score: 'nearest',
    dataset,
    device: aDevice,
    steps: [],
    items,
  });
  return { id, name, finishedAt: 0, results };
}

const good = runOf('a', [0, 0, 1, 1], { seed: 10 }, 'Aoi');
const poor = { ...runOf('b', [1, 0, 0, 1], { seed: 9, temperature: 0.9 }), from: 'class/ben.zip' };
const none = runOf('c', [], { seed: 11 }, '=2+5, "x"');
const all = [none, good, poor];
const ids = (runs: readonly CollectedRun[]) => runs.map(({ id }) => id).join('');

describe('the table of many runs', () => {
  it('shows the settings that differ, the seed last', () => {
    expect(settingsThatDiffer(all)).toEqual(['temperature', 'seed']);
    expect(settingsThatDiffer([good, good])).toEqual([]);
  });

  it('names a run by its file where nobody named it', () => {
    expect(all.map(nameOf)).toEqual(['=2+5, "x"', 'Aoi', 'ben']);
  });

  it('is sorted both ways, numbers as numbers, what was not computed last', () => {
    expect(ids(sortRuns(all, { key: 'auroc', isRising: true }))).toBe('bac');
    expect(ids(sortRuns(all, { key: 'auroc', isRising: false }))).toBe('abc');
    expect(ids(sortRuns(all, { key: 'knob:seed', isRising: true }))).toBe('bac');
    expect(ids(sortRuns(all, { key: 'defect:crack', isRising: false }))).toBe('abc');
    expect(ids(sortRuns(all, { key: 'name', isRising: true }))).toBe('cab');
    expect(ids(sortRuns(all, { key: 'dataset', isRising: false }))).toBe('cab');
  });

  it('leaves as CSV with whole numbers, and no name is taken for a formula', () => {
    const [head, ...rows] = collectedCsv(all).trimEnd().split('\r\n');
    expect(head).toBe(
      'name,file,finished,dataset,fingerprint,seed,steps,auroc,low,high,statistic,statistic auroc,auroc untrained,temperature,auroc crack',
    );
    expect(rows[0]).toBe(
      `"'=2+5, ""x""",,1970-01-01T00:00:00.000Z,nut,abc,11,0,,,,,,,${defaultExperiment.temperature},`,
    );
    expect(rows[2]).toMatch(
      /^ben,class\/ben\.zip,1970-01-01T00:00:00\.000Z,nut,abc,9,0,0\.5,[\d.]+,[\d.]+,,,,0\.9,0\.5$/,
    );
  });
});
