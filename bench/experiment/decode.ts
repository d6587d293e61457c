/** Pictures to pixels in Node: PNG of any kind and JPEG. The browser's decoder reads more. */
import { convertIndexedToRgb, decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import type { Pixels } from '../../src/worker/data/pictures/pixels.ts';

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

/** Samples of less than 8 bits; rows start at whole bytes. */
function unpackBits(bytes: ArrayLike<number>, width: number, height: number, depth: number): Uint8Array {
  const stride = Math.ceil((width * depth) / 8);
  const most = 2 ** depth - 1;
  const samples = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const bit = x * depth;
      const byte = bytes[y * stride + (bit >> 3)] ?? 0;
      samples[i] = Math.round((((byte >> (8 - depth - (bit & 7))) & most) * 255) / most);
    }
  }
  return samples;
}

/** As a browser's canvas has them: 16 bits lose their lower byte. */
function upperBytes(samples: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (samples[i] ?? 0) >> 8;
  return bytes;
}

function readPng(bytes: Uint8Array): Pixels {
  const png = decodePng(bytes);
  const { width, height, depth, channels } = png;
  if (png.palette !== undefined) {
    const colours = png.palette[0]?.length ?? 3;
    return { width, height, data: spread(convertIndexedToRgb(png), colours, width * height) };
  }
  const low = depth < 8 ? unpackBits(png.data, width, height, depth) : png.data;
  const bytesOf = depth === 16 ? upperBytes(low) : low;
  return { width, height, data: spread(bytesOf, channels, width * height) };
}

export async function decodeInNode(picture: Blob): Promise<Pixels> {
  const bytes = new Uint8Array(await picture.arrayBuffer());
  if (picture.type === 'image/png') return readPng(bytes);
  if (picture.type !== 'image/jpeg') throw new Error(`${picture.type} is not read without a browser`);
  const { width, height, data } = decodeJpeg(bytes, { maxMemoryUsageInMB: 1024 });
  return { width, height, data: new Uint8ClampedArray(data) };
}
