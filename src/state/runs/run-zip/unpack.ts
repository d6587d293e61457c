/** One file out of a zip of runs, in pieces as it is unpacked, and no more of it than the limits allow. */
import type { FileEntry } from '@zip.js/zip.js';
import { failure, success, type Result } from '../../../core/result.ts';
import type { RunFileProblem } from '../../../core/run/file/run-file.ts';
import { messageOf } from '../../../core/message-of.ts';
import { mostExpanded, mostRatio, ratioFromBytes } from './run-zip.ts';

type Outcome<Value> = Promise<Result<Value, RunFileProblem>>;

/** Bytes that came out of one zip so far. */
export interface Expanded {
  bytes: number;
}

/** Carries a problem out of the library that unpacks. */
class Stop extends Error {
  readonly problem: RunFileProblem;
  constructor(problem: RunFileProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

export function stop(problem: RunFileProblem): never {
  throw new Stop(problem);
}

/** What `work` gives, or the problem that it stopped with. */
export async function orStopped<Value>(work: () => Promise<Value>): Outcome<Value> {
  try {
    return success(await work());
  } catch (error) {
    if (error instanceof Stop) return failure(error.problem);
    throw error;
  }
}

export interface UnpackOptions {
  /** Bytes of this file. */
  readonly most: number;
  readonly expanded: Expanded;
  readonly signal: AbortSignal;
}

function checkSize(entry: FileEntry, size: number, { most, expanded }: UnpackOptions): void {
  const { filename: file, compressedSize } = entry;
  if (size > most) stop({ kind: 'too-large', file, came: size, wanted: most });
  if (expanded.bytes > mostExpanded)
    stop({ kind: 'too-large', file, came: expanded.bytes, wanted: mostExpanded });
  const ratio = size / Math.max(1, compressedSize);
  if (size > ratioFromBytes && ratio > mostRatio)
    stop({ kind: 'too-compressed', file, came: Math.round(ratio), wanted: mostRatio });
}

/** Hands each piece to `take`, which may `stop`; the checksum is verified at the end. @throws the signal's reason. */
export async function unpackPieces(
  entry: FileEntry,
  options: UnpackOptions,
  take: (piece: Uint8Array<ArrayBuffer>) => Promise<void> | void,
): Outcome<void> {
  const { most, expanded, signal } = options;
  const file = entry.filename;
  if (entry.encrypted) return failure({ kind: 'damaged', file, came: 'a file with a password' });
  if (entry.uncompressedSize > most)
    return failure({ kind: 'too-large', file, came: entry.uncompressedSize, wanted: most });
  let size = 0;
  let stopped: unknown;
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    async write(piece) {
      try {
        size += piece.length;
        expanded.bytes += piece.length;
        checkSize(entry, size, options);
        await take(piece);
      } catch (error) {
        stopped = error;
        throw error;
      }
    },
  });
  try {
    await entry.getData(sink, {
      signal,
      useWebWorkers: false,
      checkCrc32: true,
      checkOverlappingEntry: true,
    });
    return success(undefined);
  } catch (error) {
    signal.throwIfAborted();
    if (stopped instanceof Stop) return failure(stopped.problem);
    return failure({ kind: 'damaged', file, came: messageOf(stopped ?? error) });
  }
}

export async function unpackWhole(entry: FileEntry, options: UnpackOptions): Outcome<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const done = await unpackPieces(entry, options, (piece) => {
    pieces.push(piece);
  });
  return done.ok ? success(new Blob(pieces)) : done;
}
