/**
 * Reads .zip, .tar, .tar.gz and .tar.xz, told apart by content, as one sequence of entries and problems. Memory stays flat: one entry
 * at a time is held, and a file that nobody asks for is passed over.
 */
import { archiveNameOf, isReadable, isZero, tarBlock, type ArchiveType } from './archive-type.ts';
import { describeStart } from '../pictures/header.ts';
import { createByteReader, orAborted } from './byte-reader.ts';
import type { ArchiveItem } from './entry.ts';
import { createGuard, type Guard } from './guard.ts';
import { archiveLimits, type ArchiveLimits } from './limits.ts';
import { ArchiveStop, type EndingProblem } from './problem.ts';
import { gunzip, readPart, streamOf, unxz } from './streams.ts';
import { readTar } from './tar.ts';
import { createTelling, type Telling } from './telling.ts';
import { explainZip, readZip } from './zip.ts';

export interface ArchiveOptions {
  readonly signal?: AbortSignal;
  readonly limits?: ArchiveLimits;
  /** Called with packed bytes as they are read. */
  readonly onPacked?: (bytes: number) => void;
}

const wantedArchive = 'a .zip, .tar, .tar.gz or .tar.xz';

async function typeOf(archive: Blob): Promise<ArchiveType> {
  const start = await readPart(archive, 0, tarBlock);
  const name = archiveNameOf(start);
  if (name !== undefined && isReadable(name)) return name;
  if (name !== undefined) throw new ArchiveStop('unsupported-archive', name, wantedArchive);
  if (start.length === tarBlock && isZero(start)) return 'tar';
  throw new ArchiveStop('not-an-archive', describeStart(start), wantedArchive);
}

/** What the words of unpackers mean: browsers, Node and the xz decoder each have their own. */
function explainStream(type: ArchiveType): (message: string) => EndingProblem {
  return (message) => {
    const came = `${type}: ${message}`;
    // 3 and 4: the dictionary is over the decoder's memory limit; 6: a filter or check that the decoder lacks; 8: no more data
    // [xz-embedded, xz.h].
    if (type === 'xz' && (message.endsWith('error code 3') || message.endsWith('error code 4'))) {
      const wanted = 'a dictionary of at most 64 MB (xz -9 or less)';
      return { kind: 'unsupported-archive', path: '', came: 'xz with a larger dictionary', wanted };
    }
    if (type === 'xz' && message.endsWith('error code 6'))
      return { kind: 'unsupported-archive', path: '', came, wanted: 'xz with LZMA2 and CRC32 or CRC64' };
    const isCut = /truncat|unexpected end|incomplete|not complete|error code 8$/i.test(message);
    const kind = isCut ? 'truncated-archive' : 'damaged-archive';
    return { kind, path: '', came, wanted: 'the whole file, undamaged' };
  };
}

async function unpack(archive: Blob, type: ArchiveType, guard: Guard): Promise<ReadableStream<Uint8Array>> {
  const packed = streamOf(archive, guard.countPacked);
  if (type === 'gzip') return gunzip(packed);
  return type === 'xz' ? unxz(packed) : packed;
}

interface Reading {
  readonly guard: Guard;
  readonly telling: Telling;
  readonly signal: AbortSignal;
}

async function* readStream(
  archive: Blob,
  type: ArchiveType,
  reading: Reading,
): AsyncGenerator<ArchiveItem, void> {
  const { guard, telling, signal } = reading;
  const reader = createByteReader(await unpack(archive, type, guard), signal, guard.countExpanded);
  try {
    yield* readTar(reader, guard, telling);
  } finally {
    reader.close();
  }
}

async function* readItems(
  archive: Blob,
  reading: Reading,
  explain: (type: ArchiveType) => void,
): AsyncGenerator<ArchiveItem, void> {
  const type = await orAborted(typeOf(archive), reading.signal);
  explain(type);
  let entries = 0;
  const items = type === 'zip' ? readZip(archive, reading) : readStream(archive, type, reading);
  for await (const item of items) {
    entries++;
    yield item;
  }
  if (entries === 0) throw new ArchiveStop('empty-archive', 'no file', 'at least one file');
}

/** Ends after the last entry, or after a problem that `isEnding`; throws nothing. To stop early, leave the loop. */
export async function* readArchive(
  archive: Blob,
  options: ArchiveOptions = {},
): AsyncGenerator<ArchiveItem, void> {
  const signal = options.signal ?? new AbortController().signal;
  let explain = (message: string): EndingProblem => ({
    kind: 'unexpected',
    path: '',
    came: message,
    wanted: wantedArchive,
  });
  const telling = createTelling(signal, (message) => explain(message));
  const guard = createGuard(options.limits ?? archiveLimits, options.onPacked);
  try {
    yield* readItems(archive, { guard, telling, signal }, (type) => {
      explain = type === 'zip' ? explainZip : explainStream(type);
    });
  } catch (error) {
    if (!telling.isOver()) yield { kind: 'problem', problem: telling.problemOf(error) };
  }
}
