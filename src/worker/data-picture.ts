/** One dropped file to pixels, or to the reason why not. What the header tells is checked before anything is decoded. */
import { failure, success, type Result } from '../core/result.ts';
import type { FileProblem } from './contract.ts';
import { describeStart, readHeader, type PictureHeader } from './data-header.ts';
import type { Pixels, Size } from './data-pixels.ts';

/** Decodes a whole picture at its full size; rejects where it cannot. */
export type Decode = (picture: Blob) => Promise<Pixels>;

export type PictureProblem = Omit<FileProblem, 'path'>;

const maxBytes = 64 * 2 ** 20;
const maxPixels = 40e6;
/** Longest side of a canvas in every browser. */
const maxSide = 16_384;
const minSide = 8;

export function describeSize({ width, height }: Size): string {
  return `${width} x ${height} px`;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The problem that a header tells of. */
function problemOf({ format, size, isWhole }: PictureHeader): PictureProblem | undefined {
  const name = format.toUpperCase();
  if (size === undefined) return { kind: 'damaged-image', came: `${name} without a size` };
  const { width, height } = size;
  if (Math.min(width, height) < minSide) return { kind: 'too-small', came: describeSize(size) };
  if (width * height > maxPixels || Math.max(width, height) > maxSide)
    return { kind: 'too-large', came: describeSize(size) };
  return isWhole ? undefined : { kind: 'damaged-image', came: `${name}, ${describeSize(size)}, cut off` };
}

async function readBytes(blob: Blob): Promise<Result<Uint8Array<ArrayBuffer>, PictureProblem>> {
  if (blob.size > maxBytes)
    return failure({ kind: 'too-large', came: `${(blob.size / 2 ** 20).toFixed(1)} MB` });
  try {
    return success(new Uint8Array(await blob.arrayBuffer()));
  } catch (error) {
    return failure({ kind: 'unreadable', came: messageOf(error) });
  }
}

/** The decoder gets the type that the bytes show, whatever the file's name says. */
export async function readPicture(blob: Blob, decode: Decode): Promise<Result<Pixels, PictureProblem>> {
  const read = await readBytes(blob);
  if (!read.ok) return read;
  const header = readHeader(read.value);
  if (header === undefined) return failure({ kind: 'not-an-image', came: describeStart(read.value) });
  const problem = problemOf(header);
  if (problem !== undefined) return failure(problem);
  try {
    return success(await decode(new Blob([read.value], { type: `image/${header.format}` })));
  } catch (error) {
    return failure({ kind: 'damaged-image', came: messageOf(error) });
  }
}
