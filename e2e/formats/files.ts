/** One picture of four quarters in every format that is read, as files. */
import { crc32, deflateSync } from 'node:zlib';
import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import { encodeImage as encodeTiff } from 'utif2';

type Rgb = readonly [number, number, number];
/** Colours from left to right, from top to bottom. */
export type Quarters = readonly [Rgb, Rgb, Rgb, Rgb];

export interface FormatFile {
  readonly path: string;
  readonly content: Uint8Array;
  readonly quarters: Quarters;
  /** Grey levels that the format may lose. */
  readonly tolerance: number;
}

const [width, height] = [32, 24];
const colours: Quarters = [
  [220, 40, 40],
  [30, 160, 60],
  [40, 60, 200],
  [235, 235, 225],
];
const level = (value: number): Rgb => [value, value, value];
const greys: Quarters = [level(30), level(90), level(150), level(210)];
const blackAndWhite: Quarters = [level(0), level(255), level(255), level(0)];

/** Values of each pixel, by its quarter. */
function draw(valuesOf: (quarter: number) => readonly number[]): number[] {
  return Array.from({ length: width * height }, (_, i) => {
    const quarter = (i % width < width / 2 ? 0 : 1) + (i < (width * height) / 2 ? 0 : 2);
    return valuesOf(quarter);
  }).flat();
}

const rgba = (alpha: (quarter: number) => number) =>
  Uint8Array.from(draw((quarter) => [...(colours[quarter] ?? []), alpha(quarter)]));
const opaque = rgba(() => 255);

function png(
  channels: 1 | 2 | 3 | 4,
  depth: 8 | 16,
  valuesOf: (quarter: number) => readonly number[],
): Uint8Array {
  const data = draw(valuesOf);
  return encodePng({
    width,
    height,
    channels,
    depth,
    data: depth === 16 ? Uint16Array.from(data) : Uint8Array.from(data),
  });
}

function chunk(type: string, body: Uint8Array): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}

/** `colour`: 0 grey, 3 palette [PNG 3rd edition, 11.2.1]; of fewer than 8 bits a pixel, or with a palette. */
function packedPng(depth: 1 | 2 | 4 | 8, colour: 0 | 3, valueOf: (quarter: number) => number): Uint8Array {
  const values = draw((quarter) => [valueOf(quarter)]);
  const rows = Array.from({ length: height }, (_, y) => {
    const row = Buffer.alloc(1 + (width * depth) / 8);
    for (let x = 0; x < width; x++) {
      const at = 1 + Math.floor((x * depth) / 8);
      row[at] = (row[at] ?? 0) | ((values[y * width + x] ?? 0) << (8 - depth - ((x * depth) % 8)));
    }
    return row;
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  const palette = colour === 3 ? [chunk('PLTE', Uint8Array.from(colours.flat()))] : [];
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    ...palette,
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** Bottom row first, blue before green before red. */
function bmp(): Uint8Array {
  const bytes = new Uint8Array(54 + 3 * width * height);
  const view = new DataView(bytes.buffer);
  bytes.set(Buffer.from('BM'));
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 24, true);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = 4 * ((height - 1 - y) * width + x);
      bytes.set([opaque[from + 2] ?? 0, opaque[from + 1] ?? 0, opaque[from] ?? 0], 54 + 3 * (y * width + x));
    }
  return bytes;
}

const jpeg = encodeJpeg({ width, height, data: opaque }, 95).data;

/** With an EXIF segment that holds the orientation alone [TIFF 6.0, tag 274]. */
function turnedJpeg(orientation: number): Uint8Array {
  const exif = Buffer.from('ffe100224578696600004d4d002a00000008000101120003000000010000000000000000', 'hex');
  exif.writeUInt16BE(orientation, 28);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}

/** Which stored quarter is seen at each place, by orientation from 1 to 8. */
const turns = ['0123', '1032', '3210', '2301', '0213', '2031', '3120', '1302'] as const;

function turned(order: string): Quarters {
  const [a, b, c, d] = Array.from(order, (place) => colours[Number(place)] ?? level(0));
  return [a ?? level(0), b ?? level(0), c ?? level(0), d ?? level(0)];
}

/** What shows of a quarter that is half transparent, and of one that cannot be seen. */
const [red, green, blue] = colours;
const onWhite = (colour: Rgb): Rgb => [
  Math.round((colour[0] + 255) / 2),
  Math.round((colour[1] + 255) / 2),
  Math.round((colour[2] + 255) / 2),
];
const seenThrough: Quarters = [red, green, onWhite(blue), level(255)];
const alphas = [255, 255, 128, 0];
const grey = (quarter: number) => greys[quarter]?.[0] ?? 0;

const bare: readonly (readonly [string, Uint8Array, Quarters, number])[] = [
  ['rgb8.png', png(3, 8, (quarter) => colours[quarter] ?? []), colours, 0],
  ['rgb16.png', png(3, 16, (quarter) => (colours[quarter] ?? []).map((value) => value * 257)), colours, 0],
  ['rgba8.png', png(4, 8, (q) => [...(colours[q] ?? []), alphas[q] ?? 0]), seenThrough, 2],
  ['grey8.png', png(1, 8, (quarter) => [grey(quarter)]), greys, 0],
  ['grey16.png', png(1, 16, (quarter) => [grey(quarter) * 257]), greys, 0],
  ['grey-alpha8.png', png(2, 8, (quarter) => [grey(quarter), 255]), greys, 0],
  ['grey1.png', packedPng(1, 0, (quarter) => (quarter === 1 || quarter === 2 ? 1 : 0)), blackAndWhite, 0],
  [
    'grey4.png',
    packedPng(4, 0, (quarter) => 2 + 4 * quarter),
    [level(34), level(102), level(170), level(238)],
    0,
  ],
  ['palette8.png', packedPng(8, 3, (quarter) => quarter), colours, 0],
  ['palette2.png', packedPng(2, 3, (quarter) => quarter), colours, 0],
  ['named-wrongly.png', jpeg, colours, 12],
  ['plain.bmp', bmp(), colours, 0],
  ['plain.tif', new Uint8Array(encodeTiff(opaque, width, height)), colours, 0],
  ...turns.map((order, i) => [`exif-${i + 1}.jpg`, turnedJpeg(i + 1), turned(order), 12] as const),
];

export const formatFiles: readonly FormatFile[] = bare.map(([path, content, quarters, tolerance]) => ({
  path,
  content,
  quarters,
  tolerance,
}));

/** WebP is written by the browser itself. */
export const webpSource = { width, height, data: [...opaque], quarters: colours, tolerance: 16 };
