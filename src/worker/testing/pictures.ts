/** Pictures for tests, and a decoder that stands for the browser's: they share a coding of their own. */
import type { Decode, Pixels } from '../data/pictures/pixels.ts';

export type Rgba = readonly [number, number, number, number];
type Bytes = Uint8Array<ArrayBuffer>;

const ascii = (text: string): Bytes => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function joined(parts: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Big-endian. */
function u32(value: number): Bytes {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function chunk(type: string, content: Bytes): Bytes {
  return joined([u32(content.length), ascii(type), content, u32(0)]);
}

/** The bytes of a PNG but for its coding: IDAT holds bare RGBA, which `decode` below takes out again. */
export function pngBytes(width: number, height: number, colour: (x: number, y: number) => Rgba): Bytes {
  const pixels = Array.from({ length: width * height }, (_, i) => colour(i % width, Math.floor(i / width)));
  const header = joined([u32(width), u32(height), new Uint8Array(5)]);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('IDAT', Uint8Array.from(pixels.flat())),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

export function png(...picture: Parameters<typeof pngBytes>): Blob {
  return new Blob([pngBytes(...picture)]);
}

export function gray(level: number): () => Rgba {
  return () => [level, level, level, 255];
}

/** An uncompressed 24-bit BMP of one gray. */
export function bmp(width: number, height: number, level: number): Blob {
  const bytes = new Uint8Array(54 + Math.ceil((width * 3) / 4) * 4 * height).fill(level, 54);
  bytes.set(ascii('BM'));
  const view = new DataView(bytes.buffer);
  view.setUint32(10, 54, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true);
  view.setUint16(28, 24, true);
  return new Blob([bytes]);
}

function grayPixels(width: number, height: number, level: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(level);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return { width, height, data };
}

/** Reads what `png` and `bmp` above wrote. */
export const decode: Decode = async (picture) => {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const view = new DataView(bytes.buffer);
  if (picture.type === 'image/bmp')
    return grayPixels(view.getInt32(18, true), view.getInt32(22, true), view.getUint8(54));
  const [width, height, length] = [view.getUint32(16), view.getUint32(20), view.getUint32(33)];
  if (length !== width * height * 4) throw new Error('The source image could not be decoded.');
  return { width, height, data: new Uint8ClampedArray(bytes.subarray(41, 41 + length)) };
};
