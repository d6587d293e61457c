/** An image at its own size as overlapping squares, and their scores as one map: small defects keep the pixels that a copy of the whole loses. */
import { createRgbImage, nearestPixel, type RgbImage } from '../../image/image.ts';
import type { ScoreMap } from '../../scoring/score-map.ts';

export interface TilePlan {
  /** Pixels of the whole image. */
  readonly width: number;
  readonly height: number;
  /** Pixels of a tile's side. */
  readonly side: number;
  /** Left edges of the columns and top edges of the rows, rising; the last tile touches the border. */
  readonly lefts: readonly number[];
  readonly tops: readonly number[];
}

/** Edges so that every pixel is covered and neighbours share at least `overlap` pixels, evenly spread. */
function edges(length: number, side: number, overlap: number): number[] {
  if (length <= side) return [0];
  const count = Math.ceil((length - overlap) / (side - overlap));
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - side)) / (count - 1)));
}

/**
 * Tiles of an image of `width` x `height` pixels; an image that is smaller than a tile has one.
 * @param overlap pixels that neighbours share at least, in [0, side)
 */
export function planTiles(
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
  { side, overlap }: { readonly side: number; readonly overlap: number },
): TilePlan {
  return { width, height, side, lefts: edges(width, side, overlap), tops: edges(height, side, overlap) };
}

/** Which tile of a plan: its column and row, from 0. */
export interface TilePlace {
  readonly column: number;
  readonly row: number;
}

/** All of them, in reading order. */
export function tilePlaces({ lefts, tops }: Pick<TilePlan, 'lefts' | 'tops'>): TilePlace[] {
  return tops.flatMap((_, row) => lefts.map((_left, column) => ({ column, row })));
}

/** The tile whose upper left corner is there; outside of a smaller image its edge is repeated. */
export function cutTile(image: RgbImage, left: number, top: number, side: number): RgbImage {
  const tile = createRgbImage(side, side);
  const inside = Math.min(side, image.width - left);
  for (let y = 0; y < side; y++) {
    const from = 3 * (nearestPixel(top + y, image.height) * image.width + left);
    tile.data.set(image.data.subarray(from, from + 3 * inside), 3 * y * side);
    for (let x = inside; x < side; x++)
      tile.data.copyWithin(3 * (y * side + x), 3 * (y * side + inside - 1), 3 * (y * side + inside));
  }
  return tile;
}

/** Largest number of columns or rows of a map that is kept: beyond, of neighbours the most anomalous stays. */
const mostCells = 128;

export interface TileBlend {
  /** Adds what the detector says of the tile in that column and row; `map` is square. */
  add(column: number, row: number, score: number, map: ScoreMap | undefined): void;
  /** The most anomalous tile's score. */
  score(): number;
  /** All maps as one; `undefined` where tiles have none. */
  map(): ScoreMap | undefined;
}

/** More for a place in the middle of its tile: at the border the network sees padding in place of what lies beyond. */
function weightAt(place: number, count: number): number {
  return Math.min(place + 0.5, count - place - 0.5) / (count / 2);
}

interface Sums {
  readonly columns: number;
  readonly rows: number;
  /** Of these columns and rows those that show the image; the others show its repeated edge. */
  readonly inside: readonly [columns: number, rows: number];
  readonly scores: Float64Array;
  readonly weights: Float64Array;
}

function toMap({ columns, inside, scores, weights }: Sums): ScoreMap {
  const [across, down] = inside;
  const step = Math.ceil(Math.max(across, down) / mostCells);
  const [wide, high] = [Math.ceil(across / step), Math.ceil(down / step)];
  const kept = new Float32Array(wide * high).fill(-Infinity);
  for (let i = 0; i < across * down; i++) {
    const [x, y] = [i % across, Math.floor(i / across)];
    const at = Math.floor(y / step) * wide + Math.floor(x / step);
    kept[at] = Math.max(kept[at], scores[y * columns + x] / weights[y * columns + x]);
  }
  const share = 1 / wide;
  return { places: 'cells', columns: wide, rows: high, placeShare: share, strideShare: share, scores: kept };
}

/** Tiles may come in any order; memory grows with the map alone. */
export function createTileBlend({ width, height, side, lefts, tops }: TilePlan): TileBlend {
  let sums: Sums | undefined;
  let largest = -Infinity;
  return {
    add(column, row, score, map) {
      largest = Number.isNaN(score) || Number.isNaN(largest) ? Number.NaN : Math.max(largest, score);
      if (map === undefined) return;
      const cell = side / map.columns;
      const across = (edge: number) => Math.round(edge / cell);
      const columns = across(lefts[lefts.length - 1]) + map.columns;
      const rows = across(tops[tops.length - 1]) + map.rows;
      const length = columns * rows;
      const shown = (pixels: number, cells: number) => Math.min(cells, Math.max(1, across(pixels)));
      const inside = [shown(width, columns), shown(height, rows)] as const;
      sums ??= {
        ...{ columns, rows, inside },
        scores: new Float64Array(length),
        weights: new Float64Array(length),
      };
      const first = across(tops[row]) * columns + across(lefts[column]);
      for (let i = 0; i < map.scores.length; i++) {
        const [x, y] = [i % map.columns, Math.floor(i / map.columns)];
        const weight = weightAt(x, map.columns) * weightAt(y, map.rows);
        sums.scores[first + y * columns + x] += weight * map.scores[i];
        sums.weights[first + y * columns + x] += weight;
      }
    },
    score: () => largest,
    map: () => sums && toMap(sums),
  };
}
