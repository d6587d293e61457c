import { describe, expect, it } from 'vitest';
import { importCategory } from '../import.ts';
import type { Decode } from '../pictures/pixels.ts';
import { decode } from '../../testing/pictures.ts';
import { requestFor } from '../../testing/requests.ts';
import type { Shelf } from './shelf.ts';
import { fakeDisk, fakeLocks, type FakeDisk } from './testing/disk.ts';
import { count, cutOff, files, importOn, shelfOn, silent } from './testing/imports.ts';

describe('two tabs', () => {
  it('import the same at once without harm, and neither sweeps the other away', async () => {
    const disk = fakeDisk();
    const locks = fakeLocks();
    const [one, other] = [shelfOn(disk, locks), shelfOn(disk, locks)];
    const first = importOn(one);
    await one.list();
    const [a, b] = await Promise.all([first, importOn(other), other.list()]);
    expect([a.kept.kind, b.kept.kind]).toEqual(['stored', 'stored']);
    const { datasets } = await other.list();
    expect(datasets).toHaveLength(1);
    for (const { id } of datasets) expect((await one.open(id, silent))?.dataset).toEqual(a.dataset);
  });
});

/** The disk as a slow tab has it: what it reads of the imports is old by the time that it has it. */
function slowly(disk: FakeDisk, meanwhile: () => Promise<unknown>): FakeDisk {
  const { imports } = disk.database;
  const all = async () => {
    const read = await imports.all();
    await meanwhile();
    return read;
  };
  return { ...disk, database: { ...disk.database, imports: { ...imports, all } } };
}

describe('a tab whose look at the shelf is old', () => {
  it('does not sweep away what another one has just ended', async () => {
    const disk = fakeDisk();
    const locks = fakeLocks();
    const slow = slowly(disk, () => importOn(shelfOn(disk, locks)));
    expect((await shelfOn(slow, locks).list()).datasets).toEqual([]);
    const { datasets } = await shelfOn(disk, locks).list();
    expect(datasets).toHaveLength(1);
    expect((await shelfOn(disk, locks).open(datasets[0]!.id, silent))?.dataset.counts.train).toBe(count);
  });

  it('does not go on with an import that another one has ended, and so cannot harm it by a cancel', async () => {
    const disk = fakeDisk();
    const locks = fakeLocks();
    await cutOff(shelfOn(disk), 66);
    const controller = new AbortController();
    const cancelling: Decode = (picture) => {
      controller.abort();
      return decode(picture);
    };
    const slow = slowly(disk, () => importOn(shelfOn(disk, locks)));
    const late = importOn(shelfOn(slow, locks), { decoder: cancelling, signal: controller.signal });
    await expect(late).rejects.toThrow('cancelled');
    const { datasets } = await shelfOn(disk, locks).list();
    expect([datasets.length, disk.packs.size, disk.imports.size]).toEqual([1, 1, 0]);
    expect((await shelfOn(disk, locks).open(datasets[0]!.id, silent))?.dataset.counts.train).toBe(count);
  });
});

describe('two tabs that end in the same moment', () => {
  it.each([0, 1, 2, 3, 5, 8])('leave one of two equal datasets, the other %i turns later', async (turns) => {
    const disk = fakeDisk();
    const locks = fakeLocks();
    const end = async (shelf: Shelf, wait: number) => {
      const delayed: Shelf['stage'] = (begin, work) =>
        shelf.stage(begin, (staging, why) =>
          work(
            staging && {
              ...staging,
              commit: async (dataset, problems) => {
                await bothRead();
                for (let turn = 0; turn < wait; turn++) await Promise.resolve();
                return staging.commit(dataset, problems);
              },
            },
            why,
          ),
        );
      const tools = { decode, report: silent, signal: new AbortController().signal, stage: delayed };
      return importCategory(requestFor(files), tools);
    };
    let waiting = 2;
    let release: () => void = silent;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const bothRead = () => {
      if (--waiting === 0) release();
      return released;
    };
    const outcomes = await Promise.all([end(shelfOn(disk, locks), 0), end(shelfOn(disk, locks), turns)]);
    const { datasets } = await shelfOn(disk, locks).list();
    expect(datasets).toHaveLength(1);
    expect(disk.packs.size).toBe(1);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ ok: true, value: { kept: { kind: 'stored', id: datasets[0]?.id } } });
    }
  });
});
