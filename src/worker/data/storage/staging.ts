/**
 * One import as it is written down: pixels go to a pack as they are read, and what is in it is noted from time to time, so that
 * a later import of the same files continues from there. Where writing fails, the import continues in memory alone.
 */
import { messageOf } from '../../../core/message-of.ts';
import type { Dataset } from '../../../core/dataset/dataset.ts';
import type { Preparation } from '../../../core/dataset/preparation.ts';
import type { Kept } from '../../bridge/contract-data.ts';
import type { ReadImage, ReadMask } from '../prepare.ts';
import type { PackFiles, PackReader, PackWriter } from './files.ts';
import type { Staging, StagingTools, FileIdentity } from './staged.ts';
import { createWriting } from './writing.ts';
import { openOriginals } from './originals.ts';
import {
  originalsName,
  packName,
  recordVersion,
  type StagedFile,
  type StagedImport,
  type StoredItem,
  type StoredRecord,
} from './record.ts';

/** Why pixels are in memory alone. */
export function keptInMemory(error: unknown, bytes: number): Kept {
  const isFull = error instanceof Error && error.name === 'QuotaExceededError';
  const detail = messageOf(error);
  return { kind: 'memory', reason: isFull ? 'full' : 'failed', detail, bytes };
}

function isSame(a: FileIdentity, b: FileIdentity): boolean {
  return a.size === b.size && a.modified === b.modified;
}

interface Pack {
  readonly writer: PackWriter;
  /** Of what was there before; `undefined` for a new pack. */
  readonly reader: PackReader | undefined;
}

async function openPack(begun: StagedImport, files: PackFiles): Promise<Pack> {
  const name = packName(begun.id);
  if (begun.files.length === 0) return { reader: undefined, writer: await files.write(name, 0) };
  const reader = await files.read(name); // before the writer, which lets nobody else in
  const old = await readAll(reader, begun.bytes);
  return { reader: old, writer: await files.write(name, begun.bytes) };
}

/** Holds what was read before: the file system gives one handle at a time. */
async function readAll(reader: PackReader, bytes: number): Promise<PackReader> {
  try {
    const all = await reader.read(0, bytes);
    return { read: (at, length) => Promise.resolve(all.slice(at, at + length)), close: () => undefined };
  } finally {
    reader.close();
  }
}

async function recallFile(
  staged: StagedFile,
  side: number,
  reader: PackReader,
): Promise<ReadImage | ReadMask> {
  const { at, width, height, image, marks } = staged;
  const size = { width, height };
  const plain = { width: side, height: side };
  if (image !== undefined) {
    return { image: { ...plain, data: await reader.read(at, 3 * side * side) }, size, ...image };
  }
  const mask = { ...plain, data: await reader.read(at, side * side) };
  return { mask, size, isMarked: mask.data.includes(255), ...(marks && { marks }) };
}

/** What an earlier import left. */
function createRecall(
  { files, preparation }: StagedImport,
  reader: PackReader | undefined,
  places: Map<object, number>,
): Pick<Staging, 'isKnown' | 'recall'> {
  const known = new Map(files.map((file) => [file.path, file]));
  const find = (file: FileIdentity) => {
    const staged = known.get(file.path);
    return staged !== undefined && isSame(staged, file) ? staged : undefined;
  };
  return {
    isKnown: (file) => reader !== undefined && find(file) !== undefined,
    async recall(file) {
      const staged = find(file);
      if (reader === undefined || staged === undefined) return undefined;
      const read = await recallFile(staged, preparation.side, reader);
      places.set('mask' in read ? read.mask : read.image, staged.at);
      return read;
    },
  };
}

/** Rejects if not even a pack can be opened. */
export async function createStaging(begun: StagedImport, tools: StagingTools): Promise<Staging> {
  const { id } = begun;
  const { writer, reader } = await openPack(begun, tools.files);
  const originals = await openOriginals(begun, tools.files).catch((error: unknown) => {
    writer.close();
    throw error;
  });
  const writing = createWriting(begun, { writer, originals }, tools);
  const { places, keep, bytes } = writing;
  let isOver = false;
  return {
    ...createRecall(begun, reader, places),
    keep,
    async commit(dataset, problems) {
      isOver = true;
      try {
        await writing.finish();
        const written = { places, bytes: bytes(), problems, savedAt: tools.now(), ...writing.originals() };
        await tools.database.finish(toRecord(begun, dataset, written));
        writing.close();
        return { kind: 'stored', id };
      } catch (error) {
        writing.close();
        await dropImport(id, tools);
        return keptInMemory(error, bytes());
      }
    },
    async drop() {
      await writing.rest();
      if (isOver) return; // what was committed stays
      isOver = true;
      writing.close();
      await dropImport(id, tools);
    },
  };
}

/** Takes away what an import left, as far as that goes; the rest is swept up later. */
export async function dropImport(id: string, { files, database }: StagingTools): Promise<void> {
  const packs = [packName(id), originalsName(id)];
  await Promise.allSettled([database.imports.remove(id), ...packs.map((name) => files.remove(name))]);
}

interface Written extends Pick<StoredRecord, 'bytes' | 'problems' | 'savedAt' | 'originals'> {
  readonly places: ReadonlyMap<object, number>;
}

function toRecord(
  { id, preparation }: { readonly id: string; readonly preparation: Preparation },
  { name, fingerprint, counts, items }: Dataset,
  { places, ...written }: Written,
): StoredRecord {
  const placeOf = (pixels: object) => {
    const at = places.get(pixels);
    if (at === undefined) throw new Error('An image of the dataset was never written.');
    return at;
  };
  const stored = items.map(({ path, split, defect, image, mask, facts, full }): StoredItem => {
    const maskAt = mask === undefined ? {} : { maskAt: placeOf(mask) };
    const rest = { ...maskAt, ...(facts && { facts }), ...(full && { full }) };
    return { path, split, defect, at: placeOf(image), ...rest };
  });
  return {
    version: recordVersion,
    id,
    name,
    fingerprint,
    counts,
    preparation: { ...preparation, isEqualised: false },
    items: stored,
    ...written,
  };
}
