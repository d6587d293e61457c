/** The directories of a TIFF: numbered tags with their values, one directory a page [TIFF 6.0, section 2]. */

export const tags = {
  newSubfileType: 254,
  oldSubfileType: 255,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripStarts: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileStarts: 324,
  tileBytes: 325,
  inkSet: 332,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
} as const;

/** Bytes of a value of each TIFF type that is read: BYTE, SHORT, LONG, and bytes of no meaning (UNDEFINED). */
const typeBytes: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4, 7: 1 };
const getters = { 1: 'getUint8', 2: 'getUint16', 4: 'getUint32' } as const;

const entryBytes = 12;
/** More strips and tiles than any real file has. */
const maxValues = 1e6;
/** More pages than are searched for one of full size. */
const maxPages = 64;

export interface Directory {
  /** Empty if the tag is missing. @throws RangeError past the end of the file. */
  readonly numbers: (tag: number) => number[];
  readonly first: (tag: number, otherwise: number) => number;
}

export function isLittle(view: DataView): boolean {
  return view.getUint8(0) === 0x49;
}

/** `49 49 2A 00` or `4D 4D 00 2A`; with 2B the file is a BigTIFF. */
export function isTiff(view: DataView): boolean {
  if (view.byteLength < 8) return false;
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return false;
  return [42, 43].includes(view.getUint16(2, isLittle(view)));
}

export function isBigTiff(view: DataView): boolean {
  return view.getUint16(2, isLittle(view)) === 43;
}

interface Page extends Directory {
  /** Where the next directory lies; 0 after the last. */
  readonly next: number;
}

/** @throws RangeError past the end of the file. */
function readPage(view: DataView, at: number): Page {
  const little = isLittle(view);
  const count = view.getUint16(at, little);
  const end = at + 2 + count * entryBytes;
  if (end > view.byteLength) throw new RangeError('a directory past the end');
  const entries = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const entry = at + 2 + i * entryBytes;
    entries.set(view.getUint16(entry, little), entry);
  }
  const numbers = (tag: number): number[] => {
    const entry = entries.get(tag);
    const size = entry === undefined ? undefined : typeBytes[view.getUint16(entry + 2, little)];
    if (entry === undefined || size === undefined) return [];
    const length = Math.min(maxValues, view.getUint32(entry + 4, little));
    const start = length * size <= 4 ? entry + 8 : view.getUint32(entry + 8, little);
    if (start + length * size > view.byteLength) throw new RangeError(`tag ${tag} past the end`);
    return Array.from({ length }, (_, i) => view[getters[size]](start + i * size, little));
  };
  const next = end + 4 <= view.byteLength ? view.getUint32(end, little) : 0;
  return { numbers, first: (tag, otherwise) => numbers(tag).at(0) ?? otherwise, next };
}

/** A thumbnail (bit 0, or the old tag's 2) or a transparency mask (bit 2) of another page. */
function isSecondary({ first }: Directory): boolean {
  return (first(tags.newSubfileType, 0) & 5) !== 0 || first(tags.oldSubfileType, 1) === 2;
}

/** The first page of full size; where every page is a reduced one, the first. @throws RangeError past the end. */
export function readDirectory(view: DataView): Directory {
  const start = view.getUint32(4, isLittle(view));
  const firstPage = readPage(view, start);
  const seen = new Set([start]);
  for (let page = firstPage; ;) {
    if (!isSecondary(page)) return page;
    if (page.next === 0 || seen.has(page.next) || seen.size >= maxPages) return firstPage;
    seen.add(page.next);
    page = readPage(view, page.next);
  }
}
