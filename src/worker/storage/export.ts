/** A dataset as a zip of PNG files, laid out like MVTec AD: dropped on the page again it gives the same images. */
import type { Dataset, DatasetItem } from '../../core/dataset/dataset.ts';
import { load } from '../archive/streams.ts';
import { encodePng } from './encode-png.ts';

/** `test/cut/1.jpg` is a PNG in the zip. */
function asPng(path: string): string {
  return /[.]png$/i.test(path) ? path : `${path.replace(/[.][^./]*$/, '')}.png`;
}

/** `test/cut/1.png` to `ground_truth/cut/1_mask.png`. */
function maskPath(item: DatasetItem): string {
  return asPng(item.path)
    .replace(/^[^/]*/, 'ground_truth')
    .replace(/[.]png$/i, '_mask.png');
}

/** Stored, not deflated: PNG files are packed already. */
export async function packDataset({ name, items }: Dataset): Promise<Blob> {
  const { BlobWriter, Uint8ArrayReader, ZipWriter } = await load(
    () => import('@zip.js/zip.js/lib/zip-core-native.js'),
  );
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, level: 0 });
  for (const item of items) {
    const { image, mask } = item;
    await zip.add(`${name}/${asPng(item.path)}`, new Uint8ArrayReader(await encodePng(image, 3)));
    if (mask !== undefined)
      await zip.add(`${name}/${maskPath(item)}`, new Uint8ArrayReader(await encodePng(mask, 1)));
  }
  return zip.close();
}
