import { describe, expect, it } from 'vitest';
import {
  polygonAlone,
  rectangleAlone,
  turnedRound,
  withPolygon,
  withRectangle,
  withStroke,
} from './region-drawing.ts';
import { createMask, createRgbImage } from './image.ts';
import {
  cellsOf,
  countedPixels,
  countedShare,
  ignoredColour,
  ignoreOutside,
  isRegion,
  maskInside,
  regionOf,
  regionSide,
} from './region-of-interest.ts';
import { mirror } from './mirror.ts';
import { resizeArea } from './resize.ts';

const nothing = new Uint8Array(regionSide ** 2);
const rightHalf = withRectangle(nothing, { left: 0.5, top: 0, right: 1, bottom: 1 }, true);

describe('a region of interest', () => {
  it('is the same cells again once it was written down', () => {
    const cells = nothing.map((_, at) => ((at * 7919) % 11 < 4 ? 1 : 0));
    const region = regionOf(cells)!;
    expect(cellsOf(region)).toEqual(cells);
    expect(isRegion(region.ignored)).toBe(true);
    expect(countedShare(region)).toBeCloseTo(1 - cells.reduce((a, b) => a + b, 0) / cells.length, 12);
    expect(regionOf(nothing)).toBeUndefined();
    expect(countedShare(undefined)).toBe(1);
  });

  it('from outside is refused where its runs overlap, touch, turn back or leave the grid', () => {
    expect(isRegion([0, 4, 5, 2])).toBe(true);
    for (const runs of [
      [],
      [1],
      [0, 4, 4, 2],
      [0, 4, 3, 2],
      [9, 1, 2, 1],
      [0, 0],
      [-1, 3],
      [0.5, 2],
      [16383, 2],
    ])
      expect(isRegion(runs), runs.join(' ')).toBe(false);
  });

  it('says of each pixel of any size what the cell under its middle is', () => {
    const region = regionOf(rightHalf)!;
    expect([...countedPixels(region, 4, 2)]).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
    expect([...countedPixels(region, 3, 1)]).toEqual([1, 0, 0]);
    const large = countedPixels(region, 512, 512);
    expect(large.reduce((sum, one) => sum + one, 0)).toBe(512 * 256);
    expect(large[255]).toBe(1);
    expect(large[256]).toBe(0);
  });

  it('gives ignored pixels one colour and no mark, and leaves the others and the image itself alone', () => {
    const image = createRgbImage(4, 1);
    image.data.fill(9);
    const region = regionOf(rightHalf)!;
    const inside = ignoreOutside(image, region);
    expect([...inside.data]).toEqual([9, 9, 9, 9, 9, 9, ...ignoredColour, ...ignoredColour]);
    expect(image.data.every((value) => value === 9)).toBe(true);
    const mask = createMask(4, 1);
    mask.data.fill(255);
    expect([...maskInside(mask, region).data]).toEqual([255, 255, 0, 0]);
  });

  it('stays with an image at another size, and turns with one in a mirror', () => {
    const region = regionOf(rightHalf)!;
    const image = ignoreOutside(createRgbImage(8, 8), region);
    expect(resizeArea(image, 4, 4).region).toBe(region);
    const turned = mirror(image, { columns: true, rows: false });
    expect([...countedPixels(turned.region!, 2, 1)]).toEqual([0, 1]);
    expect([...turned.data.subarray(0, 3)]).toEqual([...ignoredColour]);
  });

  it('is drawn by a round brush: the cells whose middles lie near its way', () => {
    const [from, to, radius] = [{ x: 0.25, y: 0.3 }, { x: 0.6, y: 0.3 }, 0.1] as const;
    const drawn = withStroke(nothing, { from, to, radius, isIgnoring: true });
    const area = 0.2 * 0.35 + Math.PI * 0.1 ** 2;
    expect(1 - countedShare(regionOf(drawn))).toBeCloseTo(area, 2);
    expect(withStroke(drawn, { from, to, radius, isIgnoring: false })).toEqual(nothing);
    const dot = withStroke(nothing, { from, to: from, radius, isIgnoring: true });
    expect(1 - countedShare(regionOf(dot))).toBeCloseTo(Math.PI * 0.1 ** 2, 2);
  });

  it('turns round, and a rectangle alone is one that was left out, turned round', () => {
    const part = { left: 0.1, top: 0.2, right: 0.5, bottom: 0.9 };
    expect(rectangleAlone(part)).toEqual(turnedRound(withRectangle(nothing, part, true)));
  });

  it('gains and loses polygons, by whether a cell’s middle lies inside', () => {
    const square = [
      { x: 0.25, y: 0.25 },
      { x: 0.75, y: 0.25 },
      { x: 0.75, y: 0.75 },
      { x: 0.25, y: 0.75 },
    ];
    const same = { left: 0.25, top: 0.25, right: 0.75, bottom: 0.75 };
    for (const corners of [square, [...square].reverse()])
      expect(withPolygon(nothing, corners, true)).toEqual(withRectangle(nothing, same, true));
    expect(polygonAlone(square)).toEqual(rectangleAlone(same));
    const triangle = withPolygon(nothing, square.slice(0, 3), true);
    const share = triangle.reduce((sum, cell) => sum + cell, 0) / triangle.length;
    expect(share).toBeCloseTo(1 / 8, 2);
    expect(withPolygon(triangle, square, false)).toEqual(nothing);
    for (const few of [[], square.slice(0, 1), square.slice(0, 2)])
      expect(withPolygon(nothing, few, true)).toEqual(nothing);
  });

  it('leaves out the notch of a polygon that turns inwards', () => {
    const notched = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0.5, y: 0.25 },
      { x: 0, y: 1 },
    ];
    const cells = withPolygon(nothing, notched, true);
    const at = (x: number, y: number) =>
      cells[Math.floor(y * regionSide) * regionSide + Math.floor(x * regionSide)];
    expect([at(0.5, 0.1), at(0.05, 0.8), at(0.95, 0.8), at(0.5, 0.6)]).toEqual([1, 1, 1, 0]);
  });

  it('gains and loses rectangles', () => {
    const back = withRectangle(rightHalf, { left: 0.5, top: 0.5, right: 1, bottom: 1 }, false);
    expect(countedShare(regionOf(back))).toBe(0.75);
    expect(
      countedShare(regionOf(withRectangle(nothing, { left: 0.3, top: 0, right: 0.3, bottom: 1 }, true))),
    ).toBe(1);
  });
});
