/**
 * What a picture file says of itself, read without decoding it: its format by its first bytes, its size, and whether its
 * end is there. A decoder may show the upper part of a truncated file without a word, so the end is looked for.
 */
import type { HeaderFacts, Size } from './pixels.ts';
import { isTiff } from './tiff/directory.ts';
import { readTiffHeader } from './tiff/tiff.ts';

export type PictureFormat = 'png' | 'jpeg' | 'webp' | 'bmp' | 'tiff';

export interface PictureHeader extends HeaderFacts {
  readonly format: PictureFormat;
}

type Read = (view: DataView) => HeaderFacts;

/** Numbers past the end are 0. */
const u16 = (view: DataView, at: number, isLittle = false): number =>
  at + 2 <= view.byteLength ? view.getUint16(at, isLittle) : 0;
const u32 = (view: DataView, at: number, isLittle = false): number =>
  at + 4 <= view.byteLength ? view.getUint32(at, isLittle) : 0;

function sizeOf(width: number, height: number): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** IHDR comes first; the chunk IEND ends the file. */
const readPng: Read = (view) => {
  let isWhole = false;
  for (let at = 8; at + 12 <= view.byteLength && !isWhole; at += 12 + u32(view, at)) {
    isWhole = u32(view, at + 4) === 0x49454e44;
  }
  return { size: sizeOf(u32(view, 16), u32(view, 20)), isWhole, bitDepth: u16(view, 24) >> 8 || undefined };
};

/** Start of a frame: C0 to CF, but for tables (C4), extensions (C8) and arithmetic coding (CC). */
function isFrame(marker: number): boolean {
  return marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
}

/** Within coded data an FF byte never stands before D9, the end of the image. */
function hasEndOfImage(view: DataView, from: number): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** Walks the segments up to the first scan, since a thumbnail in one of them has an end of its own. */
const readJpeg: Read = (view) => {
  let size: Size | undefined;
  let bitDepth: number | undefined;
  for (let at = 2; u16(view, at) >= 0xff00; at += 2 + u16(view, at + 2)) {
    const marker = u16(view, at);
    if (isFrame(marker)) {
      size = sizeOf(u16(view, at + 7), u16(view, at + 5));
      bitDepth = u16(view, at + 4) >> 8 || undefined;
    }
    if (marker === 0xffda) return { size, isWhole: hasEndOfImage(view, at), bitDepth };
  }
  return { size, isWhole: false, bitDepth };
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

const readWebp: Read = (view) => ({
  size: webpSize(view),
  isWhole: u32(view, 4, true) + 8 <= view.byteLength,
  bitDepth: 8,
});

/** A negative height only turns the order of the rows. Rows are padded to 4 bytes. */
const readBmp: Read = (view) => {
  const isOld = u32(view, 14, true) === 12;
  const width = isOld ? u16(view, 18, true) : u32(view, 18, true);
  const height = isOld ? u16(view, 20, true) : Math.abs(u32(view, 22, true) | 0);
  const bits = u16(view, isOld ? 24 : 28, true);
  const isPlain = isOld || [0, 3].includes(u32(view, 30, true));
  const end = isPlain
    ? u32(view, 10, true) + Math.ceil((width * bits) / 32) * 4 * height
    : u32(view, 2, true);
  return { size: sizeOf(width, height), isWhole: end <= view.byteLength, bitDepth: Math.min(8, bits) };
};

const readers: Readonly<Record<PictureFormat, Read>> = {
  png: readPng,
  jpeg: readJpeg,
  webp: readWebp,
  bmp: readBmp,
  tiff: readTiffHeader,
};

function formatOf(view: DataView): PictureFormat | undefined {
  if (u32(view, 0) === 0x89504e47 && u32(view, 4) === 0x0d0a1a0a) return 'png';
  if (u32(view, 0) >>> 8 === 0xffd8ff) return 'jpeg';
  if (u32(view, 0) === 0x52494646 && u32(view, 8) === 0x57454250) return 'webp'; // 'RIFF', 'WEBP'
  if (isTiff(view)) return 'tiff';
  return u16(view, 0) === 0x424d && view.byteLength >= 26 ? 'bmp' : undefined; // 'BM'
}

/** Undefined for other formats. */
export function readHeader(bytes: Uint8Array): PictureHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const format = formatOf(view);
  return format && { format, ...readers[format](view) };
}

/** For example `starts with 00 00 01 00`. */
export function describeStart(bytes: Uint8Array): string {
  if (bytes.length === 0) return '0 bytes';
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0').toUpperCase());
  return `starts with ${start.join(' ')}`;
}
