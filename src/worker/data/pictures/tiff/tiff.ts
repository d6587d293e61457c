/** TIFF, which browsers do not decode: its header first, then its pixels, or a refusal that names what is not supported. */
import { UnsupportedPicture, type Levels } from '../levels.ts';
import type { Decode, HeaderFacts, Pixels, Reading } from '../pixels.ts';
import { turnUpright } from '../upright.ts';
import { levelsOf, toLabels, toRgba, type Page } from './colour.ts';
import { isBigTiff, readDirectory, tags, type Directory } from './directory.ts';
import { decodeJpegParts } from './jpeg.ts';
import { readRaster } from './raster.ts';
import {
  colourChannels,
  compressions,
  isFax,
  photometrics,
  traitsOf,
  unsupportedIn,
  type TiffTraits,
} from './traits.ts';

function lastByte({ numbers }: Directory): number {
  const starts = [...numbers(tags.stripStarts), ...numbers(tags.tileStarts)];
  const lengths = [...numbers(tags.stripBytes), ...numbers(tags.tileBytes)];
  if (starts.length === 0) return Infinity;
  return starts.reduce((last, start, i) => Math.max(last, start + (lengths[i] ?? 0)), 0);
}

export function readTiffHeader(view: DataView): HeaderFacts {
  const unknown = { size: undefined, isWhole: false, bitDepth: undefined };
  if (isBigTiff(view)) return { ...unknown, unsupported: 'BigTIFF' };
  try {
    const page = readDirectory(view);
    const [width, height] = [page.first(tags.width, 0), page.first(tags.height, 0)];
    const size = width > 0 && height > 0 ? { width, height } : undefined;
    const header = { size, isWhole: lastByte(page) <= view.byteLength, bitDepth: page.first(tags.bits, 1) };
    const unsupported = size && unsupportedIn(page);
    const isLossy = page.first(tags.compression, 1) === compressions.jpeg;
    if (isLossy && unsupported === undefined) return { ...header, isLossy };
    return unsupported === undefined ? header : { ...header, unsupported: `TIFF with ${unsupported}` };
  } catch (error) {
    if (error instanceof RangeError) return unknown; // its directory lies past its end
    throw error;
  }
}

/** By the library, of which nothing else is used: it gives something for every kind of page, right or not. */
async function decodeFax(bytes: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const { decode, decodeImage, toRGBA8 } = await import('utif2');
  const whole = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
  const page = decode(whole.buffer).find((one) => !isSecondaryPage(one));
  if (page === undefined) throw new Error('TIFF without a page');
  decodeImage(whole.buffer, page);
  const { width, height } = page;
  const data = new Uint8ClampedArray(toRGBA8(page));
  if (data.length !== width * height * 4) throw new Error('TIFF with fewer pixels than it says');
  return { width, height, data };
}

/** The same choice of page as `readDirectory` makes. */
function isSecondaryPage(page: object): boolean {
  const value = (tag: number): number | undefined => {
    const values = (page as Readonly<Record<string, readonly number[] | undefined>>)[`t${tag}`];
    return values?.[0];
  };
  return ((value(tags.newSubfileType) ?? 0) & 5) !== 0 || value(tags.oldSubfileType) === 2;
}

async function decodeSamples(
  bytes: Uint8Array<ArrayBuffer>,
  directory: Directory,
  traits: TiffTraits,
  { isMask = false, white: wanted }: Reading,
): Promise<Pixels> {
  const { width, height, bits, photometric } = traits;
  const isPalette = photometric === photometrics.palette;
  const samples = await readRaster(bytes, directory, traits);
  const page: Page = { samples, traits, palette: directory.numbers(tags.palette) };
  if (isPalette && page.palette.length < 3 * 2 ** bits)
    throw new Error('a palette with fewer colours than it says');
  if (isMask && colourChannels(photometric) < 4) return { width, height, data: toLabels(page) };
  const levels = named(() => levelsOf(page));
  if (bits <= 8 || isPalette) return { width, height, data: toRgba(page, levels.white) };
  const white = wanted ?? levels.white;
  return { width, height, data: toRgba(page, white), levels: { ...levels, white } };
}

/** Rejects if the file is damaged, or where nothing says what its numbers mean. Its header was read and supported. */
export async function decodeTiff(
  bytes: Uint8Array<ArrayBuffer>,
  decode: Decode,
  reading: Reading = {},
): Promise<Pixels> {
  const directory = readDirectory(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const traits = traitsOf(directory);
  const read = () => {
    if (isFax(traits)) return decodeFax(bytes);
    if (traits.compression === compressions.jpeg) return decodeJpegParts(bytes, directory, traits, decode);
    return decodeSamples(bytes, directory, traits, reading);
  };
  const pixels = await read();
  return { ...turnUpright(pixels, traits.orientation), ...(pixels.levels && { levels: pixels.levels }) };
}

function named(read: () => Levels): Levels {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnsupportedPicture) throw new UnsupportedPicture(`TIFF with ${error.message}`);
    throw error;
  }
}
