import { describe, expect, it } from 'vitest';
import { isHeld, type DatasetItem } from '../../../core/dataset/dataset.ts';
import { PixelCache } from '../../../core/image/lazy-image.ts';
import { rectangleAlone } from '../../../core/image/region-drawing.ts';
import { countedPixels, ignoredColour, regionOf } from '../../../core/image/region-of-interest.ts';
import { inside } from '../fingerprint.ts';
import { openPackedItems } from './packed-items.ts';
import { fakeDisk } from './testing/disk.ts';
import { importInMemory, importOn, shelfOn, silent } from './testing/imports.ts';

const region = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 1 }))!;
const other = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 0.75 }))!;
const asIs = { isEqualised: false };

async function stored() {
  const disk = fakeDisk();
  const { dataset, kept } = await importOn(shelfOn(disk));
  if (kept.kind !== 'stored') throw new Error(`expected a stored dataset, got one in ${kept.kind}`);
  return { disk, dataset, id: kept.id };
}

function isFilled({ image }: DatasetItem): boolean {
  const counted = countedPixels(region, image.width, image.height);
  return counted.every(
    (one, i) => one === 1 || ignoredColour.every((value, c) => image.data[3 * i + c] === value),
  );
}

describe('stored images of which a part counts', () => {
  it('are other images, keep that until it is changed, and are what they were without it', async () => {
    const { disk, dataset, id } = await stored();
    const open = async (use = {}) => (await shelfOn(disk).open(id, silent, { ...asIs, ...use }))!.dataset;
    const first = await open({ region });
    expect(first).toMatchObject({ region, counts: dataset.counts, storedAt: { id, region } });
    const again = await open();
    expect(again).toEqual(first);
    const [listed] = (await shelfOn(disk).list()).datasets;
    expect(listed?.fingerprint).toBe(first.fingerprint);
    const fingerprints = [dataset, first, await open({ region: other })].map((one) => one.fingerprint);
    expect(new Set(fingerprints).size).toBe(3);
    expect(await open({ region: null })).toEqual({ ...dataset, findings: expect.anything() as unknown });
    expect((await open()).region).toBeUndefined();
  });

  it('have one colour elsewhere for all who read them, and the same fingerprint as in memory', async () => {
    const { disk, id } = await stored();
    const { dataset } = (await shelfOn(disk).open(id, silent, { ...asIs, region }))!;
    const wanted = { ...dataset.storedAt!, paths: dataset.items.map(({ path }) => path) };
    const looked = (await shelfOn(disk).look(wanted))!;
    const reader = {
      read: (at: number, length: number) => disk.packs.get(`${id}.pack`)!.slice(at, at + length),
    };
    const tools = { datasets: disk.database.datasets, openReader: () => Promise.resolve(reader) };
    const packed = (await openPackedItems(tools, wanted, new PixelCache(1e6)))!;
    expect([looked, packed].map((items) => items.every(isFilled))).toEqual([true, true]);
    expect([looked, packed].flat().every(({ image }) => image.region !== undefined)).toBe(true);
    const whole = (await shelfOn(disk).look({ ...wanted, region: undefined }))!;
    expect(whole.some(isFilled)).toBe(false);
    const memory = (await importInMemory()).dataset;
    const held = await inside({ ...memory, items: memory.items.filter(isHeld) }, region);
    expect(held.fingerprint).toBe(dataset.fingerprint);
    expect(held.items.map(({ facts }) => facts)).toEqual(dataset.items.map(({ facts }) => facts));
  });
});
