/**
 * How well score maps find the defective pixels: pixel AUROC, and AU-PRO, in which a small defect counts as much as a
 * large one. Exact: no bins. Images are split one by one as they are scored; 4 bytes a pixel are kept.
 */
import type { Mask } from '../../image/image.ts';
import { labelRegions } from '../../image/regions.ts';

/** The pixels of one image, or of many, apart by what they are. */
export interface PixelScores {
  /** `sortKeys` of the scores of pixels without a defect. */
  readonly normal: Uint32Array;
  readonly defective: Uint32Array;
  /** Region of each defective pixel, from 0. */
  readonly regionOf: Uint32Array; // as `defective`
  /** Pixels of each region. */
  readonly regionSizes: readonly number[];
}

export interface PixelAreas {
  readonly auroc: number;
  readonly auPro: number;
}

/** Of +Infinity and -Infinity, which lie outside all finite scores; NaN lies outside these. */
const [infinityKey, negativeInfinityKey] = [0xff800000, 0x007fffff];

/** Unsigned integers in the order of the float32 scores; 0 and -0 are one. */
export function sortKeys(scores: ArrayLike<number>): Uint32Array {
  const keys = new Uint32Array(Float32Array.from(scores).buffer);
  for (let i = 0; i < keys.length; i++) {
    const bits = keys[i] === 0x80000000 ? 0 : keys[i];
    keys[i] = bits >= 0x80000000 ? ~bits : bits | 0x80000000;
  }
  return keys;
}

/** The float32 whose sort keys they are. */
export function scoresOfKeys(keys: Uint32Array): Float32Array {
  const bits = keys.slice();
  for (let i = 0; i < bits.length; i++) bits[i] = bits[i] >= 0x80000000 ? bits[i] & 0x7fffffff : ~bits[i];
  return new Float32Array(bits.buffer);
}

/** The lowest key of a float32 that is at least `threshold`, a finite float64. */
export function keyAtLeast(threshold: number): number {
  const rounded = Math.fround(threshold);
  return sortKeys([rounded])[0] + (rounded < threshold ? 1 : 0);
}

/** Only what counts of it. */
function markedInside(mask: Mask, counted: Uint8Array): Mask {
  return { ...mask, data: mask.data.map((value, i) => value * counted[i]) };
}

/**
 * Scores of an image [H, W] by its mask; without a mask all its pixels are normal, so leave out defects without one. Pixels whose `counted`
 * is 0 are left out, whatever they are: a defect counts as far as it lies among the others, which are 1.
 */
export function splitPixels(scores: Float32Array, mask?: Mask, counted?: Uint8Array): PixelScores {
  const keys = sortKeys(scores);
  if (mask === undefined) {
    const normal = counted === undefined ? keys : keys.filter((_, i) => counted[i] === 1);
    return { normal, defective: new Uint32Array(0), regionOf: new Uint32Array(0), regionSizes: [] };
  }
  if (mask.data.length !== keys.length) {
    throw new RangeError(`the mask has ${mask.data.length} pixels, wanted ${keys.length} as the score map`);
  }
  const { labels, sizes } = labelRegions(counted === undefined ? mask : markedInside(mask, counted));
  const marked = sizes.reduce((sum, size) => sum + size, 0);
  const left = counted?.reduce((sum, one) => sum + one, 0) ?? keys.length;
  const normal = new Uint32Array(left - marked);
  const [defective, regionOf] = [new Uint32Array(marked), new Uint32Array(marked)];
  let [found, quiet] = [0, 0];
  for (let i = 0; i < keys.length; i++) {
    if (labels[i] !== 0) {
      defective[found] = keys[i];
      regionOf[found++] = labels[i] - 1;
    } else if (counted?.[i] !== 0) normal[quiet++] = keys[i];
  }
  return { normal, defective, regionOf, regionSizes: sizes };
}

/** Room for a region's number below the key: 32 + 20 bits are exact in a float64. */
const regionsAtMost = 2 ** 20;

/** All pixels of some images, rising. */
export interface SortedPixels {
  readonly normal: Uint32Array;
  /** key x 2^20 + region, so that keys and regions are sorted as one. */
  readonly defective: Float64Array;
}

/** @throws RangeError with more than 2^20 regions. */
export function sortPixels(images: readonly PixelScores[]): SortedPixels {
  const total = (size: (image: PixelScores) => number) => images.reduce((sum, image) => sum + size(image), 0);
  if (total(({ regionSizes }) => regionSizes.length) > regionsAtMost) {
    throw new RangeError(`there are more than ${regionsAtMost} defective regions`);
  }
  const normal = new Uint32Array(total((image) => image.normal.length));
  const defective = new Float64Array(total((image) => image.defective.length));
  let [normalAt, defectiveAt, regionsBefore] = [0, 0, 0];
  for (const image of images) {
    normal.set(image.normal, normalAt);
    normalAt += image.normal.length;
    image.defective.forEach((key, i) => {
      defective[defectiveAt++] = key * regionsAtMost + regionsBefore + image.regionOf[i];
    });
    regionsBefore += image.regionSizes.length;
  }
  return { normal: normal.sort(), defective: defective.sort() };
}

export function keyOfDefective(packed: number): number {
  return Math.floor(packed / regionsAtMost);
}

/** Area under (share of normal pixels alarmed, sum of weights of defective pixels alarmed) for shares up to `limit`. */
function areaUpTo(limit: number, { normal, defective }: SortedPixels, weights: ArrayLike<number>): number {
  let [quiet, missed] = [normal.length, defective.length];
  let [area, share, found] = [0, 0, 0];
  const keyOfMissed = () => (missed === 0 ? -1 : keyOfDefective(defective[missed - 1]));
  while (share < limit) {
    const threshold = Math.max(keyOfMissed(), quiet === 0 ? -1 : normal[quiet - 1]);
    let gained = 0;
    for (; keyOfMissed() === threshold; missed--) gained += weights[defective[missed - 1] % regionsAtMost];
    while (quiet > 0 && normal[quiet - 1] === threshold) quiet--;
    const next = 1 - quiet / normal.length;
    const step = Math.min(next, limit) - share;
    const inside = next > limit ? step / (next - share) : 1;
    area += step * (found + (gained * inside) / 2);
    [share, found] = [next, found + gained];
  }
  return area;
}

function isFiniteKey(key: number): boolean {
  return key > negativeInfinityKey && key < infinityKey;
}

/** False for none. */
function areFinite(rising: ArrayLike<number>, keyOf: (value: number) => number): boolean {
  const ends = rising.length === 0 ? [Number.NaN] : [rising[0], rising[rising.length - 1]];
  return ends.every((value) => isFiniteKey(keyOf(value)));
}

/** Both kinds of pixels are there, and every score is finite: otherwise nothing can be said of them. */
export function areComparable({ normal, defective }: SortedPixels): boolean {
  return areFinite(normal, (key) => key) && areFinite(defective, keyOfDefective);
}

/** Area under the ROC of all pixels. The pixels must be comparable. */
export function pixelAuroc(sorted: SortedPixels, sizes: readonly number[]): number {
  const { length } = sorted.defective;
  return areaUpTo(
    1,
    sorted,
    sizes.map(() => 1 / length),
  );
}

/**
 * AU-PRO [PRO] = area under the mean over regions of the share of their pixels found, against the share of normal pixels
 * alarmed, up to `limit`, divided by it. The pixels must be comparable.
 */
export function auPro(sorted: SortedPixels, sizes: readonly number[], limit: number): number {
  const weights = sizes.map((size) => 1 / (size * sizes.length));
  return areaUpTo(limit, sorted, weights) / limit;
}

/**
 * Pixel AUROC, and AU-PRO up to `limit`. Regions are 8-connected; pixels of normal images count; ties come as one point, and
 * points are joined by straight lines. Undefined without a normal or without a defective pixel, or where a score is not finite.
 */
export function pixelMetrics(images: readonly PixelScores[], limit = 0.3): PixelAreas | undefined {
  const sorted = sortPixels(images);
  if (!areComparable(sorted)) return undefined;
  const sizes = images.flatMap(({ regionSizes }) => regionSizes);
  return { auroc: pixelAuroc(sorted, sizes), auPro: auPro(sorted, sizes, limit) };
}
