import { describe, expect, it } from 'vitest';
import { buildResults } from '../../core/run/build-results.ts';
import { createRunsStage, mostCompared, type RunArchive } from './runs.ts';
import {
  anExperiment,
  datasetOf,
  device,
  fakeArchive,
  manualLater,
  scored,
  settled,
  stepEvent,
} from '../testing/fakes.ts';

const results = buildResults({
  app: 'kizu test',
  experiment: anExperiment('').store.getState().experiment,
  score: 'nearest',
  dataset: datasetOf(),
  device,
  steps: [stepEvent(1)],
  items: [scored(0, 0.1), scored(1, 0.9)],
});

/** A visit: a stage of its own, over what earlier visits kept. */
async function visit(archive: RunArchive = fakeArchive()) {
  const { later, pass } = manualLater();
  let time = 1000;
  const runs = createRunsStage({ archive, later, today: () => time++ });
  await runs.load();
  return { runs, pass, ids: () => runs.store.getState().records.map(({ id }) => id) };
}

describe('the history of runs', () => {
  it('is there at the next visit, with names, baseline and events', async () => {
    const archive = fakeArchive();
    const first = await visit(archive);
    first.runs.add(results, [stepEvent(1)]);
    first.runs.add(results, []);
    const [newest, oldest] = first.ids();
    first.runs.rename(oldest!, 'with colour');
    first.runs.pin(oldest!);
    await settled();

    const second = await visit(archive);
    expect(second.ids()).toEqual([newest, oldest]);
    const [, kept] = second.runs.store.getState().records;
    expect(kept).toMatchObject({ name: 'with colour', isBaseline: true });
    expect(kept?.results).toEqual(results);
    expect(await archive.events(oldest!)).toEqual([stepEvent(1)]);
  });

  it('has one baseline at most', async () => {
    const { runs, ids } = await visit();
    runs.add(results, []);
    runs.add(results, []);
    const [newest, oldest] = ids();
    const baselines = () =>
      runs.store
        .getState()
        .records.filter(({ isBaseline }) => isBaseline)
        .map(({ id }) => id);
    runs.pin(oldest!);
    runs.pin(newest!);
    expect(baselines()).toEqual([newest]);
    runs.pin(newest!);
    expect(baselines()).toEqual([]);
  });

  it('lets a deleted run come back in its place, until it is gone for good', async () => {
    const archive = fakeArchive();
    const { runs, ids, pass } = await visit(archive);
    runs.add(results, []);
    runs.add(results, []);
    const before = ids();
    await settled();
    runs.remove(before[1]!);
    expect(ids()).toEqual([before[0]]);
    expect(archive.runs.size).toBe(2);
    runs.undoRemove();
    pass();
    expect(ids()).toEqual(before);
    expect(archive.runs.size).toBe(2);

    runs.remove(before[1]!);
    runs.remove(before[0]!); // the one that was leaving goes at once
    await settled();
    expect([...archive.runs.keys()]).toEqual([before[0]]);
    pass();
    await settled();
    expect(archive.runs.size + archive.logs.size).toBe(0);
    expect(runs.store.getState().leaving).toBeUndefined();
  });

  it('lays no more runs over each other than can be told apart, and none that is deleted', async () => {
    const { runs, ids } = await visit();
    for (let i = 0; i <= mostCompared; i++) runs.add(results, []);
    for (const id of ids()) runs.compare(id);
    expect(runs.store.getState().compared).toEqual(ids().slice(0, mostCompared));
    runs.compare(ids()[0]!);
    runs.remove(ids()[1]!);
    expect(runs.store.getState().compared).toHaveLength(mostCompared - 2);
  });

  it('says so where the browser keeps nothing, and goes on for this visit', async () => {
    const refuse = () => Promise.reject(new Error('no space'));
    const archive = { ...fakeArchive(), list: refuse, put: refuse };
    const { runs, ids } = await visit(archive);
    runs.add(results, []);
    await settled();
    expect(ids()).toHaveLength(1);
    expect(runs.store.getState().problem).toContain('no space');
  });
});
