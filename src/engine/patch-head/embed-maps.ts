/**
 * Embeddings of all places of an image, without its rows of 768 numbers: the first layer is taken of the two small maps apart,
 * and what it makes of the coarse one is enlarged. Both are linear, so it is the same but for rounding, with less than half of
 * the multiplications.
 */
import { addEnlarged, mapValues, type PlaceMaps } from '../backbone/patch-features.ts';
import { secondLayer, type FoldedHead } from './head.ts';
import { addToRows } from './layers.ts';
import { createMatrix, type Matrix, type Multiply } from './matrix.ts';

/** Not yet at length 1: [grid^2, output]. */
export function embedMaps(head: FoldedHead, maps: PlaceMaps, multiply: Multiply): Matrix {
  const { hidden } = head.shape;
  const { fine, coarse } = mapValues(maps);
  const places = maps.grid ** 2;
  const [near, far] = [fine.length / places, (4 * coarse.length) / places];
  const weightOf = (rows: number, from: number) =>
    createMatrix(rows, hidden, head.weight1.subarray(from * hidden, (from + rows) * hidden));
  const inner = multiply(createMatrix(places, near, fine), weightOf(near, 0));
  const small = multiply(createMatrix(places / 4, far, coarse), weightOf(far, near));
  addEnlarged(inner.data, small.data, maps.grid, hidden);
  addToRows(inner, head.bias1);
  return secondLayer(head, inner, multiply);
}
