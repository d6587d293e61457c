/** The images of a stored dataset, read from its pack as they are looked at: a few hundred megabytes of pixels are held, not all. */
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import { gainOf, withGain } from '../../../core/dataset/equalise.ts';
import { itemInside } from '../../../core/dataset/region-items.ts';
import { derive, lazyImage, type PixelCache } from '../../../core/image/lazy-image.ts';
import type { Database } from './database.ts';
import type { SharedReader } from './files.ts';
import type { WantedImages } from '../../bridge/contract-data.ts';
import { packName, type StoredItem } from './record.ts';
import { readStored } from './record-shape.ts';

export interface PackTools {
  readonly datasets: Pick<Database['datasets'], 'get'>;
  /** `undefined` if packs cannot be read without waiting here. */
  readonly openReader: (name: string) => Promise<SharedReader | undefined>;
}

interface Pack {
  readonly reader: SharedReader;
  readonly cache: PixelCache;
  readonly side: number;
}

function lazyItem({ path, split, defect, at, maskAt, facts, full }: StoredItem, pack: Pack): DatasetItem {
  const { reader, cache, side } = pack;
  const size = { width: side, height: side };
  const image = lazyImage(cache, size, () => reader.read(at, 3 * side * side));
  const mask =
    maskAt === undefined ? {} : { mask: lazyImage(cache, size, () => reader.read(maskAt, side * side)) };
  return { path, split, defect, image, ...mask, ...(facts && { facts }), ...(full && { full }) };
}

/** Pixels as the page shows them; `facts` stay those of the stored ones. */
function equalisedLazily(item: DatasetItem, target: number): DatasetItem {
  const gain = gainOf(item, target);
  return gain === undefined
    ? item
    : { ...item, image: derive(item.image, item.image, (image) => withGain(image, gain)) };
}

/** `undefined` if one of the images is not there, or none can be read so. A stored pack never changes. */
export async function openPackedItems(
  { datasets, openReader }: PackTools,
  { id, paths, medianGray, region }: WantedImages,
  cache: PixelCache,
): Promise<DatasetItem[] | undefined> {
  const record = readStored(await datasets.get(id));
  if (typeof record === 'string') return undefined;
  const stored = new Map(record.items.map((item) => [item.path, item]));
  const wanted = paths.map((path) => stored.get(path));
  if (!wanted.every((item) => item !== undefined)) return undefined;
  const reader = await openReader(packName(id));
  if (reader === undefined) return undefined;
  const items = wanted.map((item) => lazyItem(item, { reader, cache, side: record.preparation.side }));
  const shown = medianGray === undefined ? items : items.map((item) => equalisedLazily(item, medianGray));
  return region === undefined ? shown : shown.map((item) => itemInside(item, region));
}
