/** Stored images of this browser, read from their packs as they are looked at. */
import { PixelCache } from '../../../core/image/lazy-image.ts';
import { openDatabase } from './database.ts';
import { openSharedReader } from './opfs.ts';
import { openPackedItems } from './packed-items.ts';
import type { WantedImages } from '../../bridge/contract-data.ts';

/** Pixels held: all of 340 images of 256 px, more than MVTec's categories have; of larger datasets they are read again, .2 ms an image. */
const heldBytes = 64 * 2 ** 20;

const shared = new PixelCache(heldBytes);

/** Rejects if the browser refuses its storage. Without a cache of their own, packs share one. */
export async function openBrowserPack(
  wanted: WantedImages,
  cache = shared,
): ReturnType<typeof openPackedItems> {
  const { datasets } = await openDatabase();
  return openPackedItems(
    { datasets, openReader: (name) => openSharedReader('datasets', name) },
    wanted,
    cache,
  );
}
