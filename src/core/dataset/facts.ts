/** Numbers of one image that a dataset doctor compares: small, so that they are kept beside the pixels. */
import { toGray } from '../image/gray.ts';
import type { GrayImage, RgbImage } from '../image/image.ts';
import { countedPixels } from '../image/region-of-interest.ts';
import { resample } from '../image/resize.ts';

/** What the file said of itself. */
export interface FileFacts {
  readonly bytes: number;
  /** Pixels as they came. */
  readonly width: number;
  readonly height: number;
  /** Bits a channel; `undefined` if the file does not say. */
  readonly bitDepth?: number;
  /** Of more than 8 bits: the number that was taken for white, and the largest one that is there. */
  readonly white?: number;
  readonly peak?: number;
}

export interface ImageFacts {
  /** Missing for images that the app drew. */
  readonly file?: FileFacts;
  /** Of luma, in [0, 255]. */
  readonly medianGray: number;
  /** Standard deviation of luma. */
  readonly contrast: number;
  /** Mean absolute Laplacian of luma. */
  readonly sharpness: number;
  readonly hasColour: boolean;
  /** Luma at `thumbSide` x `thumbSide`, area average. */
  readonly thumb: Uint8Array<ArrayBuffer>;
  /** Difference hash: 64 bits in two numbers of 32. */
  readonly hash: readonly [number, number];
}

export const thumbSide = 16;

function medianOf(data: Float64Array): number {
  const counts = new Uint32Array(256);
  for (const value of data) counts[Math.round(value)]++;
  let seen = 0;
  for (let level = 0; level < 256; level++) {
    seen += counts[level];
    if (2 * seen >= data.length) return level;
  }
  return 0;
}

function contrastOf(data: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const value of data) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / data.length;
  return Math.sqrt(Math.max(0, squares / data.length - mean * mean));
}

/** Whether the pixel and its four neighbours count. */
function isSurrounded(counted: Uint8Array, at: number, width: number): boolean {
  return counted[at] + counted[at - 1] + counted[at + 1] + counted[at - width] + counted[at + width] === 5;
}

/** Of the pixels that count, with their four neighbours; 0 for images without one that has four. */
function sharpnessOf({ width, height, data }: GrayImage, counted: Uint8Array | undefined): number {
  let [sum, pixels] = [0, 0];
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * width + 1; at < (y + 1) * width - 1; at++) {
      if (counted !== undefined && !isSurrounded(counted, at, width)) continue;
      sum += Math.abs(4 * data[at] - data[at - 1] - data[at + 1] - data[at - width] - data[at + width]);
      pixels++;
    }
  }
  return sum / Math.max(1, pixels);
}

/** Grey levels by which a place is brighter than its neighbour at least; rounding alone gives no bit. */
const hashMargin = 0.5;

/** A bit for each of 8 x 8 places: whether it is brighter than its right neighbour, at 9 x 8 pixels (dHash). */
function hashOf(gray: GrayImage): readonly [number, number] {
  const small = resample({ ...gray, channels: 1 }, 9, 8);
  const hash: [number, number] = [0, 0];
  for (let i = 0; i < 64; i++) {
    const at = Math.floor(i / 8) * 9 + (i % 8);
    if (small[at] > small[at + 1] + hashMargin) hash[i >> 5] |= 1 << (i & 31);
  }
  return [hash[0] >>> 0, hash[1] >>> 0];
}

function hasColour({ data }: RgbImage, counted: Uint8Array | undefined): boolean {
  for (let i = 0; i < data.length; i += 3) {
    if (counted?.[i / 3] === 0) continue;
    if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return true;
  }
  return false;
}

/** Of the part that counts; `thumb` and `hash` are of the whole image, of which the rest is the same in all. */
export function factsOf(image: RgbImage, file?: FileFacts): ImageFacts {
  const gray = toGray(image);
  const { width, height, region } = image;
  const counted = region && countedPixels(region, width, height);
  const levels = counted === undefined ? gray.data : gray.data.filter((_, i) => counted[i] === 1);
  const thumb = resample({ ...gray, channels: 1 }, thumbSide, thumbSide);
  return {
    ...(file && { file }),
    medianGray: medianOf(levels),
    contrast: contrastOf(levels),
    sharpness: sharpnessOf(gray, counted),
    hasColour: hasColour(image, counted),
    thumb: Uint8Array.from(thumb, Math.round),
    hash: hashOf(gray),
  };
}
