import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../experiment/experiment.ts';
import type { RegionOfInterest } from '../../image/image.ts';
import { buildResults } from '../build-results.ts';
import type { ChosenNetwork, ScheduleChanges } from '../results.ts';
import { readRunFile, writeRunFile } from './run-file.ts';
import { aDevice } from '../testing/collected-run.ts';

const course: ScheduleChanges = {
  planned: 40,
  changes: [
    { type: 'rate-changed', step: 20, factor: 0.5 },
    { type: 'continued', step: 40, steps: 60 },
  ],
};

function fileOf({
  region,
  ...parts
}: {
  readonly region?: RegionOfInterest;
  readonly course?: ScheduleChanges;
  readonly chosen?: ChosenNetwork;
}): string {
  const results = buildResults({
    app: 'kizu 0',
    experiment: { ...defaultExperiment, steps: 60 },
    score: 'nearest',
    dataset: {
      name: 'nut',
      fingerprint: 'f',
      counts: { train: 1, testNormal: 1, testDefective: 1, masks: 0 },
      ...(region && { region }),
    },
    device: aDevice,
    steps: [],
    items: [],
    ...parts,
  });
  return writeRunFile({ id: 'a', name: '', finishedAt: 1, results });
}

function trainingIn(json: string) {
  const read = readRunFile(json);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value.results.training;
}

describe('a run that travels in a file', () => {
  it.each([{ kind: 'last' }, { kind: 'best', step: 30, heldOutAuroc: 0.9 }] as const)(
    'says how it was changed under way, and which network was evaluated: $kind',
    (chosen) => {
      expect(trainingIn(fileOf({ course, chosen }))).toMatchObject({ course, network: chosen });
    },
  );

  it('says neither where there is nothing to say', () => {
    expect(Object.keys(trainingIn(fileOf({})))).toEqual(['steps', 'losses', 'elapsedMs']);
  });

  it('is refused where a change makes no sense, with its place', () => {
    const json = fileOf({ course }).replace('"factor": 0.5', '"factor": "half"');
    expect(readRunFile(json)).toMatchObject({
      ok: false,
      problem: { where: 'training.course.changes[0].factor', came: 'half' },
    });
  });
});

describe('the region of a dataset', () => {
  it('goes into the file and comes back; files without one have none, and one that is none is refused', () => {
    const region = { ignored: [0, 64, 100, 3] };
    const read = readRunFile(fileOf({ region }));
    expect(read.ok && read.value.results.dataset.region).toEqual(region);
    const without = readRunFile(fileOf({}));
    expect(without.ok && without.value.results.dataset.region).toBeUndefined();
    expect(readRunFile(fileOf({ region: { ignored: [0, 64, 10, 3] } })).ok).toBe(false);
  });
});
