/** Places of an image that a person called normal join a bank: as few of them as bring all of its places near. */
import { createMatrix, type Matrix, type Multiply } from '../patch-head/matrix.ts';
import { countedRows, createBank, nearestInBank, type PlaceBank } from './patch-bank.ts';
import type { PlaceMaps } from './patch-features.ts';

/** Of one image: the bank must stay small enough to be searched while one waits. */
const mostOfImage = 256;

function distance({ data, columns }: Matrix, a: number, b: number): number {
  let sum = 0;
  for (let k = 0; k < columns; k++) sum += (data[a * columns + k] - data[b * columns + k]) ** 2;
  return Math.sqrt(sum);
}

/**
 * Which rows of `places` to add, the farthest first, until none is farther than `reach` from the bank or from those added; `most` of
 * them at most. `distances` are those to the bank.
 */
export function placesToAdd(
  places: Matrix,
  distances: Float32Array,
  { reach, most = mostOfImage }: { readonly reach: number; readonly most?: number },
): number[] {
  const left = distances.slice();
  const added: number[] = [];
  while (added.length < most) {
    let farthest = 0;
    for (let i = 1; i < left.length; i++) if (left[i] > left[farthest]) farthest = i;
    if (!(left[farthest] > reach)) break;
    added.push(farthest);
    for (let i = 0; i < left.length; i++) {
      if (left[i] > 0) left[i] = i === farthest ? 0 : Math.min(left[i], distance(places, i, farthest));
    }
  }
  return added;
}

/** The bank with those rows of `places` after its own. */
function append({ rows }: PlaceBank, places: Matrix, added: readonly number[]): PlaceBank {
  const { columns } = rows;
  const joined = createMatrix(rows.rows + added.length, columns);
  joined.data.set(rows.data);
  added.forEach((row, i) => {
    const from = places.data.subarray(row * columns, (row + 1) * columns);
    joined.data.set(from, (rows.rows + i) * columns);
  });
  return createBank(joined);
}

/** The median distance of places of some images to a bank: what is usual. */
export function usualDistance(images: readonly PlaceMaps[], bank: PlaceBank, multiply: Multiply): number {
  const all = images.flatMap((maps) => {
    return [...nearestInBank(countedRows(maps), bank, multiply).distances];
  });
  return all.sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
}

/** The bank with places of these images: none of them is farther than `reach` from it then, as long as `mostOfImage` allow. */
export function vouchFor(
  bank: PlaceBank,
  images: readonly PlaceMaps[],
  reach: number,
  multiply: Multiply,
): PlaceBank {
  let wider = bank;
  for (const maps of images) {
    const places = countedRows(maps);
    const { distances } = nearestInBank(places, wider, multiply);
    const added = placesToAdd(places, distances, { reach });
    if (added.length > 0) wider = append(wider, places, added);
  }
  return wider;
}
