import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../experiment/experiment.ts';
import { collectedCsv, nameOf, settingsThatDiffer, sortRuns, type CollectedRun } from './collected.ts';
import { collectedRun } from './testing/collected-run.ts';

const good = collectedRun('a', [0, 0, 1, 1], { config: { seed: 10 }, name: 'Aoi' });
const poor = {
  ...collectedRun('b', [1, 0, 0, 1], { config: { seed: 9, temperature: 0.9 } }),
  from: 'class/ben.zip',
};
const none = collectedRun('c', [], { config: { seed: 11 }, name: '=2+5, "x"' });
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
