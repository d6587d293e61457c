/** Deterministic resizing: every machine gets the same pixels, which browsers' own scaling does not promise. */
import { createMask, createRgbImage, type Mask, type RgbImage } from './image.ts';

interface Tap {
  readonly start: number;
  readonly weights: readonly number[];
}

/** Shares of source pixels under each destination pixel; they sum to 1. Scale >= 1: area average. */
function areaTaps(from: number, to: number): Tap[] {
  const scale = from / to;
  return Array.from({ length: to }, (_, i) => {
    const low = i * scale;
    const high = Math.min(from, low + scale);
    const start = Math.floor(low);
    const count = Math.max(1, Math.ceil(high - 1e-9) - start);
    const weights = Array.from(
      { length: count },
      (_unused, k) => (Math.min(high, start + k + 1) - Math.max(low, start + k)) / scale,
    );
    return { start, weights };
  });
}

/** Linear interpolation between pixel centres, edges repeated. */
function linearTaps(from: number, to: number): Tap[] {
  return Array.from({ length: to }, (_, i) => {
    const position = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    const start = Math.min(Math.floor(position), Math.max(0, from - 2));
    const share = position - start;
    return from === 1 ? { start: 0, weights: [1] } : { start, weights: [1 - share, share] };
  });
}

/** For one axis: what each place of the new one takes of the old one; area shares when shrinking, linear when enlarging. */
export function tapsFor(from: number, to: number): readonly Tap[] {
  return to <= from ? areaTaps(from, to) : linearTaps(from, to);
}

/** Samples row by row, channels interleaved. */
export interface Plane {
  readonly data: ArrayLike<number>; // [height, width, channels]
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** Weighted sum of samples `stride` apart. */
function tapped(data: ArrayLike<number>, first: number, stride: number, weights: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k] * data[first + k * stride];
  return sum;
}

/** Area average when shrinking, linear between pixel centres when enlarging; float samples, [height, width, channels]. */
export function resample(source: Plane, width: number, height: number): Float64Array {
  const { data, channels } = source;
  const columns = tapsFor(source.width, width);
  const rows = tapsFor(source.height, height);
  const narrowed = new Float64Array(source.height * width * channels);
  for (let y = 0, to = 0; y < source.height; y++) {
    for (const { start, weights } of columns) {
      const first = (y * source.width + start) * channels;
      for (let c = 0; c < channels; c++, to++) narrowed[to] = tapped(data, first + c, channels, weights);
    }
  }
  const result = new Float64Array(height * width * channels);
  const stride = width * channels;
  rows.forEach(({ start, weights }, y) => {
    for (let k = 0; k < weights.length; k++) {
      const from = (start + k) * stride;
      for (let x = 0; x < stride; x++) result[y * stride + x] += weights[k] * narrowed[from + x];
    }
  });
  return result;
}

/** Area average when shrinking, bilinear when enlarging, each axis by itself. Same size returns the image itself; a region stays. */
export function resizeArea(image: RgbImage, width: number, height: number): RgbImage {
  if (image.width === width && image.height === height) return image;
  const samples = resample({ ...image, channels: 3 }, width, height);
  const result = createRgbImage(width, height);
  for (let i = 0; i < samples.length; i++) result.data[i] = Math.round(samples[i]);
  return image.region === undefined ? result : { ...result, region: image.region };
}

/** The `count`-th largest of some numbers. */
function largest(values: Float64Array, count: number): number {
  return values.slice().sort()[values.length - count] ?? Infinity;
}

/**
 * As many pixels as the marks cover together, the most covered ones, in reading order where they are covered alike: the marked share
 * stays, whether the marks are large or dots that no pixel holds half of. At least one where anything is marked.
 */
export function resizeMask(mask: Mask, width: number, height: number): Mask {
  if (mask.width === width && mask.height === height) return mask;
  const covered = resample({ ...mask, channels: 1 }, width, height);
  const result = createMask(width, height);
  const sum = covered.reduce((total, value) => total + value, 0);
  if (sum === 0) return result;
  let left = Math.max(1, Math.round(sum / 255));
  const least = largest(covered, left);
  for (let i = 0; i < covered.length; i++) {
    if (covered[i] <= least) continue;
    result.data[i] = 255;
    left--;
  }
  for (let i = 0; i < covered.length && left > 0; i++) {
    if (covered[i] !== least || least === 0) continue;
    result.data[i] = 255;
    left--;
  }
  return result;
}
