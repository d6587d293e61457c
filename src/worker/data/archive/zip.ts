/** Reads a zip by its central directory: files that nobody asks for are never unpacked. */
import { messageOf } from '../../../core/message-of.ts';
import { failure, success } from '../../../core/result.ts';
import type { Entry, FileEntry } from '@zip.js/zip.js';
import type { ArchiveEntry, ArchiveItem } from './entry.ts';
import { printable, tooLarge, type Guard } from './guard.ts';
import { decodeNames } from './names.ts';
import { nestedIn } from './nested.ts';
import { ArchiveStop, type ArchiveProblem, type EndingProblem, type EntryProblem } from './problem.ts';
import { load } from './streams.ts';
import type { Telling } from './telling.ts';

const stored = 0;
const deflated = 8;

/** Ways of packing by their numbers [PKWARE APPNOTE 6.3.10, section 4.4.5]. */
const methodNames: ReadonlyMap<number, string> = new Map([
  [1, 'Shrink'],
  [6, 'Implode'],
  [9, 'Deflate64'],
  [12, 'bzip2'],
  [14, 'LZMA'],
  [93, 'Zstandard'],
  [94, 'MP3'],
  [95, 'xz'],
  [96, 'JPEG'],
  [97, 'WavPack'],
  [98, 'PPMd'],
]);

/** One file of the directory under its name as text. */
interface Named {
  readonly entry: FileEntry;
  readonly name: string;
}

/** File types of Unix, in the upper half of the attributes. */
const [typeMask, linkType, fileType] = [0o170000, 0o120000, 0o100000];

/** `undefined` for a plain file, and where the archive comes from a system without such types. */
function specialKind({ externalFileAttributes }: Entry): 'link' | 'device' | undefined {
  const type = (externalFileAttributes >>> 16) & typeMask;
  if (type === linkType) return 'link';
  return type === 0 || type === fileType ? undefined : 'device';
}

function refusalOf({ entry, name }: Named, guard: Guard): EntryProblem | undefined {
  const path = printable(name);
  const special = specialKind(entry);
  if (special !== undefined) return { kind: special, path, came: `a ${special}`, wanted: 'a file' };
  if (entry.encrypted) return { kind: 'encrypted', path, came: 'an encrypted file', wanted: 'no password' };
  const { compressionMethod, uncompressedSize } = entry;
  if (![stored, deflated].includes(compressionMethod)) {
    const came = methodNames.get(compressionMethod) ?? `method ${compressionMethod}`;
    return { kind: 'unsupported-compression', path, came, wanted: 'stored or deflated' };
  }
  const { limits } = guard;
  return uncompressedSize > limits.maxEntryBytes ? tooLarge(name, uncompressedSize, limits) : undefined;
}

interface Reading {
  readonly guard: Guard;
  readonly telling: Telling;
  readonly signal: AbortSignal;
}

/** The bytes of one file, or the problem of this one file. @throws ArchiveStop where a limit of the whole is passed. */
async function readEntry(
  entry: FileEntry,
  path: string,
  { guard, signal }: Reading,
): ReturnType<ArchiveEntry['bytes']> {
  const bytes = new Uint8Array(entry.uncompressedSize);
  let at = 0;
  let stop: unknown;
  guard.countPacked(entry.compressedSize);
  const sink = new WritableStream<Uint8Array>({
    write(piece) {
      try {
        guard.countExpanded(piece.length);
        bytes.set(piece, at); // a RangeError where there is more than was said
      } catch (error) {
        stop = error;
        throw error;
      }
      at += piece.length;
    },
  });
  try {
    await entry.getData(sink, {
      signal,
      useWebWorkers: false,
      checkOverlappingEntry: true,
      checkCrc32: true,
    });
  } catch (error) {
    const cause = stop instanceof ArchiveStop ? stop : error;
    if (signal.aborted || cause instanceof ArchiveStop) throw cause;
    const came = messageOf(error);
    return failure<ArchiveProblem>({
      kind: 'damaged-entry',
      path,
      came,
      wanted: 'data that matches its checksum',
    });
  }
  const came = `${at} bytes`;
  if (at < bytes.length)
    return failure({ kind: 'damaged-entry', path, came, wanted: `${bytes.length} bytes` });
  const nested = nestedIn(path, bytes);
  return nested === undefined ? success(bytes) : failure(nested);
}

function open(entry: FileEntry, path: string, reading: Reading): ArchiveEntry {
  let content: ReturnType<ArchiveEntry['bytes']> | undefined;
  const read = async () => {
    const result = await reading.telling.attempt(() => readEntry(entry, path, reading));
    return result.ok ? result.value : result;
  };
  return { path, size: entry.uncompressedSize, bytes: () => (content ??= read()) };
}

/** What the library's messages mean. */
export function explainZip(message: string): EndingProblem {
  const isCut = /not recognized|End of central directory not found|end of file|out of bounds/i.test(message);
  if (isCut)
    return { kind: 'truncated-archive', path: '', came: message, wanted: 'a zip with its directory' };
  const kind = /split/i.test(message) ? 'unsupported-archive' : 'damaged-archive';
  return { kind, path: '', came: message, wanted: 'a zip that can be read in one way' };
}

/** Whether the archive itself says how the name is encoded. */
function isTold({ bitFlag, extraFieldUnicodePath }: Entry): boolean {
  return bitFlag?.languageEncodingFlag === true || extraFieldUnicodePath?.valid === true;
}

/** Files under their names as text, which is decided for all names of the archive together. */
function nameFiles(entries: readonly Entry[]): Named[] {
  const untold = entries.filter((entry) => !isTold(entry));
  const decoded = decodeNames(untold.map(({ rawFilename }) => rawFilename));
  const names = new Map(untold.map((entry, i) => [entry, decoded[i]]));
  return entries.flatMap((entry) =>
    entry.directory ? [] : [{ entry, name: names.get(entry) ?? entry.filename }],
  );
}

interface Directory {
  readonly entries: readonly Entry[];
  /** Why the directory ends early; what came before stands. */
  readonly broken?: { readonly error: unknown };
}

async function readDirectory(
  zip: { getEntriesGenerator(): AsyncGenerator<Entry, boolean> },
  { guard, signal }: Reading,
): Promise<Directory> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.getEntriesGenerator()) {
      signal.throwIfAborted();
      guard.countEntry();
      entries.push(entry);
    }
    return { entries };
  } catch (error) {
    return { entries, broken: { error } };
  }
}

/** The library is loaded when the first zip comes. @throws ArchiveStop, and whatever the library fails with. */
export async function* readZip(archive: Blob, reading: Reading): AsyncGenerator<ArchiveItem, void> {
  const { BlobReader, ZipReader } = await load(() => import('@zip.js/zip.js/lib/zip-core-native.js'));
  const { guard, telling, signal } = reading;
  const zip = new ZipReader(new BlobReader(archive), {
    useWebWorkers: false,
    filenameValidation: 'tolerant',
  });
  try {
    const { entries, broken } = await readDirectory(zip, reading);
    for (const named of nameFiles(entries)) {
      signal.throwIfAborted();
      const refusal = refusalOf(named, guard);
      const admitted = refusal === undefined ? guard.admit(named.name) : failure(refusal);
      if (admitted.ok) yield { kind: 'entry', entry: open(named.entry, admitted.value, reading) };
      else yield { kind: 'problem', problem: admitted.problem };
      if (telling.isOver()) return;
    }
    if (broken !== undefined) throw broken.error;
  } finally {
    await zip.close();
  }
}
