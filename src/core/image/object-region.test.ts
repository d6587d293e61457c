import { describe, expect, it } from 'vitest';
import { isAtEdge, objectCells, type EdgeDistances } from './object-region.ts';
import { regionCells, regionSide } from './region-of-interest.ts';

const grid = 8;

/** Near 0 but for what `isObject` says; never twice the same. */
function distancesOf(
  images: number,
  isObject: (row: number, column: number, image: number) => boolean,
): EdgeDistances {
  const distances = Array.from({ length: images * grid ** 2 }, (_, place) => {
    const [image, row, column] = [
      Math.floor(place / grid ** 2),
      Math.floor(place / grid) % grid,
      place % grid,
    ];
    return (isObject(row, column, image) ? 1 : 0.2) + 0.001 * (place % 17);
  });
  return { images, grid, distances };
}

/** Rows of places that count, 1 where they do. */
function countedPlaces(cells: Uint8Array): string[] {
  const step = regionSide / grid;
  return Array.from({ length: grid }, (_, row) =>
    Array.from({ length: grid }, (__, column) =>
      cells[row * step * regionSide + column * step] === 0 ? '1' : '.',
    ).join(''),
  );
}

describe('the region of an object', () => {
  it('holds what any image shows of it, and one place around', () => {
    const found = distancesOf(
      2,
      (row, column, image) => (row === 3 && column === 3) || (image === 1 && row === 4 && column === 4),
    );
    const cells = objectCells(found)!;
    expect(cells).toHaveLength(regionCells);
    expect(countedPlaces(cells)).toEqual([
      '........',
      '........',
      '..111...',
      '..1111..',
      '..1111..',
      '...111..',
      '........',
      '........',
    ]);
  });

  it('is none where the edges show the same as the inside', () => {
    expect(objectCells(distancesOf(3, (row, column) => (row + column) % 3 === 0))).toBeUndefined();
  });

  it('is none where all is alike, and where one thing fills the image', () => {
    expect(objectCells({ images: 2, grid, distances: new Float32Array(2 * grid ** 2) })).toBeUndefined();
    const filled = distancesOf(2, (row, column) => !isAtEdge(row * grid + column, grid));
    expect(objectCells(filled)).toBeUndefined(); // with the places around, it would take all
  });

  it('bears a few odd places at the edges, which do not count for themselves', () => {
    const odd = distancesOf(
      2,
      (row, column) => (row > 2 && row < 5 && column > 2 && column < 5) || row + column === 0,
    );
    const places = countedPlaces(objectCells(odd)!);
    expect(places[0]).toBe('........');
    expect(places[3]).toBe('..1111..');
  });
});
