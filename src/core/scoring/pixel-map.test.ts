import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { coarseMap, meanOfMap, smoothedMaximum, smoothingWindow, type PixelMap } from './pixel-map.ts';

function drawn(side: number): PixelMap {
  const random = createRandom('map');
  return { side, data: Float32Array.from({ length: side ** 2 }, () => random.next()) };
}

/** Mean of the window around each pixel, by its definition. */
function slowMaximum({ side, data }: PixelMap, window: number): number {
  const reach = (window - 1) / 2;
  let largest = -Infinity;
  for (let at = 0; at < side ** 2; at++) {
    let sum = 0;
    for (let tap = 0; tap < window ** 2; tap++) {
      const x = (at % side) + (tap % window) - reach;
      const y = Math.floor(at / side) + Math.floor(tap / window) - reach;
      if (x >= 0 && x < side && y >= 0 && y < side) sum += data[y * side + x];
    }
    largest = Math.max(largest, sum / window ** 2);
  }
  return largest;
}

describe('the smoothed maximum', () => {
  it.each([1, 3, 7, 21, 41])('is that of its definition, by windows of %i', (window) => {
    expect(smoothedMaximum(drawn(17), window)).toBeCloseTo(slowMaximum(drawn(17), window), 9);
  });

  it('of one pixel is a share of it, less where zeros lie beside it', () => {
    const dot = (at: number) => ({
      side: 9,
      data: Float32Array.from({ length: 81 }, (_, i) => Number(i === at)),
    });
    expect(smoothedMaximum(dot(40), 3)).toBeCloseTo(1 / 9, 12);
    expect(smoothedMaximum(dot(0), 3)).toBeCloseTo(1 / 9, 12);
    const full = { side: 4, data: new Float32Array(16).fill(1) };
    expect(smoothedMaximum(full, 7)).toBeCloseTo(16 / 49, 12);
  });

  it('smooths by 21 pixels of 256, and by the same share of other sides', () => {
    expect([32, 64, 128, 192, 256].map(smoothingWindow)).toEqual([3, 5, 11, 15, 21]);
  });
});

describe('the map that is kept', () => {
  it('is the map itself where that is small, and means of squares where not', () => {
    const small = coarseMap(drawn(32));
    expect(small).toMatchObject({ columns: 32, rows: 32, placeShare: 1 / 32 });
    small.scores.forEach((value, i) => {
      expect(value).toBeCloseTo(drawn(32).data[i], 6);
    });
    for (const [side, cells] of [
      [96, 48],
      [256, 64],
    ] as const) {
      const map = drawn(side);
      const coarse = coarseMap(map);
      expect(coarse).toMatchObject({ columns: cells, rows: cells });
      expect(meanOfMap({ side: cells, data: coarse.scores })).toBeCloseTo(meanOfMap(map), 5);
    }
    expect(
      coarseMap({ side: 128, data: Float32Array.from({ length: 128 ** 2 }, (_, i) => i % 128) }).scores.slice(
        0,
        3,
      ),
    ).toEqual(Float32Array.of(0.5, 2.5, 4.5));
  });
});
