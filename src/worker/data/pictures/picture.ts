/** One dropped file to pixels, or to the reason why not. Its header is checked before anything is decoded. */
import { messageOf } from '../../../core/message-of.ts';
import { failure, success, type Result } from '../../../core/result.ts';
import type { FileProblem } from '../../bridge/contract-data.ts';
import { withoutEmptyAlpha } from './bmp.ts';
import { decodeDeepPng } from './deep-png.ts';
import { describeStart, readHeader, type PictureFormat, type PictureHeader } from './header.ts';
import { UnsupportedPicture } from './levels.ts';
import type { Decode, Pixels, Reading, Size } from './pixels.ts';
import { decodeTiff } from './tiff/tiff.ts';

export interface DecodedPicture extends Pixels {
  /** Of the file; pixels have 8. */
  readonly bitDepth: number | undefined;
  /** Whether compression may have changed the pixels. */
  readonly isLossy: boolean;
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

function unsupportedImage(came: string): PictureProblem {
  return { kind: 'unsupported-image', came, wanted: 'PNG' };
}

/** The problem that a header reports. */
function problemOf({ format, size, isWhole, unsupported }: PictureHeader): PictureProblem | undefined {
  const name = format.toUpperCase();
  if (unsupported !== undefined) return unsupportedImage(unsupported);
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

/** Formats that only some browsers decode. */
const browserFormats: Readonly<Partial<Record<PictureFormat, string>>> = {
  avif: 'AVIF',
  heic: 'HEIC',
  jp2: 'JPEG 2000',
};

/** The decoder gets the type that the bytes show, whatever the file's name says. */
async function decodeAs(
  bytes: Uint8Array<ArrayBuffer>,
  { format, bitDepth }: PictureHeader,
  decode: Decode,
  reading: Reading,
): Promise<Pixels> {
  if (format === 'tiff') return decodeTiff(bytes, decode, reading);
  if (format === 'png' && bitDepth === 16) return decodeDeepPng(bytes, reading);
  const whole = format === 'bmp' ? withoutEmptyAlpha(bytes) : bytes;
  const name = browserFormats[format];
  try {
    return await decode(new Blob([whole], { type: `image/${format}` }));
  } catch (error) {
    if (name === undefined) throw error;
    throw new UnsupportedPicture(`${name} in this browser`);
  }
}

export async function readPicture(
  bytes: Uint8Array<ArrayBuffer>,
  decode: Decode,
  reading: Reading = {},
): Promise<Result<DecodedPicture, PictureProblem>> {
  const header = readHeader(bytes);
  if (header === undefined) return failure({ kind: 'not-an-image', came: describeStart(bytes) });
  const problem = problemOf(header);
  if (problem !== undefined) return failure(problem);
  try {
    const pixels = await decodeAs(bytes, header, decode, reading);
    const { width, height, data, levels } = pixels; // an ImageData has no properties of its own
    const { bitDepth, isLossy = false } = header;
    return success({ width, height, data, bitDepth, isLossy, ...(levels && { levels }) });
  } catch (error) {
    if (error instanceof UnsupportedPicture) return failure(unsupportedImage(error.message));
    return failure({ kind: 'damaged-image', came: messageOf(error) });
  }
}
