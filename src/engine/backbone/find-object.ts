/** How unlike each place of some normal images is what the edges of the others show, as the frozen backbone sees it. */
import type { RgbImage } from '../../core/image/image.ts';
import { isAtEdge, objectCells, objectImages } from '../../core/image/object-region.ts';
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

/** The image with its mirror image around it. */
function mirrored(image: RgbImage, side: number): RgbImage {
  const inner = image.width === side && image.height === side ? image : resizeArea(image, side, side);
  const wide = side + 2 * border;
  const from = Array.from({ length: wide }, (_, at) => {
    const place = at - border;
    if (place < 0) return -1 - place;
    return place < side ? place : 2 * side - 1 - place;
  });
  const data = new Uint8Array(3 * wide ** 2);
  for (let y = 0, to = 0; y < wide; y++)
    for (let x = 0; x < wide; x++, to += 3) {
      const at = 3 * (from[y] * side + from[x]);
      data.set(inner.data.subarray(at, at + 3), to);
    }
  return { width: wide, height: wide, data };
}

/** Its places, each at length 1 [grid^2, channels]. */
async function placesOf(
  image: RgbImage,
  side: number,
  backbone: FrozenBackbone['backbone'],
): Promise<Matrix> {
  const wide = mirrored(image, side);
  const packed = createPackedImages(1, wide.width);
  packWindow(packed, 0, wide, { left: 0, top: 0 });
  const { coarse } = await backbone.features(packed);
  const [grid, around, all] = [side / stride, border / stride, wide.width / stride];
  const rows = new Float32Array(grid ** 2 * channels);
  for (let row = 0; row < grid; row++) {
    const from = ((row + around) * all + around) * channels;
    rows.set(coarse.subarray(from, from + grid * channels), row * grid * channels);
  }
  return createMatrix(grid ** 2, channels, normaliseRows(rows, channels));
}

/** Those at its edges. */
function edgeOf({ data }: Matrix, grid: number): Matrix {
  const places = Array.from({ length: grid ** 2 }, (_, place) => place).filter((place) =>
    isAtEdge(place, grid),
  );
  const rows = new Float32Array(places.length * channels);
  for (const [to, place] of places.entries())
    rows.set(data.subarray(place * channels, (place + 1) * channels), to * channels);
  return createMatrix(places.length, channels, rows);
}

function stacked(parts: readonly Matrix[]): Matrix {
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return createMatrix(data.length / channels, channels, data);
}

/** Of rows of length 1: the distance of each to the nearest of `others`. */
function nearest(rows: Matrix, others: Matrix, { multiply }: FrozenBackbone): Float32Array {
  const { data, columns } = multiply(rows, transpose(others));
  return Float32Array.from({ length: rows.rows }, (_, row) => {
    const most = data.subarray(row * columns, (row + 1) * columns).reduce((a, b) => Math.max(a, b), -1);
    return Math.sqrt(Math.max(0, 2 - 2 * most));
  });
}

/**
 * Cells of a region that holds the object which these normal images show, 1 where they are ignored; `undefined` where none stands out,
 * there are fewer than two images, or it was stopped. `images` are square.
 */
export async function findObject(
  images: readonly RgbImage[],
  frozen: FrozenBackbone,
  control: Pick<ControlHandle, 'isStopped' | 'yieldToMessages'>,
): Promise<Uint8Array | undefined> {
  const some = images.slice(0, objectImages);
  if (some.length < 2) return undefined;
  const side = Math.max(stride, Math.min(mostSide, Math.floor(some[0].width / stride) * stride));
  const grid = side / stride;
  const places: Matrix[] = [];
  for (const image of some) {
    places.push(await placesOf(image, side, frozen.backbone));
    await control.yieldToMessages();
    if (control.isStopped()) return undefined;
  }
  const edges = places.map((one) => edgeOf(one, grid));
  const distances = places.flatMap((one, i) => [
    ...nearest(one, stacked(edges.filter((_, other) => other !== i)), frozen),
  ]);
  return objectCells({ images: some.length, grid, distances });
}
