/** Drawing a region of interest: what a rectangle, a brush or a turn round makes of its cells, 1 where they are ignored. */
import { regionCells, regionSide } from './region-of-interest.ts';

/** Shares of the image's sides, from 0 to 1. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** As shares of the image's sides. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

const middleOf = (cell: number) => (cell + 0.5) / regionSide;

function changed(cells: Uint8Array, isInside: (x: number, y: number) => boolean, value: 0 | 1): Uint8Array {
  return cells.map((cell, at) =>
    isInside(middleOf(at % regionSide), middleOf(Math.floor(at / regionSide))) ? value : cell,
  );
}

/** Cells whose middles lie in the rectangle are ignored, or count, from now on. */
export function withRectangle(cells: Uint8Array, part: Rectangle, isIgnoring: boolean): Uint8Array {
  const { left, top, right, bottom } = part;
  return changed(cells, (x, y) => x >= left && x < right && y >= top && y < bottom, isIgnoring ? 1 : 0);
}

/** The rectangle counts, and nothing else. */
export function rectangleAlone(part: Rectangle): Uint8Array {
  return withRectangle(new Uint8Array(regionCells).fill(1), part, false);
}

/** Whether a ray to the right leaves an odd number of the polygon's sides behind. */
function isInside({ x, y }: Point, corners: readonly Point[]): boolean {
  let isIn = false;
  corners.forEach((to, i) => {
    const from = corners.at(i - 1) ?? to;
    if (from.y > y === to.y > y) return;
    if (x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) isIn = !isIn;
  });
  return isIn;
}

/** Cells whose middles lie in the polygon are ignored, or count, from now on; fewer than three corners hold none. */
export function withPolygon(cells: Uint8Array, corners: readonly Point[], isIgnoring: boolean): Uint8Array {
  return changed(cells, (x, y) => isInside({ x, y }, corners), isIgnoring ? 1 : 0);
}

/** The polygon counts, and nothing else. */
export function polygonAlone(corners: readonly Point[]): Uint8Array {
  return withPolygon(new Uint8Array(regionCells).fill(1), corners, false);
}

/** Of a point from a line between two. */
function distanceTo(x: number, y: number, from: Point, to: Point): number {
  const [alongX, alongY] = [to.x - from.x, to.y - from.y];
  const length = alongX ** 2 + alongY ** 2;
  const way = length === 0 ? 0 : ((x - from.x) * alongX + (y - from.y) * alongY) / length;
  const share = Math.min(1, Math.max(0, way));
  return Math.hypot(x - from.x - share * alongX, y - from.y - share * alongY);
}

export interface Stroke {
  readonly from: Point;
  readonly to: Point;
  /** Share of the image's side. */
  readonly radius: number;
  readonly isIgnoring: boolean;
}

/** A round brush was drawn from one point to another: cells whose middles it covered. */
export function withStroke(cells: Uint8Array, { from, to, radius, isIgnoring }: Stroke): Uint8Array {
  return changed(cells, (x, y) => distanceTo(x, y, from, to) <= radius, isIgnoring ? 1 : 0);
}

/** What was ignored counts, and the other way round. */
export function turnedRound(cells: Uint8Array): Uint8Array {
  return cells.map((cell) => 1 - cell);
}
