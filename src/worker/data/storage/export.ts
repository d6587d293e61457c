/** A dataset as a zip of PNG files, laid out like MVTec AD: dropped on the page again it gives the same images. */
import type { DatasetEntry } from '../../../core/dataset/dataset.ts';
import { load } from '../archive/streams.ts';
import { encodePng } from './encode-png.ts';
import type { ReadOriginal } from './originals.ts';
import type { AllImages } from './shelf.ts';

/** `test/cut/1.jpg` is `test/cut/1.png` in the zip, and `1.jpg.png` where that is another one's. */
function pngPaths(items: readonly DatasetEntry[]): string[] {
  const isPng = (path: string) => /[.]png$/i.test(path);
  const taken = new Set(items.map(({ path }) => path).filter(isPng));
  return items.map(({ path }) => {
    if (isPng(path)) return path;
    const short = `${path.replace(/[.][^./]*$/, '')}.png`;
    const free = taken.has(short) ? `${path}.png` : short;
    taken.add(free);
    return free;
  });
}

/** `test/cut/1.png` to `ground_truth/cut/1_mask.png`. */
function maskPath(path: string): string {
  return path.replace(/^[^/]*/, 'ground_truth').replace(/[.]png$/i, '_mask.png');
}

type Bytes = Uint8Array<ArrayBuffer>;

interface OpenZip {
  readonly add: (path: string, content: Bytes) => Promise<unknown>;
  readonly close: () => Promise<Blob>;
}

/** Stored, not deflated: pictures are packed already. */
async function openZip(): Promise<OpenZip> {
  const { BlobWriter, Uint8ArrayReader, ZipWriter } = await load(
    () => import('@zip.js/zip.js/lib/zip-core-native.js'),
  );
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, level: 0 });
  return {
    add: (path, content) => zip.add(path, new Uint8ArrayReader(content)),
    close: () => zip.close(),
  };
}

/** Under the paths that they were given by. */
export async function packOriginals(originals: readonly ReadOriginal[]): Promise<Blob> {
  const zip = await openZip();
  for (const { path, read } of originals) await zip.add(path, await read());
  return zip.close();
}

export async function packDataset({
  name,
  entries,
  items,
}: Pick<AllImages, 'name' | 'entries' | 'items'>): Promise<Blob> {
  const zip = await openZip();
  const paths = pngPaths(entries)[Symbol.iterator]();
  for await (const { image, mask } of items) {
    const path = paths.next().value ?? '';
    await zip.add(`${name}/${path}`, await encodePng(image, 3));
    if (mask !== undefined) await zip.add(`${name}/${maskPath(path)}`, await encodePng(mask, 1));
  }
  return zip.close();
}
