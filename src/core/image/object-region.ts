/**
 * Where an object lies that every image shows before the same background: places that are unlike what the edges of other images show.
 * AnomalyDINO takes the largest principal component of a transformer's features instead; docs/decisions/camera.md says why not here.
 */
import { otsuCut } from '../similarity/otsu.ts';
import { isWide, regionCells, regionOf, regionSide } from './region-of-interest.ts';

/** Normal images that an object is looked for in: more tell no more, and cost time. */
export const objectImages = 8;

/** Of some normal images, each a grid of places. */
export interface EdgeDistances {
  readonly images: number;
  /** Rows and columns of places. */
  readonly grid: number;
  /** Of each place from the nearest place at an edge of another image; [images, grid, grid]. */
  readonly distances: ArrayLike<number>;
}

/** Share of places at the edges that are background where there is one: .99 or more in objects, .92 at most in textures (`bench/object.ts`). */
const quietEdge = 0.95;

export function isAtEdge(place: number, grid: number): boolean {
  const [row, column] = [Math.floor(place / grid) % grid, place % grid];
  return [row, column].some((at) => at === 0 || at === grid - 1);
}

/** Those that any image's object takes, and their neighbours: an object is not to be cut, wherever it lies. */
function widened({ images, grid }: EdgeDistances, isObject: (place: number) => boolean): Uint8Array {
  const taken = new Uint8Array(grid ** 2);
  for (let place = 0; place < images * grid ** 2; place++) {
    if (!isObject(place)) continue;
    const [row, column] = [Math.floor(place / grid) % grid, place % grid];
    for (let y = Math.max(0, row - 1); y <= Math.min(grid - 1, row + 1); y++)
      taken.fill(1, y * grid + Math.max(0, column - 1), y * grid + Math.min(grid - 1, column + 1) + 1);
  }
  return taken;
}

/** Otsu's cut between background and object, and the share of edge places on the background's side of it. */
export function splitOf({ grid, distances }: EdgeDistances): {
  readonly cut: number | undefined;
  readonly quiet: number;
} {
  const all = Array.from(distances);
  const cut = otsuCut(all);
  const edge = all.filter((_, place) => isAtEdge(place, grid));
  const quiet = cut === undefined ? 0 : edge.filter((distance) => distance <= cut).length / edge.length;
  return { cut, quiet };
}

/**
 * Cells of a region of interest, 1 where they are ignored [regionSide, regionSide]; `undefined` where no object stands out: a texture
 * fills the image, or the background changes.
 */
export function objectCells(found: EdgeDistances): Uint8Array | undefined {
  const { grid } = found;
  const { cut, quiet } = splitOf(found);
  if (cut === undefined || quiet < quietEdge) return undefined;
  const taken = widened(found, (place) => found.distances[place] > cut && !isAtEdge(place, grid));
  const cells = new Uint8Array(regionCells);
  const placeOf = (cell: number) => Math.floor((cell * grid) / regionSide);
  for (let at = 0; at < regionCells; at++)
    cells[at] = 1 - taken[placeOf(Math.floor(at / regionSide)) * grid + placeOf(at % regionSide)];
  const region = regionOf(cells);
  return region !== undefined && isWide(region) ? cells : undefined;
}
