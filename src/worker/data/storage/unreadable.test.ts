import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRunStates } from './run-states.ts';
import type { StagedImport, StoredRecord } from './record.ts';
import { fakeDisk, fakeLocks, type FakeDisk } from './testing/disk.ts';
import { cutOff, importOn, shelfOn, silent } from './testing/imports.ts';

/** A shelf with one good dataset, and another record under an id of its own. */
async function shelfWith(raw: (good: StoredRecord) => unknown): Promise<{ disk: FakeDisk; goodId: string }> {
  const disk = fakeDisk();
  const { kept } = await importOn(shelfOn(disk));
  if (kept.kind !== 'stored') throw new Error(kept.detail);
  const good = disk.datasets.get(kept.id)!;
  disk.datasets.set('odd', raw({ ...structuredClone(good), id: 'odd' }) as StoredRecord);
  disk.packs.set('odd.pack', Uint8Array.of(1, 2, 3));
  return { disk, goodId: kept.id };
}

describe('a dataset on the shelf that cannot be read', () => {
  it.each<[string, (good: StoredRecord) => unknown, boolean]>([
    ['lacks its items', (good) => ({ ...good, items: undefined }), false],
    ['has no counts', (good) => ({ ...good, counts: null }), false],
    ['is nothing but its id', ({ id }) => ({ id }), false],
    ['has a place before the pack', (good) => ({ ...good, items: [{ ...good.items[0], at: -1 }] }), false],
    ['is of a later version', (good) => ({ ...good, version: 99, items: 'elsewhere' }), true],
  ])('because it %s hides no other, is counted, and keeps its pixels', async (_, raw, isNewer) => {
    const { disk, goodId } = await shelfWith(raw);
    const shelf = shelfOn(disk);
    const { datasets, unreadable } = await shelf.list();
    expect(datasets.map(({ id }) => id)).toEqual([goodId]);
    expect(unreadable).toEqual([{ id: 'odd', isNewer }]);
    expect(disk.packs.has('odd.pack')).toBe(true);
    expect(await shelf.open('odd', silent)).toBeUndefined();
    expect(await shelf.open(goodId, silent)).toBeDefined();
    expect((await importOn(shelf)).kept.kind).toBe('stored');
    await shelf.remove('odd');
    expect((await shelf.list()).unreadable).toEqual([]);
    expect(disk.packs.has('odd.pack')).toBe(false);
  });

  it('because the browser cleared its pixels between visits is counted, and opened from its files it is whole again', async () => {
    const disk = fakeDisk();
    const first = await importOn(shelfOn(disk));
    if (first.kept.kind !== 'stored') throw new Error(first.kept.detail);
    disk.packs.clear();
    const shelf = shelfOn(disk);
    expect(await shelf.list()).toEqual({
      datasets: [],
      interrupted: [],
      unreadable: [{ id: first.kept.id, isNewer: false, cleared: 'nut' }],
    });
    expect(await shelf.open(first.kept.id, silent)).toBeUndefined();
    const again = await importOn(shelf);
    if (again.kept.kind !== 'stored') throw new Error(again.kept.detail);
    expect((await shelf.list()).datasets.map(({ id }) => id)).toContain(again.kept.id);
    expect((await shelf.open(again.kept.id, silent))?.dataset).toEqual(first.dataset);
  });

  it('whatever was changed in its record, leaves the others', async () => {
    const { disk, goodId } = await shelfWith((good) => good);
    const text = JSON.stringify(disk.datasets.get('odd'));
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('1', '"', 'x', '}', '-'),
        async (at, sign) => {
          try {
            const changed = JSON.parse(text.slice(0, at) + sign + text.slice(at + 1)) as StoredRecord;
            disk.datasets.set('odd', { ...changed, id: 'odd' });
          } catch {
            return; // IndexedDB holds values, not text
          }
          const { datasets } = await shelfOn(disk).list();
          expect(datasets.map(({ id }) => id)).toContain(goodId);
        },
      ),
      { seed: 21, numRuns: 200 },
    );
  });

  it('or an import that was cut off and lost its list, hides nothing and stops no import', async () => {
    const disk = fakeDisk();
    await cutOff(shelfOn(disk), 40);
    const [staged] = [...disk.imports.values()];
    disk.imports.set('odd', { id: 'odd', version: 1 } as StagedImport);
    disk.imports.set('worse', { id: 'worse', version: 1, files: 5 } as unknown as StagedImport);
    const { interrupted } = await shelfOn(disk).list();
    expect(interrupted.map(({ id }) => id)).toEqual(staged === undefined ? [] : [staged.id]);
    expect((await importOn(shelfOn(disk))).kept.kind).toBe('stored');
  });
});

describe('the list of kept trainings', () => {
  it('passes over files of other names, with broken escapes too', async () => {
    const disk = fakeDisk();
    for (const name of ['%.1.run', '%E0%A4.2.run', '%zz.3.run', 'x.run', '.1.run', 'notes.txt'])
      disk.packs.set(name, Uint8Array.of(1));
    const states = createRunStates({ files: disk.files, locks: fakeLocks(), now: () => 1 });
    expect(await states.list()).toEqual({ runs: [], broken: 0, newer: 0 });
    expect(await states.read('x')).toBeUndefined();
    expect(await states.remove('x', 1)).toBe(true);
  });
});
