/** Zips of runs for tests: packed, read again, and looked into. */
import { BlobReader, BlobWriter, TextReader, ZipReader, ZipWriter } from '@zip.js/zip.js';
import { readRunZip } from '../runs/run-zip/read-run-zip.ts';
import type { CarriedRun } from '../runs/run-zip/run-zip.ts';
import { packRuns, type PackedRun } from '../runs/run-zip/write-run-zip.ts';

const { signal } = new AbortController();

export async function pack(runs: readonly (CarriedRun & Partial<PackedRun>)[], script = ''): Promise<Blob> {
  const packed = runs.map((run) => ({ folder: '', weights: undefined, ...run }));
  return packRuns(packed, { script, report: () => undefined, signal });
}

export function unpack(file: Blob): ReturnType<typeof readRunZip> {
  return readRunZip(file, 'a.zip', signal);
}

/** A zip of these texts. */
export async function zipOf(files: Readonly<Record<string, string>>): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files)) await zip.add(name, new TextReader(content));
  return zip.close();
}

/** Its files by name. */
export async function textsOf(file: Blob): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const entry of await new ZipReader(new BlobReader(file), { useWebWorkers: false }).getEntries()) {
    if (entry.directory) continue;
    const blob = await entry.getData(new BlobWriter(), { useWebWorkers: false });
    texts.set(entry.filename, await blob.text());
  }
  return texts;
}
