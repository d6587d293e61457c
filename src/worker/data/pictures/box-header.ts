/** Pictures in boxes of a length and a name: AVIF and HEIC [ISO/IEC 14496-12, 23008-12], JPEG 2000 [ISO/IEC 15444-1, annex I]. */
import type { HeaderFacts } from './pixels.ts';
import { letters, sizeOf, u32 } from './view.ts';

export type BoxFormat = 'avif' | 'heic' | 'jp2' | 'jxl';

const brands: Readonly<Record<string, BoxFormat>> = {
  avif: 'avif',
  avis: 'avif',
  heic: 'heic',
  heix: 'heic',
  heim: 'heic',
  heis: 'heic',
  hevc: 'heic',
  hevx: 'heic',
};
/** Brands of both: which of the two it is, the others in the list say. */
const common = new Set(['mif1', 'msf1', 'miaf']);
const maxBrands = 32;

function formatByBrands(view: DataView): BoxFormat | undefined {
  const end = Math.min(u32(view, 0), 16 + 4 * maxBrands, view.byteLength);
  const names = [letters(view, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) names.push(letters(view, at, 4));
  const named = names.find((name) => Object.hasOwn(brands, name));
  if (named !== undefined) return brands[named];
  return names.some((name) => common.has(name)) ? 'heic' : undefined;
}

export function boxFormat(view: DataView): BoxFormat | undefined {
  if (letters(view, 4, 4) === 'ftyp') return formatByBrands(view);
  if (u32(view, 0) === 12 && letters(view, 4, 4) === 'jP  ') return 'jp2';
  if (u32(view, 0) === 12 && letters(view, 4, 4) === 'JXL ') return 'jxl';
  if (u32(view, 0) === 0xff4fff51) return 'jp2'; // a bare codestream: start, then SIZ
  return undefined;
}

interface Box {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Boxes side by side; the last may reach past the end. A length of 0 is "to the end", of 1 a length of 8 bytes that follows. */
function* boxesIn(view: DataView, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end;) {
    const short = u32(view, at);
    const isLong = short === 1;
    const length = isLong ? u32(view, at + 8) * 2 ** 32 + u32(view, at + 12) : short === 0 ? end - at : short;
    const head = isLong ? 16 : 8;
    if (length < head) return;
    yield { name: letters(view, at + 4, 4), start: at + head, end: at + length };
    at += length;
  }
}

/** The box at the end of a path of names; `full` boxes have 4 more bytes before what they hold. */
function findBoxes(view: DataView, names: readonly string[], within: Pick<Box, 'start' | 'end'>): Box[] {
  const [name = '', ...rest] = names;
  const end = Math.min(within.end, view.byteLength);
  const found = [...boxesIn(view, within.start, end)].filter((box) => box.name === name);
  if (rest.length === 0) return found;
  const skip = name === 'meta' ? 4 : 0;
  return found.flatMap((box) => findBoxes(view, rest, { start: box.start + skip, end: box.end }));
}

/** Of all sizes the largest: tiles of a grid and thumbnails have theirs too. */
function heifFacts(view: DataView, whole: Box): Pick<HeaderFacts, 'size' | 'bitDepth'> {
  const sizes = findBoxes(view, ['meta', 'iprp', 'ipco', 'ispe'], whole).map(
    ({ start }) => [u32(view, start + 4), u32(view, start + 8)] as const,
  );
  const [width, height] = sizes.sort((a, b) => b[0] * b[1] - a[0] * a[1])[0] ?? [0, 0];
  const depths = findBoxes(view, ['meta', 'iprp', 'ipco', 'pixi'], whole).map(({ start }) =>
    start + 6 <= view.byteLength ? view.getUint8(start + 5) : 0,
  );
  return { size: sizeOf(width, height), bitDepth: Math.max(0, ...depths) || undefined };
}

function jp2Facts(view: DataView, whole: Box): Pick<HeaderFacts, 'size' | 'bitDepth'> {
  if (u32(view, 0) === 0xff4fff51)
    return { size: sizeOf(u32(view, 8) - u32(view, 16), u32(view, 12) - u32(view, 20)), bitDepth: undefined };
  const [header] = findBoxes(view, ['jp2h', 'ihdr'], whole);
  if (header === undefined) return { size: undefined, bitDepth: undefined };
  return { size: sizeOf(u32(view, header.start + 4), u32(view, header.start)), bitDepth: undefined };
}

/** `size` is undefined for JPEG XL, whose header is coded bit by bit. */
export function readBoxes(view: DataView, format: BoxFormat): HeaderFacts {
  const whole: Box = { name: '', start: 0, end: view.byteLength };
  const isCodestream = u32(view, 0) === 0xff4fff51;
  const isWhole =
    isCodestream || [...boxesIn(view, 0, view.byteLength)].every(({ end }) => end <= view.byteLength);
  if (format === 'jxl') return { size: undefined, isWhole, bitDepth: undefined, unsupported: 'JPEG XL' };
  return { ...(format === 'jp2' ? jp2Facts(view, whole) : heifFacts(view, whole)), isWhole, isLossy: true };
}
