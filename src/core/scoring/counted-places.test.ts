import { describe, expect, it } from 'vitest';
import { withRectangle } from '../image/region-drawing.ts';
import { regionOf, regionSide } from '../image/region-of-interest.ts';
import { cellGrid, countedPlaces, scoresInside, type PlaceGrid } from './counted-places.ts';

const all = { left: 0, top: 0, right: 1, bottom: 1 };
const leftHalf = { left: 0, top: 0, right: 0.5, bottom: 1 };

/** Counts the rectangle and nothing else. */
function only(part: typeof all) {
  const ignoring = withRectangle(new Uint8Array(regionSide ** 2), all, true);
  return regionOf(withRectangle(ignoring, part, false))!;
}

/** By the definition: whether the middle of any counted cell lies in the place. */
function oracle(isCounted: (x: number, y: number) => boolean, grid: PlaceGrid): number[] {
  return Array.from({ length: grid.columns * grid.rows }, (_, place) => {
    const start = (i: number) => Math.min(1 - grid.placeShare, i * grid.strideShare);
    const [left, top] = [start(place % grid.columns), start(Math.floor(place / grid.columns))];
    for (let y = 0; y < regionSide; y++) {
      for (let x = 0; x < regionSide; x++) {
        const [u, v] = [(x + 0.5) / regionSide, (y + 0.5) / regionSide];
        const isInside = u >= left && u < left + grid.placeShare && v >= top && v < top + grid.placeShare;
        if (isInside && isCounted(u, v)) return 1;
      }
    }
    return 0;
  });
}

describe('places of an image of which a part counts', () => {
  it('count where they show any of it: cells side by side, and crops that overlap', () => {
    const part = { left: 0.3, top: 0.1, right: 0.62, bottom: 0.4 };
    const isCounted = (x: number, y: number) =>
      x >= part.left && x < part.right && y >= part.top && y < part.bottom;
    const crops = { columns: 7, rows: 7, placeShare: 0.25, strideShare: 0.125 };
    for (const grid of [cellGrid(16), cellGrid(6), crops]) {
      expect([...countedPlaces(only(part), grid)]).toEqual(oracle(isCounted, grid));
    }
  });

  it('give the largest score of that part, whatever lies outside', () => {
    const scores = Float32Array.of(1, 2, 90, 80, 3, -4, 70, 60, 0, 0, 0, 0, 0, 0, 0, 0);
    const inside = scoresInside(scores, cellGrid(4), only(leftHalf));
    expect(Math.max(...inside)).toBe(3);
    expect([...inside].slice(0, 8)).toEqual([1, 2, -4, -4, 3, -4, -4, -4]);
    expect(scores[2]).toBe(90);
  });

  it('stay as they are without a region, and a score that is no number stays one', () => {
    const scores = Float32Array.of(1, Number.NaN, 5, 6);
    expect(scoresInside(scores, cellGrid(2), undefined)).toBe(scores);
    expect([...scoresInside(scores, cellGrid(2), only({ ...all, right: 0.5 }))]).toEqual([1, 1, 5, 1]);
  });
});
