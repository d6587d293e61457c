import { describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../../core/experiment/experiment.ts';
import { createRunStates, type RunStates } from './run-states.ts';
import type { RunState } from './run-state.ts';
import { fakeDisk, fakeLocks, type FakeDisk } from './testing/disk.ts';

function stateAt(step: number, id = 'ab12'): RunState {
  const weights = Float32Array.from([step, Number.NaN, -0, 1e-40]);
  return {
    dataset: {
      name: 'nut',
      fingerprint: id,
      counts: { train: 2, testNormal: 0, testDefective: 0, masks: 0 },
    },
    planned: defaultExperiment,
    total: 100,
    events: [
      { type: 'resumed', step: 3 },
      { type: 'watched', step: 5, heldOutAuroc: Number.NaN, points: weights.subarray(1, 3), shares: [1, 0] },
    ],
    saved: {
      step,
      elapsedMs: 12.5,
      checkpoint: {
        parameters: { a: weights, b: new Float32Array(3) },
        statistics: {},
        slots: [],
        updates: step,
      },
    },
    best: undefined,
  };
}

interface Bench {
  readonly disk: FakeDisk;
  readonly tab: RunStates;
  readonly otherTab: RunStates;
}

function createBench(): Bench {
  const disk = fakeDisk();
  const locks = fakeLocks();
  let time = 0;
  const open = () => createRunStates({ files: disk.files, locks, now: () => ++time });
  return { disk, tab: open(), otherTab: open() };
}

async function keep(states: RunStates, state: RunState): Promise<void> {
  await states.keepFor(state.dataset.fingerprint, async (keeper) => keeper?.write(state));
}

describe('kept runs', () => {
  it('come back as they were, with every bit of their numbers', async () => {
    const { tab } = createBench();
    await keep(tab, stateAt(50));
    expect(await tab.read('ab12')).toEqual(stateAt(50));
    const read = await tab.read('ab12');
    const bits = (values: Float32Array | undefined) => values && [...new Uint32Array(values.slice().buffer)];
    expect(bits(read?.saved.checkpoint.parameters['a'])).toEqual(
      bits(stateAt(50).saved.checkpoint.parameters['a']),
    );
    expect(await tab.read('other')).toBeUndefined();
  });

  it('are listed without being read whole, the newest first, one of each dataset', async () => {
    const { tab, disk } = createBench();
    await keep(tab, stateAt(25));
    await keep(tab, stateAt(50));
    await keep(tab, stateAt(10, 'cd34'));
    const [newest, older] = (await tab.list()).runs;
    expect(newest).toMatchObject({ id: 'cd34', dataset: 'nut', step: 10, total: 100 });
    expect(older).toMatchObject({ id: 'ab12', step: 50, width: defaultExperiment.width });
    expect(disk.packs.size).toBe(2);
    expect(older?.bytes).toBe([...disk.packs.values()][0]?.length);
  });

  it('with a summary that is none are passed over, and stop none of the others', async () => {
    const { disk, tab } = createBench();
    await keep(tab, stateAt(50));
    await keep(tab, stateAt(60, 'cd34'));
    const [name = ''] = [...disk.packs.keys()].filter((one) => one.includes('ab12'));
    const spoilt = Buffer.from(disk.packs.get(name) ?? []).toString('latin1');
    expect(spoilt).toContain('"total":100');
    disk.packs.set(
      name,
      Uint8Array.from(Buffer.from(spoilt.replace('"total":100', '"total":"1"'), 'latin1')),
    );
    const report = await tab.list();
    expect(report.runs.map(({ id }) => id)).toEqual(['cd34']);
    expect([report.broken, report.newer]).toEqual([1, 0]);
    expect(disk.packs.has(name)).toBe(true); // told of, and not taken away unasked
    await tab.removeBroken();
    expect(await tab.list()).toMatchObject({ runs: [{ id: 'cd34' }], broken: 0 });
    expect(disk.packs.size).toBe(1);
  });

  it('of a later version stay, beside an earlier one of this version too', async () => {
    const { disk, tab } = createBench();
    await keep(tab, stateAt(25));
    const later = Uint32Array.of(0x4b495a55 + 2, 8, 8, 8, 1, 2, 3);
    disk.packs.set('ab12.7.run', new Uint8Array(later.buffer));
    disk.packs.set('ef56.1.run', new Uint8Array(later.buffer.slice(0)));
    expect(await tab.list()).toMatchObject({ runs: [{ id: 'ab12', step: 25 }], broken: 0, newer: 2 });
    await tab.removeBroken();
    expect(disk.packs.size).toBe(3);
  });

  it('are whole or not there: whichever write fails, the state before stays', async () => {
    const { tab, disk } = createBench();
    await keep(tab, stateAt(25));
    disk.failFrom(Infinity);
    await keep(tab, stateAt(26));
    const writes = disk.writes();
    expect(writes).toBeGreaterThan(5);
    for (let failing = 1; failing <= writes; failing++) {
      disk.failFrom(failing);
      await expect(keep(tab, stateAt(75))).rejects.toThrow('full');
      disk.failFrom(Infinity);
      expect((await tab.read('ab12'))?.saved.step).toBe(26);
    }
    expect(disk.packs.size).toBe(1);
  });

  it('outlive a crash in the middle of a write; what it left is swept', async () => {
    const { tab, disk } = createBench();
    await keep(tab, stateAt(25));
    const [whole] = [...disk.packs.values()];
    for (const cut of [0, 3, 16, 200, (whole?.length ?? 0) - 1]) {
      disk.packs.set('ab12.9.run', (whole ?? new Uint8Array()).slice(0, cut));
      expect((await tab.read('ab12'))?.saved.step).toBe(25);
      expect(await tab.list()).toMatchObject({ runs: [{ id: 'ab12' }], broken: 0, newer: 0 });
      expect(disk.packs.has('ab12.9.run')).toBe(false);
    }
  });

  it('are of three datasets at most', async () => {
    const { tab, disk } = createBench();
    for (const id of ['a', 'b', 'c', 'd']) await keep(tab, stateAt(25, id));
    expect((await tab.list()).runs.map(({ id }) => id)).toEqual(['d', 'c', 'b']);
    expect(disk.packs.size).toBe(3);
  });

  it('are not written by a second tab, nor taken away while one trains', async () => {
    const { tab, otherTab } = createBench();
    await keep(tab, stateAt(25));
    await tab.keepFor('ab12', async (mine) => {
      expect(mine).toBeDefined();
      await otherTab.keepFor('ab12', (theirs) => {
        expect(theirs).toBeUndefined();
        return Promise.resolve();
      });
      expect(await otherTab.remove('ab12', 1)).toBe(false);
    });
    expect(await otherTab.remove('ab12', 1)).toBe(true);
    expect((await tab.list()).runs).toEqual([]);
  });

  it('are taken away only as they were when that was asked for', async () => {
    const { tab } = createBench();
    await keep(tab, stateAt(25));
    const [asked] = (await tab.list()).runs;
    await keep(tab, stateAt(50)); // another tab trained on these images meanwhile
    expect(await tab.remove('ab12', asked!.savedAt)).toBe(true);
    expect((await tab.list()).runs[0]?.step).toBe(50);
  });

  it('are whole or gone when the page is closed while they are taken away', async () => {
    const { tab, disk } = createBench();
    await keep(tab, stateAt(25));
    const older = disk.packs.get('ab12.1.run')!;
    await keep(tab, stateAt(50));
    disk.packs.set('ab12.1.run', older); // a reader held it when the newer one took its place
    const remove = disk.files.remove;
    let removals = 0;
    const closed = new Promise<never>(() => undefined);
    const files = { ...disk.files, remove: (name: string) => (++removals > 1 ? closed : remove(name)) };
    const leaving = createRunStates({ files, locks: fakeLocks(), now: () => 0 });
    void leaving.remove('ab12', 2);
    await expect.poll(() => removals).toBe(2);
    const next = createRunStates({ files: disk.files, locks: fakeLocks(), now: () => 0 });
    expect((await next.read('ab12'))?.saved.step).toBe(50);
  });
});
