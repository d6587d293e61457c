/**
 * A region of interest: the part of every image of a dataset that counts. Cells of a coarse grid are ignored or not, so that one region
 * fits an image at any size. Ignored pixels have one colour in all images: whatever looks at them sees nothing new there.
 */
import { createMask, type Mask, type RegionOfInterest, type RgbImage } from './image.ts';

/** Cells along a side of the grid: 2 pixels of 256. */
export const regionSide = 128;

/** Cells of the grid. */
export const regionCells = regionSide ** 2;

/** Of ignored pixels: the mean colour of ImageNet, which pretrained networks see as nothing. */
export const ignoredColour = [124, 116, 104] as const;

/** At least this share of an image has to count: 25 pixels square of 256, three places of a feature map. */
export const leastCounted = 0.01;

/** 1 for each ignored cell [regionSide, regionSide]. */
export function cellsOf({ ignored }: RegionOfInterest): Uint8Array {
  const isIgnored = new Uint8Array(regionCells);
  for (let i = 0; i < ignored.length; i += 2) isIgnored.fill(1, ignored[i], ignored[i] + ignored[i + 1]);
  return isIgnored;
}

/** Of cells that are ignored where they are not 0; `undefined` where all count. */
export function regionOf(isIgnored: Uint8Array): RegionOfInterest | undefined {
  const ignored: number[] = [];
  for (let at = 0; at < regionCells; at++) {
    if (isIgnored[at] === 0) continue;
    const start = at;
    while (at < regionCells && isIgnored[at] !== 0) at++;
    ignored.push(start, at - start);
  }
  return ignored.length === 0 ? undefined : { ignored };
}

/** Whether the numbers are runs inside the grid, apart and in order: a region from outside has to be asked. */
export function isRegion(ignored: readonly number[]): boolean {
  if (ignored.length === 0 || ignored.length % 2 !== 0) return false;
  let end = -1;
  for (let i = 0; i < ignored.length; i += 2) {
    const [start, length] = [ignored[i], ignored[i + 1]];
    if (!Number.isInteger(start) || !Number.isInteger(length) || start <= end || length < 1) return false;
    end = start + length;
  }
  return end <= regionCells;
}

/** Share of the image that counts, from 0 to 1. */
export function countedShare(region: RegionOfInterest | undefined): number {
  const ignored = region?.ignored.reduce((sum, value, i) => sum + (i % 2 === 1 ? value : 0), 0) ?? 0;
  return 1 - ignored / regionCells;
}

/** Whether enough of the image counts. */
export function isWide(region: RegionOfInterest): boolean {
  return countedShare(region) >= leastCounted;
}

/** What is made of a region, once for each key; forgotten with the region. */
export function madeOnce<Made>(): (region: RegionOfInterest, key: string, make: () => Made) => Made {
  const made = new WeakMap<RegionOfInterest, Map<string, Made>>();
  return (region, key, make) => {
    const known = made.get(region) ?? new Map<string, Made>();
    made.set(region, known);
    const values = known.get(key) ?? make();
    known.set(key, values);
    return values;
  };
}

const pixelsOnce = madeOnce<Uint8Array>();
const listedOnce = madeOnce<Uint32Array>();

/** 1 for each pixel that counts, by the cell under its middle; not to be changed. */
export function countedPixels(region: RegionOfInterest, width: number, height: number): Uint8Array {
  return pixelsOnce(region, `${width} x ${height}`, () => findPixels(region, width, height));
}

/** Where the pixels that count lie, in rows; not to be changed. */
export function listCounted(region: RegionOfInterest, width: number, height: number): Uint32Array {
  return listedOnce(region, `${width} x ${height}`, () => {
    const counted = countedPixels(region, width, height);
    return Uint32Array.from(counted.keys()).filter((i) => counted[i] === 1);
  });
}

function findPixels(region: RegionOfInterest, width: number, height: number): Uint8Array {
  const isIgnored = cellsOf(region);
  const columns = Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * regionSide) / width));
  const counted = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * regionSide) / height) * regionSide;
    for (let x = 0; x < width; x++) counted[y * width + x] = 1 - isIgnored[row + columns[x]];
  }
  return counted;
}

/** A new image, whose ignored pixels have their one colour; the image itself where all of it counts. */
export function ignoreOutside(image: RgbImage, region: RegionOfInterest | undefined): RgbImage {
  if (region === undefined) return image;
  const { width, height } = image;
  const counted = countedPixels(region, width, height);
  const data = image.data.slice();
  for (let i = 0; i < counted.length; i++) if (counted[i] === 0) data.set(ignoredColour, 3 * i);
  return { width, height, data, region };
}

/** A new mask, 0 where pixels are ignored. */
export function maskInside({ width, height, data }: Mask, region: RegionOfInterest): Mask {
  const counted = countedPixels(region, width, height);
  const inside = createMask(width, height);
  for (let i = 0; i < counted.length; i++) inside.data[i] = counted[i] * data[i];
  return inside;
}
