/**
 * One import as it is written down: pixels go to a pack as they are read, and what is in it is noted from time to time, so that
 * a later import of the same files continues from there. Where writing fails, the import continues in memory alone.
 */
import { messageOf } from '../../../core/message-of.ts';
import type { HeldDataset } from '../../../core/dataset/dataset.ts';
import type { Preparation } from '../../../core/dataset/preparation.ts';
import type { Kept } from '../../bridge/contract-data.ts';
import type { ReadImage, ReadMask } from '../prepare.ts';
import type { Staging, StagingTools, FileIdentity } from './staged.ts';
import { createWriting, type Writing } from './writing.ts';
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

function recallFile(
  { at, width, height, image, marks }: StagedFile,
  { lookAt }: Writing,
): ReadImage | ReadMask {
  const size = { width, height };
  if (image !== undefined) return { image: lookAt(at, 3), size, ...image };
  const mask = lookAt(at, 1);
  return { mask, size, isMarked: mask.data.includes(255), ...(marks && { marks }) };
}

/** What an earlier import left. */
function createRecall({ files }: StagedImport, writing: Writing): Pick<Staging, 'isKnown' | 'recall'> {
  const known = new Map(files.map((file) => [file.path, file]));
  const find = (file: FileIdentity) => {
    const staged = known.get(file.path);
    return staged !== undefined && isSame(staged, file) ? staged : undefined;
  };
  return {
    isKnown: (file) => find(file) !== undefined,
    recall(file) {
      const staged = find(file);
      return staged && recallFile(staged, writing);
    },
  };
}

/** Rejects if not even a pack can be opened. */
export async function createStaging(begun: StagedImport, tools: StagingTools): Promise<Staging> {
  const { id } = begun;
  const writer = await tools.files.write(packName(id), begun.bytes);
  const originals = await openOriginals(begun, tools.files).catch((error: unknown) => {
    writer.close();
    throw error;
  });
  const writing = createWriting(begun, { writer, originals }, tools);
  const { keep, bytes } = writing;
  let isOver = false;
  return {
    ...createRecall(begun, writing),
    keep,
    async commit(dataset, problems) {
      try {
        const items = toStored(dataset, writing.placeOf);
        await writing.finish();
        const written = { bytes: bytes(), problems, savedAt: tools.now(), ...writing.originals() };
        await tools.database.finish(toRecord(begun, { ...dataset, items }, written));
        isOver = true;
        writing.close();
        return { kind: 'stored', id };
      } catch (error) {
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

function toStored({ items }: HeldDataset, placeOf: Writing['placeOf']): StoredItem[] {
  return items.map(({ path, split, defect, image, mask, facts, full }) => {
    const maskAt = mask === undefined ? {} : { maskAt: placeOf(mask) };
    return {
      path,
      split,
      defect,
      at: placeOf(image),
      ...maskAt,
      ...(facts && { facts }),
      ...(full && { full }),
    };
  });
}

function toRecord(
  { id, preparation }: { readonly id: string; readonly preparation: Preparation },
  { name, fingerprint, counts, items }: Pick<StoredRecord, 'name' | 'fingerprint' | 'counts' | 'items'>,
  written: Pick<StoredRecord, 'bytes' | 'problems' | 'savedAt' | 'originals'>,
): StoredRecord {
  return {
    version: recordVersion,
    id,
    name,
    fingerprint,
    counts,
    preparation: { ...preparation, isEqualised: false },
    items,
    ...written,
  };
}
