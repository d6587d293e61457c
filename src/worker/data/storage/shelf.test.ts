import { describe, expect, it } from 'vitest';
import { isHeld, type Dataset, type DatasetItem } from '../../../core/dataset/dataset.ts';
import type { Decode } from '../pictures/pixels.ts';
import { toDataset } from '../fingerprint.ts';
import type { Shelf } from './shelf.ts';
import { decode, gray, png } from '../../testing/pictures.ts';
import { fakeDisk, fakeLocks } from './testing/disk.ts';
import { count, cutOff, files, importInMemory, importOn, shelfOn, silent } from './testing/imports.ts';

const imagesOf = async (shelf: Shelf, { items, storedAt }: Dataset) =>
  (await shelf.look({ ...storedAt!, paths: items.map(({ path }) => path) })) ?? [];

const withoutId = (dataset: Dataset) => ({ ...dataset, storedAt: undefined });

describe('an import', () => {
  it('is on the shelf, whole, and comes back with every pixel', async () => {
    const disk = fakeDisk();
    const shelf = shelfOn(disk);
    const { dataset, kept } = await importOn(shelf);
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    const { datasets, interrupted } = await shelf.list();
    const { fingerprint, counts } = dataset;
    expect(interrupted).toEqual([]);
    expect(datasets).toMatchObject([
      { id: kept.id, name: 'nut', fingerprint, counts, bytes: 72 * 192 - 128 },
    ]);
    const opened = await shelf.open(kept.id, silent);
    expect(opened).toMatchObject({ dataset, leftOut: [] });
    expect(opened?.dataset.items.some(isHeld)).toBe(false);
    expect(disk.imports.size).toBe(0);
    const items = await imagesOf(shelf, dataset);
    expect(items).toEqual((await importInMemory()).dataset.items);
    expect((await toDataset('nut', 'imported', items)).fingerprint).toBe(fingerprint);
  });

  it('of what is there already leaves one copy', async () => {
    const disk = fakeDisk();
    const first = await importOn(shelfOn(disk));
    const second = await importOn(shelfOn(disk));
    expect(second.kept).toEqual(first.kept);
    expect([disk.packs.size, disk.datasets.size]).toEqual([1, 1]);
  });

  it('of several masks an image keeps what they mark together', async () => {
    const disk = fakeDisk();
    const shelf = shelfOn(disk);
    const marked = (from: number) => png(16, 16, (x) => gray(x >= from && x < from + 4 ? 255 : 0)());
    const mask = (name: string, from: number) => ({
      path: `ground_truth/cut/0/${name}.png`,
      blob: new File([marked(from)], name, { lastModified: 5 }),
    });
    const sources = [
      ...files.filter(({ path }) => !path.startsWith('ground')),
      mask('000', 0),
      mask('001', 8),
    ];
    const { dataset, kept } = await importOn(shelf, { sources });
    expect(kept.kind).toBe('stored');
    const cut = (await imagesOf(shelf, dataset)).find(({ defect }) => defect === 'cut');
    expect([...cut!.mask!.data.subarray(0, 8)]).toEqual([255, 255, 0, 0, 255, 255, 0, 0]);
  });

  it('that is cancelled, or gives nothing to learn from, leaves nothing', async () => {
    const disk = fakeDisk();
    const controller = new AbortController();
    const cancelling: Decode = (picture) => {
      controller.abort();
      return decode(picture);
    };
    const { signal } = controller;
    await expect(importOn(shelfOn(disk), { decoder: cancelling, signal })).rejects.toThrow('cancelled');
    const text = new Blob(['text']);
    const unreadable = [{ path: 'train/good/0.png', blob: text }];
    await expect(importOn(shelfOn(disk), { sources: unreadable })).rejects.toThrow('no-images');
    expect([disk.packs.size, disk.datasets.size, disk.imports.size]).toEqual([0, 0, 0]);
  });
});

describe('a disk that fills up', () => {
  it('at any write leaves the whole dataset or none, and the images in memory', async () => {
    const whole = fakeDisk();
    const wanted = await importOn(shelfOn(whole));
    const inMemory = await importInMemory();
    const total = whole.writes();
    expect(total).toBeGreaterThan(count);
    for (let write = 1; write <= total; write++) {
      const disk = fakeDisk();
      disk.failFrom(write);
      const { dataset, kept } = await importOn(shelfOn(disk));
      expect(dataset.fingerprint).toBe(wanted.dataset.fingerprint);
      expect(dataset.items).toEqual(inMemory.dataset.items);
      expect(kept).toMatchObject({ kind: 'memory', reason: 'full', detail: 'The disk is full.' });
      expect([disk.packs.size, disk.datasets.size, disk.imports.size]).toEqual([0, 0, 0]);
    }
  });

  it('does no harm to what is there', async () => {
    const disk = fakeDisk();
    const { kept, dataset } = await importOn(shelfOn(disk));
    disk.failFrom(20);
    const other = await importOn(shelfOn(disk), { sources: files.slice(1) });
    expect(other.kept).toMatchObject({ kind: 'memory', reason: 'full' });
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    expect(await shelfOn(disk).open(kept.id, silent)).toMatchObject({ dataset, leftOut: [] });
  });
});

describe('an import that is cut off', () => {
  it('is told of, and goes on where it was with the same pixels', async () => {
    const disk = fakeDisk();
    await cutOff(shelfOn(disk), 66);
    const reloaded = shelfOn(disk);
    const { datasets, interrupted } = await reloaded.list();
    expect(datasets).toEqual([]);
    expect(interrupted).toMatchObject([{ name: 'nut', done: 64, total: 72 }]);
    let decoded = 0;
    const counting: Decode = (picture) => {
      decoded++;
      return decode(picture);
    };
    const resumed = await importOn(reloaded, { decoder: counting });
    expect(decoded).toBe(72 - 64);
    const plain = await importOn(shelfOn(fakeDisk()));
    expect(withoutId(resumed.dataset)).toEqual(withoutId(plain.dataset));
    expect(await imagesOf(reloaded, resumed.dataset)).toEqual((await importInMemory()).dataset.items);
    expect((await reloaded.list()).interrupted).toEqual([]);
    if (resumed.kept.kind !== 'stored') throw new Error(resumed.kept.detail);
    expect((await reloaded.open(resumed.kept.id, silent))?.dataset).toEqual(resumed.dataset);
  });

  it('reads a file again that has changed since', async () => {
    const disk = fakeDisk();
    await cutOff(shelfOn(disk), 66);
    const changed = files.map((one, i) =>
      i === 0 ? { path: one.path, blob: new File([one.blob], 'x', { lastModified: 6 }) } : one,
    );
    let decoded = 0;
    const counting: Decode = (picture) => {
      decoded++;
      return decode(picture);
    };
    await importOn(shelfOn(disk), { decoder: counting, sources: changed });
    expect(decoded).toBe(72 - 63);
  });

  it('begins anew where its pack is gone', async () => {
    const disk = fakeDisk();
    await cutOff(shelfOn(disk), 66);
    disk.packs.clear();
    const { kept } = await importOn(shelfOn(disk));
    expect(kept.kind).toBe('stored');
  });

  it('before its first note leaves nothing once the shelf is looked at', async () => {
    const disk = fakeDisk();
    await cutOff(shelfOn(disk), 5);
    expect(disk.packs.size).toBe(1);
    expect(await shelfOn(disk).list()).toEqual({ datasets: [], interrupted: [], unreadable: [] });
    expect(disk.packs.size).toBe(0);
  });
});

describe('the shelf', () => {
  it('lets a dataset go for good', async () => {
    const disk = fakeDisk();
    const shelf = shelfOn(disk);
    const { kept } = await importOn(shelf);
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    await shelf.remove(kept.id);
    expect([disk.packs.size, disk.datasets.size]).toEqual([0, 0]);
    expect(await shelf.open(kept.id, silent)).toBeUndefined();
  });

  it('tells of masks that mark nothing, as it does while they are imported', async () => {
    const disk = fakeDisk();
    const black = new File([png(16, 16, gray(0))], 'm', { lastModified: 5 });
    const sources = files.map((one) => (one.path.startsWith('ground') ? { ...one, blob: black } : one));
    const { dataset } = await importOn(shelfOn(disk), { sources });
    expect(dataset.findings).toContainEqual({ kind: 'empty-masks', paths: ['test/cut/0.png'] });
    const opened = await shelfOn(disk).open(dataset.storedAt!.id, silent);
    expect(opened?.dataset.findings).toEqual(dataset.findings);
  });

  it('opens images at one median grey as they were imported so', async () => {
    const disk = fakeDisk();
    const preparation = { isEqualised: true };
    const { dataset } = await importOn(shelfOn(disk), { preparation });
    const shelf = shelfOn(disk);
    const opened = await shelf.open(dataset.storedAt!.id, silent, { isEqualised: true });
    expect(opened?.dataset).toEqual(dataset);
    const plain = await importInMemory({ preparation });
    expect(dataset.fingerprint).toBe(plain.dataset.fingerprint);
    const pixels = ({ items }: { readonly items: readonly DatasetItem[] }) => items.map(({ image }) => image);
    const items = await imagesOf(shelf, dataset);
    expect(pixels({ items })).toEqual(pixels({ items: plain.dataset.items.filter(isHeld) }));
  });

  it('shows images of a dataset that is deleted as long as no other is looked at', async () => {
    const disk = fakeDisk();
    const shelf = shelfOn(disk);
    const { dataset } = await importOn(shelf);
    const before = await imagesOf(shelf, dataset);
    await shelf.remove(dataset.storedAt!.id);
    expect(await imagesOf(shelf, dataset)).toEqual(before);
    expect(await shelf.look({ id: 'other', paths: ['a'] })).toBeUndefined();
    expect(await imagesOf(shelf, dataset)).toEqual([]);
  });

  it('leaves images out until it is told otherwise, and puts them back with the same fingerprint', async () => {
    const disk = fakeDisk();
    const { kept, dataset } = await importOn(shelfOn(disk));
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    const leaveOut = ['train/good/003.png', 'train/good/009.png'];
    const fewer = await shelfOn(disk).open(kept.id, silent, { isEqualised: false, leaveOut });
    expect(fewer?.dataset.counts.train).toBe(dataset.counts.train - 2);
    expect(fewer?.dataset.fingerprint).not.toBe(dataset.fingerprint);
    expect(await shelfOn(disk).open(kept.id, silent)).toEqual(fewer);
    const [listed] = (await shelfOn(disk).list()).datasets;
    expect(listed).toMatchObject({
      counts: fewer?.dataset.counts,
      fingerprint: fewer?.dataset.fingerprint,
    });
    expect(await shelfOn(disk).open(kept.id, silent, { isEqualised: false, leaveOut: [] })).toMatchObject({
      dataset,
      leftOut: [],
    });
  });

  it('does not bring back a dataset that another tab takes away meanwhile', async () => {
    const disk = fakeDisk();
    const locks = fakeLocks();
    const shelf = shelfOn(disk, locks);
    const { kept } = await importOn(shelf);
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    const leaving = shelf.open(kept.id, silent, { isEqualised: false, leaveOut: ['train/good/003.png'] });
    await shelfOn(disk, locks).remove(kept.id);
    await leaving.catch(() => undefined); // the pack may be gone already
    expect([disk.packs.size, disk.datasets.size]).toEqual([0, 0]);
  });

  it('says so where a pack is shorter than it should be', async () => {
    const disk = fakeDisk();
    const shelf = shelfOn(disk);
    const { kept } = await importOn(shelf);
    if (kept.kind !== 'stored') throw new Error(kept.detail);
    for (const [name, bytes] of disk.packs) disk.packs.set(name, bytes.slice(0, -1));
    await expect(shelf.open(kept.id, silent)).rejects.toThrow('cut');
  });
});
