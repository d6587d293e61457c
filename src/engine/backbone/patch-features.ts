/**
 * What the backbone sees around each place of an image: 768 numbers for each place at 1/8 of the image's side, the means of
 * 3 x 3 places of the fine map and of the coarse one, the coarse enlarged to the same grid [PatchCore section 3.1]. Raw:
 * with standardised channels PatchCore was worse (.755 against .884 on MVTec's grid). `core/scoring/patch-features` is the
 * plain form for maps of any size; a test ties the two.
 *
 * An image's places are kept as two small maps of 16-bit numbers, .7 MB at 256 px where rows would take 3.1, and rows are
 * made when they are needed.
 */
import type { RegionOfInterest } from '../../core/image/image.ts';
import { trunkMaps } from '../networks/mobilenet-v2.ts';
import type { BackboneMaps } from './backbone.ts';

/** Length of a row: 192 + 576. */
export const placeLength = trunkMaps.fine.channels + trunkMaps.coarse.channels;

/** Means of 3 x 3 places of one image. All lie in [0, 6]; 1 stands for 6 / 65,535. */
export interface PlaceMaps {
  /** Rows and columns of places: the image's side / 8. */
  readonly grid: number;
  readonly fine: Uint16Array; // [grid, grid, 192]
  readonly coarse: Uint16Array; // [grid / 2, grid / 2, 576]
  /** The part of the image that counts; missing: all of it. */
  readonly region?: RegionOfInterest;
}

const largest = 6;
const unit = largest / 65_535;

/** Adds each number of `source` to the one at its place in `target`. */
function add(target: Float32Array, source: Float32Array): void {
  for (let i = 0; i < source.length; i++) target[i] += source[i];
}

/** Means of 3 x 3 places of a map [side, side, channels], those outside counted as 0. */
function meanOfNine(data: Float32Array, side: number, channels: number): Uint16Array {
  const line = side * channels;
  const wide = data.slice();
  for (let start = 0; start < data.length; start += line) {
    const [from, to] = [data.subarray(start, start + line), wide.subarray(start, start + line)];
    add(to.subarray(channels), from.subarray(0, line - channels));
    add(to, from.subarray(channels));
  }
  const sums = wide.slice();
  add(sums.subarray(line), wide.subarray(0, data.length - line));
  add(sums, wide.subarray(line));
  const means = new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) means[i] = Math.min(65_535, sums[i] / (9 * unit) + 0.5); // rounds
  return means;
}

/** Places of image `index` of `maps`, whose images have `side` pixels. */
export function placeMaps({ fine, coarse }: BackboneMaps, side: number, index = 0): PlaceMaps {
  const grid = side / trunkMaps.fine.stride;
  const half = grid / 2;
  const part = (map: Float32Array, length: number) => map.subarray(index * length, (index + 1) * length);
  const [fineChannels, coarseChannels] = [trunkMaps.fine.channels, trunkMaps.coarse.channels];
  return {
    grid,
    fine: meanOfNine(part(fine, grid ** 2 * fineChannels), grid, fineChannels),
    coarse: meanOfNine(part(coarse, half ** 2 * coarseChannels), half, coarseChannels),
  };
}

/** The same places, of an image of which that part counts. */
export function mapsInside(maps: PlaceMaps, region: RegionOfInterest | undefined): PlaceMaps {
  return region === undefined ? maps : { ...maps, region };
}

interface Between {
  readonly low: number;
  readonly high: number;
  /** Of the second. */
  readonly share: number;
}

/** The two of `count` places between which place `i` of an axis twice as long lies, edges repeated. */
function between(i: number, count: number): Between {
  const position = Math.min(count - 1, Math.max(0, (i + 0.5) / 2 - 0.5));
  const low = Math.floor(position);
  return { low, high: Math.min(count - 1, low + 1), share: position - low };
}

/** What the enlarged map takes of the four places of the coarse one about `place`: where each begins in rows of `columns`, and its share. */
function cornersOf(place: number, grid: number, columns: number) {
  const half = grid / 2;
  const y = between(Math.floor(place / grid), half);
  const x = between(place % grid, half);
  const from = (row: number, column: number) => (row * half + column) * columns;
  return {
    from: [from(y.low, x.low), from(y.low, x.high), from(y.high, x.low), from(y.high, x.high)],
    share: [
      (1 - y.share) * (1 - x.share),
      (1 - y.share) * x.share,
      y.share * (1 - x.share),
      y.share * x.share,
    ],
  } as const;
}

/** Adds a map of half the grid [grid / 2, grid / 2, columns], enlarged, to all places [grid^2, columns], in place. */
export function addEnlarged(target: Float32Array, small: Float32Array, grid: number, columns: number): void {
  for (let place = 0, to = 0; place < grid ** 2; place++) {
    const { from, share } = cornersOf(place, grid, columns);
    const [a, b, c, d] = from;
    const [wa, wb, wc, wd] = share;
    for (let k = 0; k < columns; k++, to++) {
      target[to] += wa * small[a + k] + wb * small[b + k] + wc * small[c + k] + wd * small[d + k];
    }
  }
}

/** The two maps in the backbone's units: [grid^2, 192] and [grid^2 / 4, 576]. */
export function mapValues({ fine, coarse }: PlaceMaps): {
  readonly fine: Float32Array;
  readonly coarse: Float32Array;
} {
  const valuesOf = (kept: Uint16Array) => {
    const values = new Float32Array(kept.length);
    for (let i = 0; i < kept.length; i++) values[i] = unit * kept[i];
    return values;
  };
  return { fine: valuesOf(fine), coarse: valuesOf(coarse) };
}

/** Writes the 768 numbers of `place`, counted in rows, into `target` from `to` on. */
export function writePlace(
  { grid, fine, coarse }: PlaceMaps,
  place: number,
  target: Float32Array,
  to = 0,
): void {
  const [near, far] = [trunkMaps.fine.channels, trunkMaps.coarse.channels];
  for (let c = 0; c < near; c++) target[to + c] = unit * fine[place * near + c];
  const { from, share } = cornersOf(place, grid, far);
  const [a, b, c, d] = from;
  const [wa, wb, wc, wd] = [unit * share[0], unit * share[1], unit * share[2], unit * share[3]];
  const start = to + near;
  for (let k = 0; k < far; k++) {
    target[start + k] = wa * coarse[a + k] + wb * coarse[b + k] + wc * coarse[c + k] + wd * coarse[d + k];
  }
}

/** All places of an image, or those named: [places, 768]. */
export function placeRows(maps: PlaceMaps, places?: ArrayLike<number>): Float32Array {
  const count = places?.length ?? maps.grid ** 2;
  const rows = new Float32Array(count * placeLength);
  for (let i = 0; i < count; i++) writePlace(maps, places?.[i] ?? i, rows, i * placeLength);
  return rows;
}
