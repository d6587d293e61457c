import { describe, expect, it } from 'vitest';
import { createDatasetStage } from '../dataset/dataset.ts';
import { createExperimentStage } from '../experiment/experiment.ts';
import { writeAddress } from './follow-address.ts';
import { createPreferencesStage } from './preferences.ts';
import { fakeData } from '../testing/fake-data.ts';
import { datasetOf } from '../testing/fakes.ts';

const memory = { read: () => undefined, write: () => undefined };

function start() {
  const data = fakeData();
  const stages = {
    preferences: createPreferencesStage({ memory, askedLanguage: undefined, languages: [], stage: 'data' }),
    experiment: createExperimentStage({ query: '', entropy: () => 1, withheld: new Set() }),
    dataset: createDatasetStage(data.client),
  };
  const shown: string[] = [];
  const timers = new Set<() => void>();
  const later = (work: () => void) => {
    timers.add(work);
    return () => void timers.delete(work);
  };
  writeAddress(stages, (hash) => shown.push(hash), later);
  return { data, ...stages, shown, timers };
}

describe('the address', () => {
  it('names other images at once: a page reloaded in the next moment opens what it names', async () => {
    const { data, dataset, shown, timers } = start();
    const drawing = dataset.openSample('hex-nut');
    data.draws.calls[0]!.resolve(datasetOf({ name: 'hex-nut', origin: 'sample' }));
    await drawing;
    expect(shown).toEqual(['#/data?v=4&d=hex-nut']);
    expect(timers.size).toBe(0);
  });

  it('waits for knobs to rest, unless other images come first', async () => {
    const { data, dataset, preferences, shown, timers } = start();
    preferences.openStage('tune');
    preferences.openStage('train');
    expect([shown, timers.size]).toEqual([[], 1]);
    const drawing = dataset.openSample('hex-nut');
    data.draws.calls[0]!.resolve(datasetOf({ name: 'hex-nut', origin: 'sample' }));
    await drawing;
    expect([shown, timers.size]).toEqual([['#/train?v=4&d=hex-nut'], 0]);
  });
});
