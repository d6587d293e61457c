/** Pictures to pixels in Node: PNG of any kind and JPEG. The browser's decoder reads more. */
import { convertIndexedToRgb, decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import type { Pixels } from '../../src/worker/data/pictures/pixels.ts';

/** One sample of the file as 8 bits, as a browser's canvas has it: 16 bits lose their lower byte. */
function toByte(value: number, depth: number): number {
  return depth === 16 ? value >> 8 : Math.round((value * 255) / (2 ** depth - 1));
}

/** Gray or RGB, with or without alpha, to straight RGBA. */
function spread(samples: ArrayLike<number>, channels: number, pixels: number): Uint8ClampedArray {
  const hasAlpha = channels === 2 || channels === 4;
  const colours = hasAlpha ? channels - 1 : channels;
  const data = new Uint8ClampedArray(pixels * 4);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = samples[i * channels + (colours === 1 ? 0 : c)] ?? 0;
    data[4 * i + 3] = hasAlpha ? (samples[i * channels + colours] ?? 255) : 255;
  }
  return data;
}

/** Rows of less than 8 bits a sample start at whole bytes. */
function unpackBits(bytes: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  return Uint8Array.from({ length: width * height }, (_, i) => {
    const bit = (i % width) * depth;
    const byte = bytes[Math.floor(i / width) * stride + (bit >> 3)] ?? 0;
    return (byte >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  });
}

function readPng(bytes: Uint8Array): Pixels {
  const png = decodePng(bytes);
  const { width, height, depth, channels } = png;
  if (png.palette !== undefined) {
    const colours = png.palette[0]?.length ?? 3;
    return { width, height, data: spread(convertIndexedToRgb(png), colours, width * height) };
  }
  const samples = depth < 8 ? unpackBits(png.data, width, height, depth) : png.data;
  const bytesOf = Uint8Array.from(samples, (value) => toByte(value, depth));
  return { width, height, data: spread(bytesOf, channels, width * height) };
}

export async function decodeInNode(picture: Blob): Promise<Pixels> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  if (picture.type === 'image/png') return readPng(bytes);
  if (picture.type !== 'image/jpeg') throw new Error(`${picture.type} is not read without a browser`);
  const { width, height, data } = decodeJpeg(bytes, { maxMemoryUsageInMB: 1024 });
  return { width, height, data: new Uint8ClampedArray(data) };
}
