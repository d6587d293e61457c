/** A score for each pixel of an image as the score of the image, and as a map that is small enough to keep. */
import type { ScoreMap } from './score-map.ts';

/** Scores of the pixels of a square, in rows. */
export interface PixelMap {
  readonly side: number;
  readonly data: Float32Array; // [side, side]
}

/** Sums over the rectangles from the first pixel to each: [side + 1, side + 1]. */
function summedAreas({ side, data }: PixelMap): Float64Array {
  const across = side + 1;
  const sums = new Float64Array(across * across);
  for (let y = 0; y < side; y++) {
    let row = 0;
    for (let x = 0; x < side; x++) {
      row += data[y * side + x];
      sums[(y + 1) * across + x + 1] = sums[y * across + x + 1] + row;
    }
  }
  return sums;
}

/** Sum over the rectangle of the pixels [left, right) x [top, bottom). */
function rectangle(sums: Float64Array, side: number, [left, top, right, bottom]: readonly number[]): number {
  const at = (x: number, y: number) => sums[y * (side + 1) + x];
  return at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
}

/**
 * The largest mean of a square of `window` pixels, an odd number, around any pixel; zeros lie around the image [DRAEM section 3.4].
 */
export function smoothedMaximum(map: PixelMap, window: number): number {
  const { side } = map;
  const sums = summedAreas(map);
  const reach = (window - 1) / 2;
  let largest = -Infinity;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const ends = [x + reach + 1, y + reach + 1].map((end) => Math.min(side, end));
      const sum = rectangle(sums, side, [Math.max(0, x - reach), Math.max(0, y - reach), ...ends]);
      largest = Math.max(largest, sum);
    }
  }
  return largest / window ** 2;
}

/** The 21 pixels of 256 that DRAEM smooths by, at an image of `side` pixels: the nearest odd number. */
export function smoothingWindow(side: number): number {
  return 2 * Math.round((21 * (side / 256) - 1) / 2) + 1;
}

export function meanOfMap({ data }: PixelMap): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length;
}

/** Cells along a side of a map that is kept. */
const mostCells = 64;

/** Means of squares of pixels, 64 cells to a side at most; the side divides by 32. */
export function coarseMap(map: PixelMap): ScoreMap {
  const { side } = map;
  const step = Math.ceil(side / mostCells);
  const count = Math.floor(side / step);
  const sums = summedAreas(map);
  const scores = Float32Array.from({ length: count ** 2 }, (_, i) => {
    const [left, top] = [(i % count) * step, Math.floor(i / count) * step];
    return rectangle(sums, side, [left, top, left + step, top + step]) / step ** 2;
  });
  const share = 1 / count;
  return { places: 'cells', columns: count, rows: count, placeShare: share, strideShare: share, scores };
}
