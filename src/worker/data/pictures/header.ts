/**
 * What a picture file says of itself, read without decoding it: its format by its first bytes, its size, and whether its
 * end is there. A decoder may show the upper part of a truncated file without a word, so the end is looked for.
 */
import { readBmp } from './bmp.ts';
import { boxFormat, readBoxes, type BoxFormat } from './box-header.ts';
import { isGif, readGif } from './gif-header.ts';
import { readJpeg } from './jpeg-header.ts';
import type { HeaderFacts, Size } from './pixels.ts';
import { isTiff } from './tiff/directory.ts';
import { readTiffHeader } from './tiff/tiff.ts';
import { letters, sizeOf, u16, u32 } from './view.ts';

export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'bmp' | 'gif' | 'tiff' | BoxFormat;

export interface PictureHeader extends HeaderFacts {
  readonly format: PictureFormat;
}

type Read = (view: DataView) => HeaderFacts;

/** IHDR comes first; the chunk IEND ends the file. */
const readPng: Read = (view) => {
  let isWhole = false;
  for (let at = 8; at + 12 <= view.byteLength && !isWhole; at += 12 + u32(view, at)) {
    isWhole = u32(view, at + 4) === 0x49454e44;
  }
  return { size: sizeOf(u32(view, 16), u32(view, 20)), isWhole, bitDepth: u16(view, 24) >> 8 || undefined };
};

const u24 = (view: DataView, at: number): number =>
  u16(view, at, true) + ((u16(view, at + 1, true) >> 8) << 16);

/** The first chunk says how the size is written: lossy, lossless, or extended. */
function webpSize(view: DataView): Size | undefined {
  switch (u32(view, 12)) {
    case 0x56503820: // 'VP8 '
      return sizeOf(u16(view, 26, true) & 0x3fff, u16(view, 28, true) & 0x3fff);
    case 0x5650384c: {
      // 'VP8L'
      const bits = u32(view, 21, true);
      return bits === 0 ? undefined : sizeOf((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 0x56503858: // 'VP8X'
      return view.byteLength < 30 ? undefined : sizeOf(u24(view, 24) + 1, u24(view, 27) + 1);
    default:
      return undefined;
  }
}

/** Lossy pictures have a chunk `VP8 `; among the chunks of the extended form too. */
function isLossyWebp(view: DataView): boolean {
  for (
    let at = 12;
    at + 8 <= view.byteLength;
    at += 8 + u32(view, at + 4, true) + (u32(view, at + 4, true) & 1)
  )
    if (u32(view, at) === 0x56503820) return true;
  return false;
}

const readWebp: Read = (view) => ({
  ...(isLossyWebp(view) && { isLossy: true }),
  size: webpSize(view),
  isWhole: u32(view, 4, true) + 8 <= view.byteLength,
  bitDepth: 8,
});

const readers: Readonly<Record<PictureFormat, Read>> = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  bmp: readBmp,
  gif: readGif,
  tiff: readTiffHeader,
  avif: (view) => readBoxes(view, 'avif'),
  heic: (view) => readBoxes(view, 'heic'),
  jp2: (view) => readBoxes(view, 'jp2'),
  jxl: (view) => readBoxes(view, 'jxl'),
};

function formatOf(view: DataView): PictureFormat | undefined {
  if (u32(view, 0) === 0x89504e47 && u32(view, 4) === 0x0d0a1a0a) return 'png';
  if (u32(view, 0) >>> 8 === 0xffd8ff) return 'jpeg';
  if (u32(view, 0) === 0x52494646 && u32(view, 8) === 0x57454250) return 'webp'; // 'RIFF', 'WEBP'
  if (isTiff(view)) return 'tiff';
  if (isGif(view)) return 'gif';
  const boxed = boxFormat(view);
  if (boxed !== undefined) return boxed;
  return u16(view, 0) === 0x424d && view.byteLength >= 26 ? 'bmp' : undefined; // 'BM'
}

/** `undefined` for other formats. */
export function readHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = formatOf(view);
  return format && { format, ...readers[format](view) };
}

/** Formats that people drop and that hold no picture to be read here, by how they start. */
const strangers: readonly (readonly [start: string, name: string])[] = [
  ['8BPS', 'Photoshop'],
  ['%PDF', 'PDF'],
  ['v/1\x01', 'OpenEXR'],
  ['SIMPLE', 'FITS'],
  ['\x93NUMPY', 'NumPy'],
  ['\x89HDF', 'HDF5'],
  ['MATLAB', 'MATLAB'],
  ['\0\0\x01\0', 'ICO'],
  ['#?RADIANCE', 'Radiance HDR'],
  ['<svg', 'SVG'],
  ['<?xml', 'XML'],
  ['version https://git-lfs', 'a Git LFS pointer instead of the file'],
  ['\xff\x0a', 'JPEG XL'],
];

/** `P1` to `P7` and white space: portable pixmaps. */
const pixmap = /^P[1-7]\s/;

function nameOf(view: DataView): string | undefined {
  const start = letters(view, 0, 32);
  if (letters(view, 128, 4) === 'DICM') return 'DICOM';
  if (pixmap.test(start)) return 'portable pixmap';
  return strangers.find(([known]) => start.startsWith(known))?.[1];
}

/** For example `PDF`, or `starts with 00 00 01 00`. */
export function describeStart(bytes: Uint8Array): string {
  if (bytes.length === 0) return '0 bytes';
  const name = nameOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (name !== undefined) return name;
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0').toUpperCase());
  return `starts with ${start.join(' ')}`;
}
