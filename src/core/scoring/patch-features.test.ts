import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enlargeFeatures, meanNeighbourhood, patchFeatures, type FeatureMap } from './patch-features.ts';

function mapOf(height: number, width: number, channels: number, value: (i: number) => number): FeatureMap {
  const data = Float32Array.from({ length: height * width * channels }, (_, i) => value(i));
  return { height, width, channels, data };
}

const fine = mapOf(4, 6, 2, (i) => Math.sin(0.37 * i));
const coarse = mapOf(2, 3, 3, (i) => Math.cos(0.53 * i));

describe('patch features', () => {
  it('agree with avg_pool2d and interpolate of PyTorch', () => {
    const features = patchFeatures(fine, coarse);
    expect([features.height, features.width, features.channels]).toEqual([4, 6, 5]);
    // PyTorch 1.13.0, float64: cells (row, column) of the joined map
    const wanted = [
      { cell: 0, row: [-0.131276744264, -0.045240618378, 0.226158651676, 0.190737982999, 0.102981509018] },
      { cell: 8, row: [-0.045163817685, 0.000866353491, 0.134897533183, 0.071681134611, -0.011203553654] },
      {
        cell: 23,
        row: [-0.239842837055, -0.197462613051, -0.013031634772, -0.125469082262, -0.203479587841],
      },
    ];
    for (const { cell, row } of wanted) {
      row.forEach((value, c) => {
        expect(Math.abs(features.data[cell * 5 + c] - value)).toBeLessThan(1e-6);
      });
    }
    const sum = features.data.reduce((total, value) => total + Math.abs(value), 0);
    expect(Math.abs(sum - 14.099123073763625)).toBeLessThan(1e-5);
  });

  it('are means of nine cells, those outside 0, for maps of any shape', () => {
    const sizes = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), fc.integer());
    fc.assert(
      fc.property(sizes, ([height, width, seed]) => {
        const map = mapOf(height, width, 2, (i) => Math.sin(i * i + seed));
        const at = (y: number, x: number, c: number) =>
          y < 0 || x < 0 || y >= height || x >= width ? 0 : map.data[(y * width + x) * 2 + c];
        meanNeighbourhood(map).data.forEach((value, i) => {
          const [c, x, y] = [i % 2, Math.floor(i / 2) % width, Math.floor(i / 2 / width)];
          const near = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(y + dy, x + dx, c)));
          expect(Math.abs(value - near.reduce((sum, part) => sum + part, 0) / 9)).toBeLessThan(1e-6);
        });
      }),
      { seed: 63 },
    );
  });

  it('stay what they are on the same grid, and one cell fills any grid', () => {
    expect(enlargeFeatures(fine, 6, 4).data).toEqual(fine.data);
    expect([
      ...enlargeFeatures(
        mapOf(1, 1, 1, () => 7),
        2,
        2,
      ).data,
    ]).toEqual([7, 7, 7, 7]);
  });
});
