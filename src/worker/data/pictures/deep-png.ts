/**
 * PNG of 16 bits a channel, which browsers cut to 8: read whole, so that a mask's 1 is a mark and unused upper bits can be left out
 * [PNG specification, sections 9 (filters), 8 (Adam7), 11 (chunks)].
 */
import { inflate } from './inflate.ts';
import { rangeOf } from './levels.ts';
import type { Pixels, Reading } from './pixels.ts';
import { letters, u16, u32 } from './view.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const full = 65_535;
/** Channels by the colour type of the header; palettes have no 16 bits. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };

interface Chunk {
  readonly name: string;
  readonly data: Bytes;
}

function* chunksIn(bytes: Bytes): Generator<Chunk> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = u32(view, at);
    yield { name: letters(view, at + 4, 4), data: bytes.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

/** Which pixels one pass of Adam7 holds; a plain picture is one pass of all. */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly stepX: number;
  readonly stepY: number;
}

const plain: readonly Pass[] = [{ left: 0, top: 0, stepX: 1, stepY: 1 }];
const adam7: readonly Pass[] = [
  { left: 0, top: 0, stepX: 8, stepY: 8 },
  { left: 4, top: 0, stepX: 8, stepY: 8 },
  { left: 0, top: 4, stepX: 4, stepY: 8 },
  { left: 2, top: 0, stepX: 4, stepY: 4 },
  { left: 0, top: 2, stepX: 2, stepY: 4 },
  { left: 1, top: 0, stepX: 2, stepY: 2 },
  { left: 0, top: 1, stepX: 1, stepY: 2 },
];

function paeth(left: number, up: number, corner: number): number {
  const [toLeft, toUp] = [Math.abs(up - corner), Math.abs(left - corner)];
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

const filters: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_, up) => up,
  (left, up) => (left + up) >> 1,
  paeth,
];

/** Takes a row's filter back in place. `above` is the row before, zeros for the first. */
function unfilter(row: Uint8Array, above: Uint8Array, filter: number, pixelBytes: number): void {
  const predict = filters[filter];
  if (predict === undefined) throw new Error(`PNG filter ${filter}`);
  if (filter === 0) return;
  for (let i = 0; i < row.length; i++) {
    const [left, corner] = i < pixelBytes ? [0, 0] : [row[i - pixelBytes] ?? 0, above[i - pixelBytes] ?? 0];
    row[i] = ((row[i] ?? 0) + predict(left, above[i] ?? 0, corner)) & 0xff;
  }
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

interface Rows {
  readonly columns: number;
  readonly rows: number;
  readonly bytes: number;
}

function rowsOf({ width, height, channels }: Picture, { left, top, stepX, stepY }: Pass): Rows {
  const columns = Math.max(0, Math.ceil((width - left) / stepX));
  const rows = columns === 0 ? 0 : Math.max(0, Math.ceil((height - top) / stepY));
  return { columns, rows, bytes: 2 * channels * columns };
}

function putRow(row: Uint8Array, picture: Picture, pass: Pass, place: { y: number; to: Uint16Array }): void {
  const { width, channels } = picture;
  for (let i = 0; i < row.length / 2; i++) {
    const x = pass.left + Math.floor(i / channels) * pass.stepX;
    place.to[(place.y * width + x) * channels + (i % channels)] =
      ((row[2 * i] ?? 0) << 8) | (row[2 * i + 1] ?? 0);
  }
}

function readPasses(unpacked: Bytes, picture: Picture, passes: readonly Pass[]): Uint16Array {
  const to = new Uint16Array(picture.width * picture.height * picture.channels);
  let at = 0;
  for (const pass of passes) {
    const { rows, bytes } = rowsOf(picture, pass);
    let above = new Uint8Array(bytes);
    for (let r = 0; r < rows; r++) {
      const row = unpacked.subarray(at + 1, at + 1 + bytes);
      unfilter(row, above, unpacked[at] ?? 0, 2 * picture.channels);
      putRow(row, picture, pass, { y: pass.top + r * pass.stepY, to });
      above = row;
      at += bytes + 1;
    }
  }
  return to;
}

/** One channel's number to 0..255: its upper 8 bits, as browsers give, unless another white is asked for. */
function toByte({ isMask = false, white = full }: Reading): (value: number) => number {
  if (isMask) return (value) => (value === 0 ? 0 : 255);
  if (white === full) return (value) => value >> 8;
  return (value) => Math.round((Math.min(value, white) * 255) / white);
}

/** Opacity of a pixel by its last channel, or by the one colour that tRNS says is transparent. */
function opacityOf(samples: Uint16Array, channels: number, key: Bytes | undefined): (at: number) => number {
  if (channels % 2 === 0) return (at) => (samples[at + channels - 1] ?? full) >> 8;
  if (key === undefined) return () => 255;
  const view = new DataView(key.buffer, key.byteOffset, key.byteLength);
  const clear = Array.from({ length: channels }, (_, c) => u16(view, 2 * c));
  return (at) => (clear.every((value, c) => samples[at + c] === value) ? 0 : 255);
}

/** Rejects if the file is damaged. */
export async function decodeDeepPng(bytes: Bytes, reading: Reading): Promise<Pixels> {
  const chunks = [...chunksIn(bytes)];
  const header = chunks[0]?.data ?? new Uint8Array();
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  const channels = channelsOf[header[9] ?? -1];
  if (channels === undefined)
    throw new Error(
      header.length > 9 ? `PNG of colour type ${header[9]} with 16 bits` : 'PNG with a cut header',
    );
  const picture = { width: u32(view, 0), height: u32(view, 4), channels };
  const passes = header[12] === 1 ? adam7 : plain;
  const packed = new Blob(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data));
  const sizes = passes.map((pass) => rowsOf(picture, pass));
  const size = sizes.reduce((sum, pass) => sum + pass.rows * (pass.bytes + 1), 0);
  const samples = readPasses(await inflate(packed, size), picture, passes);
  const key = chunks.find(({ name }) => name === 'tRNS')?.data;
  return toPixels({ ...picture, samples }, opacityOf(samples, channels, key), reading);
}

function toPixels(
  { width, height, channels, samples }: Picture & { readonly samples: Uint16Array },
  opacity: (at: number) => number,
  reading: Reading,
): Pixels {
  const colours = channels <= 2 ? 1 : 3;
  const byte = toByte(reading);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0, to = 0; to < data.length; at += channels, to += 4) {
    for (let c = 0; c < 3; c++) data[to + c] = byte(samples[at + (colours === 1 ? 0 : c)] ?? 0);
    data[to + 3] = opacity(at);
  }
  const { peak } = rangeOf(samples, channels, colours);
  return { width, height, data, levels: { white: reading.white ?? full, peak } };
}
