/**
 * Reads a tar as it streams by, one entry at a time, asking for no byte before it is wanted: written for that, since readers built
 * on piped streams hold several entries, and lose those that they hold when the stream fails.
 */
import { failure, success, type Result } from '../../../core/result.ts';
import { describeStart } from '../pictures/header.ts';
import { archiveNameOf, isZero, tarBlock } from './archive-type.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ArchiveEntry, ArchiveItem } from './entry.ts';
import { nestedIn } from './nested.ts';
import { printable, tooLarge, type Guard } from './guard.ts';
import { ArchiveStop, type ArchiveProblem, type EntryProblem } from './problem.ts';
import { readLongName, readPax, readTarHeader, type Extension, type TarHeader } from './tar-header.ts';
import type { Telling } from './telling.ts';

/** Paths and sizes that do not fit a header are short all the same. */
const maxRecordBytes = 2 ** 20;

function cut(path: string, came: string): ArchiveStop {
  return new ArchiveStop('truncated-archive', came, 'the whole file', printable(path));
}

function damaged(path: string, came: string): ArchiveStop {
  return new ArchiveStop('damaged-archive', came, 'a tar header with its checksum', printable(path));
}

async function skipWhole(reader: ByteReader, bytes: number, path: string): Promise<void> {
  const done = await reader.skip(bytes);
  if (done < bytes) throw cut(path, `${done} of ${bytes} bytes`);
}

const padding = (size: number) => (tarBlock - (size % tarBlock)) % tarBlock;

async function readRecord(reader: ByteReader, { size, kind, path }: TarHeader): Promise<Extension> {
  if (size > maxRecordBytes) throw damaged(path, `a record of ${size} bytes`);
  const content = await reader.read(size);
  if (content.length < size) throw cut(path, `${content.length} of ${size} bytes`);
  await skipWhole(reader, padding(size), path);
  if (kind === 'passed-over') return {};
  const extension = kind === 'pax' ? readPax(content) : readLongName(content);
  if (extension === undefined) throw damaged(path, 'a record that cannot be read');
  return extension;
}

/** The next header with what the records before it say; undefined at the end mark. */
async function readHeader(
  reader: ByteReader,
  guard: Guard,
  first?: Uint8Array,
): Promise<(TarHeader & Extension) | undefined> {
  let extension: Extension = {};
  for (let block = first ?? (await reader.read(tarBlock)); ; block = await reader.read(tarBlock)) {
    if (block.length < tarBlock) throw cut('', block.length === 0 ? 'no end mark' : 'a part of a header');
    if (isZero(block)) return undefined;
    guard.countEntry();
    const header = readTarHeader(block);
    if (header === undefined) throw damaged('', 'a header with another checksum or size');
    if (!['pax', 'long-name', 'passed-over'].includes(header.kind)) {
      const isBare = header.kind !== 'file' && header.kind !== 'unsupported';
      return { ...header, ...extension, ...(isBare && { size: 0 }) };
    }
    extension = { ...extension, ...(await readRecord(reader, header)) };
  }
}

/** Why an entry is no file to be read; `folder` where it is none and nobody needs to hear of it. */
function refusalOf(header: TarHeader & Extension, guard: Guard): EntryProblem | 'folder' | undefined {
  const path = printable(header.path);
  const wanted = 'a file';
  if (header.kind === 'folder') return 'folder';
  if (header.kind === 'link' || header.kind === 'device')
    return { kind: header.kind, path, came: `a ${header.kind}`, wanted };
  if (header.kind !== 'file' || header.isSparse === true)
    return {
      kind: 'unsupported-entry',
      path,
      came: header.isSparse === true ? 'a sparse file' : `type ${printable(header.flag)}`,
      wanted,
    };
  return header.size > guard.limits.maxEntryBytes
    ? tooLarge(header.path, header.size, guard.limits)
    : undefined;
}

interface Opened {
  readonly entry: ArchiveEntry;
  /** Reads past what nobody asked for. */
  readonly finish: () => Promise<void>;
}

function open(path: string, size: number, reader: ByteReader, telling: Telling): Opened {
  let content: ReturnType<ArchiveEntry['bytes']> | undefined;
  let isOver = false;
  const read = async (): ReturnType<ArchiveEntry['bytes']> => {
    if (isOver)
      return failure<ArchiveProblem>({
        kind: 'passed-by',
        path,
        came: 'a later entry',
        wanted: 'the entry at hand',
      });
    const bytes = await telling.attempt(async () => {
      const found = await reader.read(size);
      if (found.length < size) throw cut(path, `${found.length} of ${size} bytes`);
      return found;
    });
    if (!bytes.ok) return bytes;
    const nested = nestedIn(path, bytes.value);
    return nested === undefined ? success(bytes.value) : failure(nested);
  };
  return {
    entry: { path, size, bytes: () => (content ??= read()) },
    finish: async () => {
      isOver = true;
      const asked = content;
      content = undefined; // lets the bytes go
      if (asked === undefined) await skipWhole(reader, size, path);
      else await asked;
    },
  };
}

/** After the end mark there are zeros or nothing; reading them lets the unpacker check its sums. */
async function readRest(reader: ByteReader): Promise<void> {
  await reader.skip(Infinity, (piece) => {
    if (!isZero(piece)) throw new ArchiveStop('damaged-archive', 'data after the end mark', 'one archive');
  });
}

/** The path of a file to be read, or why it is none; `undefined` for a folder, of which nobody needs to hear. */
function admit(header: TarHeader & Extension, guard: Guard): Result<string, EntryProblem> | undefined {
  const refusal = refusalOf(header, guard);
  if (refusal === 'folder') return undefined;
  return refusal === undefined ? guard.admit(header.path) : failure(refusal);
}

/** The first block, once it is a tar's. */
async function readFirst(reader: ByteReader): Promise<Uint8Array> {
  const first = await reader.read(tarBlock);
  const isShort = first.length < tarBlock;
  if (!isShort && (isZero(first) || archiveNameOf(first) === 'tar')) return first;
  throw new ArchiveStop(
    'not-a-tar',
    isShort ? `${first.length} bytes` : describeStart(first),
    'a tar inside',
  );
}

/** @throws ArchiveStop, and whatever the stream fails with. */
export async function* readTar(
  reader: ByteReader,
  guard: Guard,
  telling: Telling,
): AsyncGenerator<ArchiveItem, void> {
  const first = await readFirst(reader);
  for (
    let header = await readHeader(reader, guard, first);
    header;
    header = await readHeader(reader, guard)
  ) {
    const { path, size } = header;
    const admitted = admit(header, guard);
    if (admitted?.ok) {
      const { entry, finish } = open(admitted.value, size, reader, telling);
      yield { kind: 'entry', entry };
      await finish();
      if (telling.isOver()) return;
    } else {
      if (admitted !== undefined) yield { kind: 'problem', problem: admitted.problem };
      await skipWhole(reader, size, path);
    }
    await skipWhole(reader, padding(size), path);
  }
  await readRest(reader);
}
