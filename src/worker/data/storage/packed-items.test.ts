import { describe, expect, it } from 'vitest';
import { isHeld, type Dataset } from '../../../core/dataset/dataset.ts';
import { normalImages } from '../../../core/dataset/normal-images.ts';
import type { Mask } from '../../../core/image/image.ts';
import { PixelCache } from '../../../core/image/lazy-image.ts';
import type { SharedReader } from './files.ts';
import { openPackedItems, type PackTools } from './packed-items.ts';
import { fakeDisk, type FakeDisk } from './testing/disk.ts';
import { importInMemory, importOn, shelfOn } from './testing/imports.ts';

const side = 8;
const imageBytes = 3 * side * side;

function toolsOn({ database, packs }: FakeDisk) {
  let reads = 0;
  const openReader = (name: string): Promise<SharedReader | undefined> => {
    const read: SharedReader['read'] = (at, length) => {
      reads++;
      return (packs.get(name) ?? new Uint8Array()).slice(at, at + length);
    };
    return Promise.resolve({ read });
  };
  const tools: PackTools = { datasets: database.datasets, openReader };
  return { tools, reads: () => reads };
}

const pathsOf = ({ items }: Dataset) => items.map(({ path }) => path);

/** Without what makes them lazy. */
const plain = ({ width, height, data }: Mask) => ({ width, height, data });

describe('images of a pack', () => {
  it.each([false, true])(
    'are those of the dataset, read as they are looked at (equalised: %s)',
    async (isEqualised) => {
      const disk = fakeDisk();
      const preparation = { isEqualised };
      const { dataset } = await importOn(shelfOn(disk), { preparation });
      const shown = (await importInMemory({ preparation })).dataset.items.filter(isHeld);
      expect(dataset.storedAt?.medianGray === undefined).toBe(!isEqualised);
      const { tools, reads } = toolsOn(disk);
      const cache = new PixelCache(5 * imageBytes);
      const items = await openPackedItems(tools, { ...dataset.storedAt!, paths: pathsOf(dataset) }, cache);
      expect(reads()).toBe(0);
      expect(items).toHaveLength(shown.length);
      for (const [i, item] of shown.entries()) {
        const { image, mask, path, split, defect } = items![i]!;
        expect({ path, split, defect }).toEqual({ path: item.path, split: item.split, defect: item.defect });
        expect(plain(image)).toEqual(item.image);
        expect(mask && plain(mask)).toEqual(item.mask);
        expect(cache.bytes).toBeLessThanOrEqual(5 * imageBytes);
      }
      const [small, lazySmall] = [shown, items!].map((all) => normalImages(all, 4));
      expect(lazySmall!.map(plain)).toEqual(small);
    },
  );

  it('are not opened if one is missing, the record cannot be read, or nothing can be read without waiting', async () => {
    const disk = fakeDisk();
    const { dataset } = await importOn(shelfOn(disk));
    const { tools } = toolsOn(disk);
    const cache = new PixelCache(1e6);
    const wanted = { ...dataset.storedAt!, paths: pathsOf(dataset) };
    const open = (changed: object, with_: PackTools = tools) =>
      openPackedItems(with_, { ...wanted, ...changed }, cache);
    expect(await open({})).toHaveLength(dataset.items.length);
    expect(await open({ paths: [...wanted.paths, 'train/good/x.png'] })).toBeUndefined();
    expect(await open({ id: 'other' })).toBeUndefined();
    expect(await open({}, { ...tools, openReader: () => Promise.resolve(undefined) })).toBeUndefined();
  });
});
