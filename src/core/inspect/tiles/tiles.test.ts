import { describe, expect, it } from 'vitest';
import { createRgbImage } from '../../image/image.ts';
import type { ScoreMap } from '../../scoring/score-map.ts';
import { createTileBlend, cutTile, planTiles } from './tiles.ts';

const flat = (side: number, value: number): ScoreMap => ({
  places: 'cells',
  columns: side,
  rows: side,
  placeShare: 1 / side,
  strideShare: 1 / side,
  scores: new Float32Array(side * side).fill(value),
});

describe('tiles', () => {
  it.each([
    [4096, 3000],
    [257, 256],
    [1000, 300],
  ])(
    'cover every pixel of %i x %i, touch the border, and share enough with their neighbours',
    (width, height) => {
      const { lefts, tops } = planTiles({ width, height }, { side: 256, overlap: 32 });
      for (const [edges, length] of [
        [lefts, width],
        [tops, height],
      ] as const) {
        expect(edges[0]).toBe(0);
        expect(edges.at(-1)! + 256).toBe(Math.max(256, length));
        for (let i = 1; i < edges.length; i++) {
          expect(edges[i] - edges[i - 1]).toBeGreaterThan(0);
          expect(edges[i] - edges[i - 1]).toBeLessThanOrEqual(224);
        }
      }
    },
  );

  it('of a photo of 4,096 px are 19 x 19 at 256 px; a small image is one', () => {
    const { lefts, tops } = planTiles({ width: 4096, height: 4096 }, { side: 256, overlap: 32 });
    expect([lefts.length, tops.length]).toEqual([19, 19]);
    expect(planTiles({ width: 200, height: 90 }, { side: 256, overlap: 32 })).toMatchObject({
      lefts: [0],
      tops: [0],
    });
  });

  it('hold the pixels as they are, and repeat the edge of a smaller image', () => {
    const image = createRgbImage(5, 3);
    image.data.set(Array.from({ length: 45 }, (_, i) => i));
    expect([...cutTile(image, 2, 1, 2).data]).toEqual([21, 22, 23, 24, 25, 26, 36, 37, 38, 39, 40, 41]);
    const padded = cutTile(image, 0, 0, 6);
    expect([...padded.data.subarray(15, 18)]).toEqual([12, 13, 14]);
    expect([...padded.data.subarray(3 * 35)]).toEqual([42, 43, 44]);
  });
});

describe('scores of tiles', () => {
  const plan = planTiles({ width: 28, height: 16 }, { side: 16, overlap: 4 });

  it('are one map, in which tiles that agree leave no seam, and the largest is the image’s', () => {
    const blend = createTileBlend(plan);
    expect(blend.map()).toBeUndefined();
    blend.add(1, 0, 3, flat(8, 2));
    blend.add(0, 0, 5, flat(8, 2));
    expect(blend.score()).toBe(5);
    const map = blend.map()!;
    expect([map.columns, map.rows]).toEqual([14, 8]);
    for (const score of map.scores) expect(score).toBeCloseTo(2, 6);
  });

  it('go over from one tile to its neighbour where they overlap', () => {
    const blend = createTileBlend(plan);
    blend.add(0, 0, 1, flat(8, 0));
    blend.add(1, 0, 1, flat(8, 1));
    const row = [...blend.map()!.scores.subarray(0, 14)];
    expect(row).toEqual([...row].sort((a, b) => a - b));
    expect(row[5]).toBe(0);
    expect(row[6]).toBeCloseTo(1 / 4, 6); // 1.5 and .5 cells from the borders of their tiles
    expect(row[8]).toBe(1);
  });

  it('of very many places keep the most anomalous of neighbours', () => {
    const wide = planTiles({ width: 4096, height: 256 }, { side: 256, overlap: 32 });
    const blend = createTileBlend(wide);
    const spot = flat(32, 0);
    spot.scores[16 * 32 + 16] = 9;
    for (let i = 0; i < wide.lefts.length; i++) blend.add(i, 0, 0, i === 7 ? spot : flat(32, 0));
    const map = blend.map()!;
    expect(map.columns).toBe(128);
    expect(Math.max(...map.scores)).toBe(9);
    expect(map.scores.filter((score) => score > 0)).toHaveLength(1);
  });

  it('without a number leave the image without one', () => {
    const blend = createTileBlend(plan);
    blend.add(0, 0, Number.NaN, undefined);
    blend.add(1, 0, 1, undefined);
    expect(blend.score()).toBeNaN();
  });
});
