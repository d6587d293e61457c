/** TIFF, which browsers do not decode: its first page's header read here, its pixels by a library that is loaded when needed. */
import type { HeaderFacts, Pixels, Size } from './pixels.ts';

const tags = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripStarts: 273,
  orientation: 274,
  stripBytes: 279,
  tileStarts: 324,
  tileBytes: 325,
} as const;

/** Bytes of a value of each TIFF type that numbers are written in: BYTE, SHORT, LONG. */
const typeBytes: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/** None, CCITT (2 to 4), LZW, JPEG, Deflate (two numbers), PackBits. */
const readableCompressions = new Set([1, 2, 3, 4, 5, 7, 8, 32_946, 32_773]);

const entryBytes = 12;
/** More parts than any real file has. */
const maxValues = 1e6;

interface Directory {
  readonly numbers: (tag: number) => number[];
}

function isLittle(view: DataView): boolean {
  return view.getUint8(0) === 0x49;
}

/** @throws RangeError past the end of the file. */
function readDirectory(view: DataView): Directory {
  const little = isLittle(view);
  const at = view.getUint32(4, little);
  const count = view.getUint16(at, little);
  const places = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const place = at + 2 + i * entryBytes;
    places.set(view.getUint16(place, little), place);
  }
  return {
    numbers(tag) {
      const place = places.get(tag);
      const size = place === undefined ? undefined : typeBytes[view.getUint16(place + 2, little)];
      if (place === undefined || size === undefined) return [];
      const length = Math.min(maxValues, view.getUint32(place + 4, little));
      const start = length * size <= 4 ? place + 8 : view.getUint32(place + 8, little);
      const read = { 1: 'getUint8', 2: 'getUint16', 4: 'getUint32' } as const;
      return Array.from({ length }, (_, i) => view[read[size]](start + i * size, little));
    },
  };
}

function lastByte({ numbers }: Directory): number {
  const starts = [...numbers(tags.stripStarts), ...numbers(tags.tileStarts)];
  const lengths = [...numbers(tags.stripBytes), ...numbers(tags.tileBytes)];
  if (starts.length === 0) return Infinity;
  return starts.reduce((last, start, i) => Math.max(last, start + (lengths[i] ?? 0)), 0);
}

/** `49 49 2A 00` or `4D 4D 00 2A`; with 2B the file is a BigTIFF. */
export function isTiff(view: DataView): boolean {
  if (view.byteLength < 8) return false;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return false;
  return [42, 43].includes(view.getUint16(2, isLittle(view)));
}

function sizeOf(width = 0, height = 0): Size | undefined {
  return width > 0 && height > 0 ? { width, height } : undefined;
}

export function readTiffHeader(view: DataView): HeaderFacts {
  const unknown = { size: undefined, isWhole: false, bitDepth: undefined };
  if (view.getUint16(2, isLittle(view)) === 43) return { ...unknown, unsupported: 'BigTIFF' };
  try {
    const directory = readDirectory(view);
    const first = (tag: number) => directory.numbers(tag).at(0);
    const size = sizeOf(first(tags.width), first(tags.height));
    const compression = first(tags.compression) ?? 1;
    const header = { size, isWhole: lastByte(directory) <= view.byteLength, bitDepth: first(tags.bits) ?? 1 };
    return readableCompressions.has(compression)
      ? header
      : { ...header, unsupported: `TIFF compression ${compression}` };
  } catch {
    return unknown; // its directory lies past its end
  }
}

/** Where pixel (x, y) of the upright picture lies in a stored one of `width` x `height` [TIFF 6.0, "Orientation"]. */
const stored: Readonly<Record<number, (x: number, y: number, size: Size) => readonly [number, number]>> = {
  2: (x, y, { width }) => [width - 1 - x, y],
  3: (x, y, { width, height }) => [width - 1 - x, height - 1 - y],
  4: (x, y, { height }) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, { height }) => [y, height - 1 - x],
  7: (x, y, { width, height }) => [width - 1 - y, height - 1 - x],
  8: (x, y, { width }) => [width - 1 - y, x],
};

/** Upright, by its orientation of 1 to 8; others are taken for 1, and give the picture itself. */
export function turnUpright(pixels: Pixels, orientation: number): Pixels {
  const place = stored[orientation];
  if (place === undefined) return pixels;
  const isAcross = orientation >= 5;
  const width = isAcross ? pixels.height : pixels.width;
  const height = isAcross ? pixels.width : pixels.height;
  const from = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, pixels.width * pixels.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = place(x, y, pixels);
      to[y * width + x] = from[row * pixels.width + column] ?? 0;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}

/** Rejects where the file is damaged. Its header was read: what is allocated is as large as the header says. */
export async function decodeTiff(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const { decode, decodeImage, toRGBA8 } = await import('utif2');
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  const page = decode(whole.buffer).at(0);
  if (page === undefined) throw new Error('TIFF without a page');
  const { numbers } = readDirectory(new DataView(whole.buffer));
  decodeImage(whole.buffer, page);
  const { width, height } = page;
  const data = new Uint8ClampedArray(toRGBA8(page));
  if (data.length !== width * height * 4) throw new Error('TIFF with fewer pixels than it says');
  return turnUpright({ width, height, data }, numbers(tags.orientation).at(0) ?? 1);
}
