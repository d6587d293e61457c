/** One dropped file to pixels, or to the reason why not. What the header tells is checked before anything is decoded. */
import { failure, success, type Result } from '../../../core/result.ts';
import type { FileProblem } from '../../bridge/contract-data.ts';
import { decodeTiff } from './tiff.ts';
import { describeStart, readHeader, type PictureHeader } from './header.ts';
import type { Pixels, Size } from './pixels.ts';

/** Decodes a whole picture at its full size; rejects where it cannot. */
export type Decode = (picture: Blob) => Promise<Pixels>;

export interface DecodedPicture extends Pixels {
  /** Of the file; pixels have 8. */
  readonly bitDepth: number | undefined;
}

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
function problemOf({ format, size, isWhole, unsupported }: PictureHeader): PictureProblem | undefined {
  const name = format.toUpperCase();
  if (unsupported !== undefined)
    return { kind: 'unsupported-image', came: unsupported, wanted: 'PNG, or TIFF with LZW, Deflate or JPEG' };
  if (size === undefined) return { kind: 'damaged-image', came: `${name} without a size` };
  const { width, height } = size;
  if (Math.min(width, height) < minSide) return { kind: 'too-small', came: describeSize(size) };
  if (width * height > maxPixels || Math.max(width, height) > maxSide)
    return { kind: 'too-large', came: describeSize(size) };
  return isWhole ? undefined : { kind: 'damaged-image', came: `${name}, ${describeSize(size)}, cut off` };
}

/** A whole file, unless it is too large to be a picture that is wanted. */
export async function readBytes(blob: Blob): Promise<Result<Uint8Array<ArrayBuffer>, PictureProblem>> {
  if (blob.size > maxBytes)
    return failure({ kind: 'too-large', came: `${(blob.size / 2 ** 20).toFixed(1)} MB` });
  try {
    return success(new Uint8Array(await blob.arrayBuffer()));
  } catch (error) {
    return failure({ kind: 'unreadable', came: messageOf(error) });
  }
}

/** The decoder gets the type that the bytes show, whatever the file's name says. */
export async function readPicture(
  bytes: Uint8Array<ArrayBuffer>,
  decode: Decode,
): Promise<Result<DecodedPicture, PictureProblem>> {
  const header = readHeader(bytes);
  if (header === undefined) return failure({ kind: 'not-an-image', came: describeStart(bytes) });
  const problem = problemOf(header);
  if (problem !== undefined) return failure(problem);
  try {
    const isOurs = header.format === 'tiff';
    const type = `image/${header.format}`;
    const pixels = isOurs ? await decodeTiff(bytes) : await decode(new Blob([bytes], { type }));
    const { width, height, data } = pixels; // an ImageData has no properties of its own
    return success({ width, height, data, bitDepth: header.bitDepth });
  } catch (error) {
    return failure({ kind: 'damaged-image', came: messageOf(error) });
  }
}
