import { describe, expect, it } from 'vitest';
import { defaultPreparation } from '../../core/dataset/preparation.ts';
import { failure, success } from '../../core/result.ts';
import type { StorageReport } from '../../worker/bridge/contract-data.ts';
import { createDatasetStage } from './dataset.ts';
import type { Memory } from '../frame/preferences.ts';
import { createStorageStage, type Disk } from '../storage/storage.ts';
import { fakeData } from '../testing/fake-data.ts';
import { datasetOf, settled } from '../testing/fakes.ts';

const kept = { kind: 'stored', id: 'a' } as const;

function memoryOf(note: string): Memory & { readonly read: () => string } {
  let held = note;
  return {
    read: () => held,
    write: (_, value) => {
      held = value;
    },
  };
}

/** A stage whose images `a` are open, as after a reload. */
async function opened(note = 'a') {
  const data = fakeData();
  const memory = memoryOf(note);
  const stage = createDatasetStage(data.client, memory);
  const opening = stage.openFirst(undefined);
  data.opens.calls[0]!.resolve(
    success({ dataset: datasetOf(), leftOut: [], preparation: defaultPreparation }),
  );
  await opening;
  return { data, memory, stage, state: stage.store.getState };
}

describe('after a reload', () => {
  it.each([
    ['a', { isEqualised: false }],
    ['a equalised', { isEqualised: true }],
  ])('what was open is open again: %s', async (note, use) => {
    const { data, state } = await opened(note);
    expect(data.opens.calls[0]!.args.slice(0, 2)).toEqual(['a', use]);
    expect(state()).toMatchObject({ status: 'ready', kept, ...use });
  });

  it('built-in images stand in for what is gone, which is told of', async () => {
    const data = fakeData();
    const stage = createDatasetStage(data.client, memoryOf('gone'));
    const opening = stage.openFirst(undefined);
    data.opens.calls[0]!.resolve(failure({ kind: 'not-stored' }));
    await settled();
    data.draws.calls[0]!.resolve(datasetOf({ name: 'hex-nut', origin: 'sample' }));
    await opening;
    expect(stage.store.getState()).toMatchObject({
      status: 'ready',
      problem: { kind: 'not-stored' },
      dataset: { name: 'hex-nut' },
    });
  });
});

describe('stored images', () => {
  it('are equalised, and the note says so', async () => {
    const { data, memory, stage } = await opened();
    const equalising = stage.equalise(true);
    expect(data.opens.calls[1]!.args.slice(0, 2)).toEqual(['a', { isEqualised: true }]);
    data.opens.calls[1]!.resolve(
      success({ dataset: datasetOf(), leftOut: [], preparation: defaultPreparation }),
    );
    await equalising;
    expect(memory.read()).toBe('a equalised');
  });

  it('are left out, and stay equalised or not', async () => {
    const { data, stage, state } = await opened('a equalised');
    const leaving = stage.leaveOut(['train/good/1.png']);
    const use = { isEqualised: true, leaveOut: ['train/good/1.png'] };
    expect(data.opens.calls[1]!.args.slice(0, 2)).toEqual(['a', use]);
    data.opens.calls[1]!.resolve(
      success({ dataset: datasetOf(), leftOut: use.leaveOut, preparation: defaultPreparation }),
    );
    await leaving;
    expect(state()).toMatchObject({ isEqualised: true, leftOut: use.leaveOut });
  });

  it('alone can be left out', async () => {
    const { data, stage } = await opened();
    const drawing = stage.openSample('hex-nut');
    data.draws.calls[0]!.resolve(datasetOf({ origin: 'sample' }));
    await drawing;
    await stage.leaveOut(['train/good/1.png']);
    expect(data.opens.calls).toHaveLength(1);
  });
});

describe('the storage page', () => {
  const stored = {
    id: 'a',
    name: 'nut',
    fingerprint: 'f',
    counts: { train: 1, testNormal: 0, testDefective: 0, masks: 0 },
    preparation: { side: 64, aspect: 'stretch', isEqualised: false },
    bytes: 9,
    savedAt: 1,
  } as const;
  const report: StorageReport = { obstacle: undefined, datasets: [stored], interrupted: [], unreadable: [] };

  async function start() {
    const { data, stage: dataset } = await opened();
    const timers: (() => void)[] = [];
    const later = (work: () => void) => {
      timers.push(work);
      return () => void timers.splice(timers.indexOf(work), 1);
    };
    const disk: Disk = {
      estimate: () => Promise.resolve({ usage: 1, quota: 2 }),
      isPersisted: () => Promise.resolve(false),
      persist: () => Promise.resolve(true),
    };
    const storage = createStorageStage({ data: data.client, dataset, disk, later });
    const refreshing = storage.refresh();
    data.lists.calls[0]!.resolve(report);
    await refreshing;
    return { data, dataset, storage, state: storage.store.getState, timers };
  }

  it('lists what is there, and what the browser says of its disk', async () => {
    const { state } = await start();
    expect(state()).toMatchObject({ report, space: { usage: 1, quota: 2 }, isPersisted: false });
  });

  it('deletes only once nobody has thought better of it', async () => {
    const { data, storage, state, timers } = await start();
    storage.remove('a');
    expect(state().leaving).toEqual(stored);
    storage.undoRemove();
    expect(state().leaving).toBeUndefined();
    expect([timers.length, data.removals.calls.length]).toEqual([0, 0]);
    storage.remove('a');
    timers[0]!();
    expect(data.removals.calls.map(({ args }) => args)).toEqual([['a']]);
  });

  it('deletes at once what was leaving when another one leaves', async () => {
    const { data, storage, timers } = await start();
    storage.remove('a');
    storage.remove('a');
    expect(data.removals.calls).toHaveLength(1);
    expect(timers).toHaveLength(1);
  });

  it('tells of what goes wrong, and goes on', async () => {
    const { data, storage, state } = await start();
    const packing = storage.pack('a', 'copies');
    expect(state().packing).toBe('a');
    data.exports.calls[0]!.reject(new Error('cut'));
    expect(await packing).toBeUndefined();
    expect(state()).toMatchObject({ packing: undefined, problem: 'cut' });
  });

  it('asks the browser for persistence when the first images are stored', async () => {
    const { data, dataset, state } = await start();
    dataset.store.setState({ kept: { kind: 'stored', id: 'b' } });
    await settled();
    data.lists.calls[1]!.resolve(report);
    expect(state().isPersisted).toBe(true);
  });
});
