/** All samples of a page, channels interleaved, put together from its strips or tiles, planes beside each other or not. */
import { UnsupportedPicture } from '../levels.ts';
import { isLittle, type Directory } from './directory.ts';
import { partBytes, partsOf, placeOf, type Part } from './parts.ts';
import { createSamples, readRow, rowBytes, type RowLayout, type Samples } from './samples.ts';
import type { TiffTraits } from './traits.ts';
import { unpack } from './unpack.ts';

/** Most pixels of a tile: tiles may be larger than their page. */
const maxPartPixels = 40e6;
/** Most samples of a page, and of a tile: 40 megapixels of 4 channels. */
const maxSamples = 160e6;

/** Copies what of a row lies on the page. `row` has `step` samples a pixel, the page `samples`. */
function putRow(
  row: Samples,
  { left, plane }: Part,
  y: number,
  target: { page: Samples; traits: TiffTraits },
): void {
  const { width, samples, isPlanar } = target.traits;
  const step = isPlanar ? 1 : samples;
  const columns = Math.min(row.length / step, width - left);
  const from = (y * width + left) * samples;
  if (!isPlanar) target.page.set(row.subarray(0, columns * samples), from);
  else for (let x = 0; x < columns; x++) target.page[from + x * samples + plane] = row[x] ?? 0;
}

/** @throws Error where the page is damaged. */
export async function readRaster(
  bytes: Uint8Array<ArrayBuffer>,
  directory: Directory,
  traits: TiffTraits,
): Promise<Samples> {
  const { width, height, samples, isPlanar, bits, kind, predictor } = traits;
  const parts = partsOf(directory, traits);
  const step = isPlanar ? 1 : samples;
  if (width * height * samples > maxSamples)
    throw new UnsupportedPicture(`TIFF with ${samples} channels at ${width} x ${height} px`);
  const pixels = parts.width * parts.height;
  if (pixels > maxPartPixels || pixels * step > maxSamples) throw new Error('tiles of too many pixels');
  const layout: RowLayout = {
    count: parts.width * step,
    step,
    bits,
    kind,
    predictor,
    isLittle: isLittle(new DataView(bytes.buffer, bytes.byteOffset)),
  };
  const page = createSamples(width * height * samples, bits, kind);
  const row = createSamples(layout.count, bits, kind);
  const count = parts.across * parts.down * (isPlanar ? samples : 1);
  for (let i = 0; i < count; i++) {
    const part = placeOf(i, parts, traits);
    const size = rowBytes(layout) * part.rows;
    const unpacked = await unpack(partBytes(bytes, parts, i), size, traits);
    for (let y = 0; y < part.rows && part.top + y < height; y++) {
      readRow(unpacked.subarray(y * rowBytes(layout), (y + 1) * rowBytes(layout)), layout, row, 0);
      putRow(row, part, part.top + y, { page, traits });
    }
  }
  return page;
}
