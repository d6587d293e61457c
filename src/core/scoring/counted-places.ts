/** Scores of places of an image of which only a part counts. */
import type { RegionOfInterest } from '../image/image.ts';
import { countedPixels, madeOnce, regionSide } from '../image/region-of-interest.ts';
import type { ScoreMap } from './score-map.ts';

/** Where places lie, whatever their scores. */
export type PlaceGrid = Pick<ScoreMap, 'columns' | 'rows' | 'placeShare' | 'strideShare'>;

/** Cells of a grid of `side` x `side`, which lie side by side. */
export function cellGrid(side: number): PlaceGrid {
  return { columns: side, rows: side, placeShare: 1 / side, strideShare: 1 / side };
}

/** First and last cell of the region's grid whose middles lie inside a place along one side; the nearest one, where none do. */
function reachOf(i: number, { placeShare, strideShare }: PlaceGrid): readonly [number, number] {
  const start = Math.min(1 - placeShare, i * strideShare);
  const first = Math.ceil(start * regionSide - 0.5 - 1e-6);
  const last = Math.ceil((start + placeShare) * regionSide - 0.5 - 1e-6) - 1;
  const inside = (at: number) => Math.min(regionSide - 1, Math.max(0, at));
  return first > last ? [inside(first), inside(first)] : [inside(first), inside(last)];
}

const placesOnce = madeOnce<Uint8Array>();

/** 1 for each place that shows any of the part that counts, in rows: so nothing of it is overlooked. Not to be changed. */
export function countedPlaces(region: RegionOfInterest, grid: PlaceGrid): Uint8Array {
  const { columns, rows, placeShare, strideShare } = grid;
  const key = [columns, rows, placeShare, strideShare].join(' ');
  return placesOnce(region, key, () => findPlaces(region, grid));
}

function findPlaces(region: RegionOfInterest, grid: PlaceGrid): Uint8Array {
  const counted = countedPixels(region, regionSide, regionSide);
  const across = Array.from({ length: grid.columns }, (_, i) => reachOf(i, grid));
  const down = Array.from({ length: grid.rows }, (_, i) => reachOf(i, grid));
  return Uint8Array.from({ length: grid.columns * grid.rows }, (_, place) => {
    const [left, right] = across[place % grid.columns];
    const [top, bottom] = down[Math.floor(place / grid.columns)];
    for (let y = top; y <= bottom; y++) {
      if (counted.subarray(y * regionSide + left, y * regionSide + right + 1).includes(1)) return 1;
    }
    return 0;
  });
}

/** Values of pixels [side, side], none of which is below 0, with nothing where pixels are ignored. */
export function pixelsInside(
  values: Float64Array,
  side: number,
  region: RegionOfInterest | undefined,
): Float64Array {
  if (region === undefined) return values;
  const counted = countedPixels(region, side, side);
  return values.map((value, i) => (counted[i] === 1 ? value : 0));
}

/**
 * Scores of places, where those that do not count are no more anomalous than the least anomalous that does: the largest of them, or the
 * mean of the largest, is that of the part that counts, and so is a map. The scores themselves without a region.
 */
export function scoresInside<Scores extends Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  scores: Scores,
  grid: PlaceGrid,
  region: RegionOfInterest | undefined,
): Scores {
  if (region === undefined) return scores;
  const counted = countedPlaces(region, grid);
  let least = Number.NaN;
  for (let i = 0; i < scores.length; i++) {
    if (counted[i] === 1 && !(scores[i] >= least)) least = Number.isNaN(scores[i]) ? least : scores[i];
  }
  const inside = scores.slice() as Scores;
  for (let i = 0; i < inside.length; i++) if (counted[i] === 0) inside[i] = least;
  return inside;
}
