/** Gaussian smoothing of one plane of samples of any size. */
import type { Plane } from './resize.ts';

/** Weights at distances -radius to radius, sum 1; radius = 4 sigma rounded, as scipy. */
function gaussianTaps(sigmaPx: number): Float64Array {
  const radius = Math.floor(4 * sigmaPx + 0.5);
  const raw = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-(((i - radius) / sigmaPx) ** 2) / 2),
  );
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** Index inside [0, count) of one outside, the edge sample repeated: c b a | a b c | c b a, and so on. */
export function mirrored(index: number, count: number): number {
  const place = ((index % (2 * count)) + 2 * count) % (2 * count);
  return place < count ? place : 2 * count - 1 - place;
}

/** Smooths each row and writes it as a column, so that doing it twice smooths both ways and turns nothing. */
function blurTransposed(
  source: ArrayLike<number>,
  width: number,
  height: number,
  taps: Float64Array,
): Float64Array {
  const radius = (taps.length - 1) / 2;
  const places = Int32Array.from({ length: width + 2 * radius }, (_, i) => mirrored(i - radius, width));
  const line = new Float64Array(places.length);
  const target = new Float64Array(width * height); // [width, height]
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < line.length; i++) line[i] = source[y * width + places[i]];
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < taps.length; k++) sum += taps[k] * line[x + k];
      target[x * height + y] = sum;
    }
  }
  return target;
}

/** Smoothed samples [height, width] of a plane of one channel, borders mirrored: scipy.ndimage.gaussian_filter. sigma 0 copies. */
export function gaussianBlur(
  { data, width, height }: Omit<Plane, 'channels'>,
  sigmaPx: number,
): Float64Array {
  if (sigmaPx === 0) return Float64Array.from(data);
  const taps = gaussianTaps(sigmaPx);
  return blurTransposed(blurTransposed(data, width, height, taps), height, width, taps);
}
