/** The bytes of a dropped archive, and what they unpack to: gzip by the browser, xz by WebAssembly without a network. */
import { messageOf } from '../../../core/message-of.ts';
import type * as Xz from 'xz-decompress';
import { ArchiveStop } from './problem.ts';

const readBytes = 2 ** 20;
/** A piece of gzip may grow a thousandfold at once, before anyone can count. */
const pieceBytes = 2 ** 15;

/** `count` hears of the bytes that are taken. @throws ArchiveStop where the file cannot be read (moved, changed, no rights). */
export function streamOf(
  archive: Blob,
  count: (bytes: number) => void,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  let held = new Uint8Array(0);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        if (held.length === 0 && at < archive.size) {
          held = await readPart(archive, at, readBytes);
          at += held.length;
        }
        if (held.length === 0) {
          controller.close();
          return;
        }
        const piece = held.subarray(0, pieceBytes);
        held = held.subarray(pieceBytes);
        count(piece.length);
        controller.enqueue(piece);
      },
    },
    { highWaterMark: 0 },
  );
}

/** @throws ArchiveStop */
export async function readPart(archive: Blob, from: number, count: number): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await archive.slice(from, from + count).arrayBuffer());
  } catch (error) {
    throw new ArchiveStop('unreadable', messageOf(error), 'a file that can be read');
  }
}

export function gunzip(packed: ReadableStream<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array> {
  return packed.pipeThrough(new DecompressionStream('gzip'));
}

/** Verifies the checks of its blocks (CRC32 and CRC64; SHA-256 is refused). Loaded when the first such file comes. */
export async function unxz(packed: ReadableStream<Uint8Array>): Promise<ReadableStream<Uint8Array>> {
  const loaded: typeof Xz & { default?: typeof Xz } = await load(() => import('xz-decompress'));
  const { XzReadableStream } = loaded.default ?? loaded; // CommonJS: bundlers and Node name it differently
  return new XzReadableStream(packed);
}

/** A part of the app that could not be fetched is no fault of the archive. @throws ArchiveStop */
export async function load<Module>(fetchModule: () => Promise<Module>): Promise<Module> {
  try {
    return await fetchModule();
  } catch (error) {
    throw new ArchiveStop('unexpected', messageOf(error), 'the part of the app that unpacks this format');
  }
}
