/**
 * Strips and tiles that are JPEG pictures [TIFF Technical Note 2]: the tables that all share are put before each, with a mark that says
 * whether its colours are RGB or YCbCr, and the browser decodes them.
 */
import { readJpeg } from '../jpeg-header.ts';
import type { Decode, Pixels } from '../pixels.ts';
import { tags, type Directory } from './directory.ts';
import { partBytes, partsOf, placeOf } from './parts.ts';
import { photometrics, type TiffTraits } from './traits.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Adobe's segment: its last byte is 0 for RGB as it is, 1 for YCbCr. */
const adobe = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0];

/** What lies between the start and the end mark of a stream of tables. */
function tablesOf(directory: Directory): Bytes {
  const bytes = Uint8Array.from(directory.numbers(tags.jpegTables));
  const hasStart = bytes[0] === 0xff && bytes[1] === 0xd8;
  const hasEnd = bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
  return bytes.subarray(hasStart ? 2 : 0, hasEnd ? -2 : undefined);
}

/** Most pixels of a strip or tile by its own word, which need not be the page's. */
const maxPixels = 40e6;

/** @throws Error before the browser makes room for what the header says. */
function checkSize(stored: Bytes): void {
  const { size } = readJpeg(new DataView(stored.buffer, stored.byteOffset, stored.byteLength));
  if (size === undefined) throw new Error('a JPEG strip without its size');
  if (size.width * size.height > maxPixels)
    throw new Error(`a JPEG strip of ${size.width} x ${size.height} px`);
}

function wholeJpeg(stored: Bytes, tables: Bytes, { photometric }: TiffTraits): Blob {
  if (stored[0] !== 0xff || stored[1] !== 0xd8) throw new Error('a JPEG strip without its start');
  checkSize(stored);
  const colours = photometric === photometrics.yCbCr ? 1 : 0;
  const mark = photometric === photometrics.rgb || colours === 1 ? [...adobe, colours] : [];
  return new Blob([stored.subarray(0, 2), Uint8Array.from(mark), tables, stored.subarray(2)], {
    type: 'image/jpeg',
  });
}

export async function decodeJpegParts(
  bytes: Bytes,
  directory: Directory,
  traits: TiffTraits,
  decode: Decode,
): Promise<Pixels> {
  const { width, height } = traits;
  const parts = partsOf(directory, traits);
  const tables = tablesOf(directory);
  const page = new Uint32Array(width * height);
  for (let i = 0; i < parts.across * parts.down; i++) {
    const { left, top, rows } = placeOf(i, parts, traits);
    const picture = await decode(wholeJpeg(partBytes(bytes, parts, i), tables, traits));
    const columns = Math.min(parts.width, width - left);
    if (picture.width < columns || picture.height < Math.min(rows, height - top))
      throw new Error(
        `a JPEG strip of ${picture.width} x ${picture.height} px, expected ${columns} x ${rows}`,
      );
    const from = new Uint32Array(
      picture.data.buffer,
      picture.data.byteOffset,
      picture.width * picture.height,
    );
    for (let y = 0; y < rows && top + y < height; y++) {
      page.set(from.subarray(y * picture.width, y * picture.width + columns), (top + y) * width + left);
    }
  }
  return { width, height, data: new Uint8ClampedArray(page.buffer) };
}
