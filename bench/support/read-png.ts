/** Reads the PNGs that datasets are made of: 8 bits a sample, gray, RGB or RGBA, not interlaced. */
import { inflateSync } from 'node:zlib';
import type { RgbImage } from '../../src/core/image/image.ts';

/** Samples a pixel by PNG's colour type. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 6: 4 };

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** What the filter of a row predicts from the samples to the left, above, and above to the left. */
function predict(filter: number, left: number, up: number, corner: number): number {
  return [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
}

/** Undoes the row filters: [height, stride], without the filter bytes. */
function unfilter(raw: Buffer, height: number, stride: number, step: number): Uint8Array {
  // one empty row above and `step` empty samples to the left, so that borders need no care
  const wide = stride + step;
  const padded = new Uint8Array((height + 1) * wide);
  const sample = (at: number) => padded[at] ?? 0;
  for (let y = 1; y <= height; y++) {
    const source = (y - 1) * (stride + 1);
    for (let x = 0; x < stride; x++) {
      const at = y * wide + step + x;
      const guess = predict(raw[source] ?? 0, sample(at - step), sample(at - wide), sample(at - wide - step));
      padded[at] = (raw[source + 1 + x] ?? 0) + guess;
    }
  }
  const rows = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    rows.set(padded.subarray((y + 1) * wide + step, (y + 2) * wide), y * stride);
  }
  return rows;
}

function dataOf(file: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(file.subarray(at + 8, at + 8 + length));
  }
  return inflateSync(Buffer.concat(parts));
}

/** Throws on kinds that it does not read. */
export function readPng(file: Buffer): RgbImage {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const [depth, colour, , , interlace] = file.subarray(24, 29);
  const channels = channelsOf[colour ?? -1];
  if (depth !== 8 || channels === undefined || interlace !== 0) {
    throw new Error(`PNG of depth ${String(depth)}, colour type ${String(colour)} is not read here`);
  }
  const samples = unfilter(dataOf(file), height, width * channels, channels);
  const data = new Uint8Array(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / 3);
    data[i] = samples[pixel * channels + (channels === 1 ? 0 : i % 3)] ?? 0;
  }
  return { width, height, data };
}
