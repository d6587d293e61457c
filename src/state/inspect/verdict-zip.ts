/** Judged images as a zip with a folder for each verdict, and the table of verdicts beside them. */
import type { RgbImage } from '../../core/image/image.ts';
import { createBreath } from '../runs/run-zip/breathe.ts';
import type { VerdictItem } from './judged-list.ts';

export interface VerdictZipOptions {
  /** The text of `verdicts.csv`. */
  readonly csv: string;
  /** A PNG of a small picture, for an image whose file cannot be read again. */
  readonly toPng: (image: RgbImage) => Promise<Blob>;
  /** How many images are in, after each. */
  readonly report: (done: number) => void;
  readonly signal: AbortSignal;
}

export interface VerdictZip {
  readonly zip: Blob;
  /** Images that are there as small pictures: they came in an archive, or their files are gone. */
  readonly small: number;
}

/** Below the folder of its verdict, where it lay; no part of a path leads out of that. */
function inFolder({ verdict, path }: VerdictItem, ending: string): string {
  const names = path.split(/[/\\]/).filter((name) => name !== '' && name !== '.' && name !== '..');
  return `${verdict}/${names.join('/')}${ending}`;
}

/** The file as it was dropped, where it can still be read. */
async function originalOf({ source }: VerdictItem): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await source?.blob.arrayBuffer().catch(() => undefined); // moved, changed, or on a disk that is gone
  return bytes && new Uint8Array(bytes);
}

/**
 * Holds one file at a time; the zip itself is a Blob, which browsers keep on disk where it is large. Pictures are packed already and
 * are stored as they are.
 * @throws the signal's reason.
 */
export async function packVerdicts(
  items: readonly VerdictItem[],
  { csv, toPng, report, signal }: VerdictZipOptions,
): Promise<VerdictZip> {
  const { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } =
    await import('@zip.js/zip.js/lib/zip-core-native.js');
  const zip = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false, level: 0, signal });
  const breathe = createBreath();
  let small = 0;
  await zip.add('verdicts.csv', new TextReader(csv));
  for (const [done, item] of items.entries()) {
    signal.throwIfAborted();
    const original = await originalOf(item);
    if (original === undefined) {
      small++;
      const png = new Uint8Array(await (await toPng(item.thumbnail)).arrayBuffer());
      await zip.add(inFolder(item, '.small.png'), new Uint8ArrayReader(png));
    } else await zip.add(inFolder(item, ''), new Uint8ArrayReader(original));
    report(done + 1);
    await breathe();
  }
  return { zip: await zip.close(), small };
}
