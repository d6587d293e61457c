/** Judged images as a zip: a folder for each verdict with the table beside them, or confirmed defects as a folder of test images. */
import type { RgbImage } from '../../core/image/image.ts';
import type { LabelledFile } from '../../worker/bridge/contract-data.ts';
import { createBreath } from '../runs/run-zip/breathe.ts';
import type { ConfirmedDefect, Correction } from './inspect-stage.ts';
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

/** Names of a path, none of which leads out of its folder. */
function namesIn(path: string): string[] {
  return path.split(/[/\\]/).filter((name) => name !== '' && name !== '.' && name !== '..');
}

/** Below the folder of its verdict, where it lay. */
function inFolder({ verdict, path }: VerdictItem, ending: string): string {
  return `${verdict}/${namesIn(path).join('/')}${ending}`;
}

/** Confirmed defects whose files can be read again, by their classes. */
export function labelledFiles(defects: readonly ConfirmedDefect[]): LabelledFile[] {
  return defects.flatMap(({ path, defect, source }) => (source ? [{ path, defect, blob: source.blob }] : []));
}

/** The file as it was dropped, where it can still be read. */
async function originalOf({
  source,
}: Pick<Correction, 'source'>): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = await source?.blob.arrayBuffer().catch(() => undefined); // moved, changed, or on a disk that is gone
  return bytes && new Uint8Array(bytes);
}

async function openZip(signal?: AbortSignal) {
  const { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } =
    await import('@zip.js/zip.js/lib/zip-core-native.js');
  const options = { useWebWorkers: false, level: 0, ...(signal && { signal }) };
  const zip = new ZipWriter(new BlobWriter('application/zip'), options);
  return {
    addText: (name: string, text: string) => zip.add(name, new TextReader(text)),
    add: (name: string, bytes: Uint8Array<ArrayBuffer>) => zip.add(name, new Uint8ArrayReader(bytes)),
    close: () => zip.close(),
  };
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
  const zip = await openZip(signal);
  const breathe = createBreath();
  let small = 0;
  await zip.addText('verdicts.csv', csv);
  for (const [done, item] of items.entries()) {
    signal.throwIfAborted();
    const original = await originalOf(item);
    if (original === undefined) {
      small++;
      const png = new Uint8Array(await (await toPng(item.thumbnail)).arrayBuffer());
      await zip.add(inFolder(item, '.small.png'), png);
    } else await zip.add(inFolder(item, ''), original);
    report(done + 1);
    await breathe();
  }
  return { zip: await zip.close(), small };
}

/**
 * Confirmed defects where MVTec AD has its test images, `test/<class>/<name>`: the folder may be put beside the normal images. Those
 * whose files cannot be read again are left out and counted.
 */
export async function packConfirmed(
  defects: readonly ConfirmedDefect[],
): Promise<{ readonly zip: Blob; readonly leftOut: number }> {
  const zip = await openZip();
  const breathe = createBreath();
  let leftOut = 0;
  for (const one of defects) {
    const original = await originalOf(one);
    if (original === undefined) leftOut++;
    else await zip.add(`test/${one.defect}/${namesIn(one.path).join('-')}`, original);
    await breathe();
  }
  return { zip: await zip.close(), leftOut };
}
