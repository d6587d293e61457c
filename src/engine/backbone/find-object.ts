/** How unlike each place of some normal images is what the edges of the others show, as the frozen backbone sees it. */
import type { RgbImage } from '../../core/image/image.ts';
import { mirrorBorder } from '../../core/image/mirror-border.ts';
import { isAtEdge, objectCells, objectImages, type EdgeDistances } from '../../core/image/object-region.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { normaliseRows } from '../../core/scoring/distances.ts';
import { createPackedImages, packWindow } from '../../core/views/packed.ts';
import { trunkMaps } from '../networks/mobilenet-v2.ts';
import { createMatrix, transpose, type Matrix } from '../patch-head/matrix.ts';
import type { ControlHandle } from '../training/control.ts';
import type { FrozenBackbone } from './backbone.ts';

/** Side at which places are looked for: 16 x 16 of them, fewer where images are smaller. */
const mostSide = 256;

/** Pixels of its own mirror image around each: what a network sees at an edge is that there is one. */
const border = 48;

const { stride, channels } = trunkMaps.coarse;

type Control = Pick<ControlHandle, 'isStopped' | 'yieldToMessages'>;

/** Its places, each at length 1 [grid^2, channels]. */
async function placesOf(image: RgbImage, side: number, { backbone }: FrozenBackbone): Promise<Matrix> {
  const inner = image.width === side && image.height === side ? image : resizeArea(image, side, side);
  const wide = side + 2 * border;
  const packed = createPackedImages(1, wide);
  packWindow(packed, 0, mirrorBorder(inner, border), { left: 0, top: 0 });
  const { coarse } = await backbone.features(packed);
  const [grid, around, all] = [side / stride, border / stride, wide / stride];
  const rows = new Float32Array(grid ** 2 * channels);
  for (let row = 0; row < grid; row++) {
    const from = ((row + around) * all + around) * channels;
    rows.set(coarse.subarray(from, from + grid * channels), row * grid * channels);
  }
  return createMatrix(grid ** 2, channels, normaliseRows(rows, channels));
}

/** Those at its edges, one a column. */
function edgeOf({ data }: Matrix, grid: number): Matrix {
  const places = Array.from({ length: grid ** 2 }, (_, place) => place).filter((place) =>
    isAtEdge(place, grid),
  );
  const rows = new Float32Array(places.length * channels);
  for (const [to, place] of places.entries())
    rows.set(data.subarray(place * channels, (place + 1) * channels), to * channels);
  return transpose(createMatrix(places.length, channels, rows));
}

/** Of rows of length 1: the distance of each to the nearest column of `others`. */
function nearest(rows: Matrix, others: readonly Matrix[], { multiply }: FrozenBackbone): Float32Array {
  const cosines = new Float32Array(rows.rows).fill(-1);
  for (const other of others) {
    const { data, columns } = multiply(rows, other);
    data.forEach((cosine, i) => {
      const row = Math.floor(i / columns);
      cosines[row] = Math.max(cosines[row], cosine);
    });
  }
  return cosines.map((cosine) => Math.sqrt(Math.max(0, 2 - 2 * cosine)));
}

/** Of at most `objectImages` square images; `undefined` of fewer than two, and once it is stopped. */
export async function edgeDistances(
  images: readonly RgbImage[],
  frozen: FrozenBackbone,
  control: Control,
): Promise<EdgeDistances | undefined> {
  const some = images.slice(0, objectImages);
  if (some.length < 2) return undefined;
  const side = Math.max(stride, Math.min(mostSide, Math.floor(some[0].width / stride) * stride));
  const grid = side / stride;
  const places: Matrix[] = [];
  for (const image of some) {
    places.push(await placesOf(image, side, frozen));
    await control.yieldToMessages();
    if (control.isStopped()) return undefined;
  }
  const edges = places.map((one) => edgeOf(one, grid));
  const distances = places.flatMap((one, i) => [
    ...nearest(
      one,
      edges.filter((_, other) => other !== i),
      frozen,
    ),
  ]);
  return { images: some.length, grid, distances };
}

/**
 * Cells of a region that holds the object which these normal images show, 1 where they are ignored; `undefined` where none stands out,
 * and where there are no distances.
 */
export async function findObject(
  images: readonly RgbImage[],
  frozen: FrozenBackbone,
  control: Control,
): Promise<Uint8Array | undefined> {
  const found = await edgeDistances(images, frozen, control);
  return found && objectCells(found);
}
