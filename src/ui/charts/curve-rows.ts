/** Curves as rows of numbers: what the table shows, the file holds, and the cursor reads. */
import type { CurvePoint } from '../../core/metrics/thin.ts';

export interface CurveRow {
  readonly x: number;
  /** One a curve; `undefined` if it has no point there. */
  readonly ys: readonly (number | undefined)[];
}

/** Points of one x, counted apart: a vertical stretch of a curve has several. */
function keyed(points: readonly CurvePoint[]): { x: number; count: number; y: number }[] {
  let [before, count] = [NaN, 0];
  return points.map(({ x, y }) => {
    count = x === before ? count + 1 : 0;
    before = x;
    return { x, count, y };
  });
}

/** All points of all curves, whose x never falls, in the order of x. */
export function rowsOf(curves: readonly (readonly CurvePoint[])[]): CurveRow[] {
  const rows = new Map<string, { x: number; count: number; ys: (number | undefined)[] }>();
  curves.forEach((points, i) => {
    for (const { x, count, y } of keyed(points)) {
      const key = `${x} ${count}`;
      const row = rows.get(key) ?? { x, count, ys: curves.map(() => undefined) };
      row.ys[i] = y;
      rows.set(key, row);
    }
  });
  return [...rows.values()].sort((a, b) => a.x - b.x || a.count - b.count);
}

/** At most `limit` of the rows, evenly, the first and the last among them. */
export function sampledRows<Row>(rows: readonly Row[], limit: number): readonly Row[] {
  if (rows.length <= limit) return rows;
  return Array.from(
    { length: limit },
    (_, i) => rows[Math.round((i * (rows.length - 1)) / (limit - 1))],
  ).filter((row) => row !== undefined);
}

/** Index of the point whose x is nearest, the last of those that share it; -1 without points. x never falls. */
export function nearestIndex(points: readonly { readonly x: number }[], x: number): number {
  const xAt = (i: number) => points[i]?.x ?? Infinity;
  let [low, high] = [0, points.length]; // the first point beyond x
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xAt(middle) <= x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return points.length === 0 ? -1 : lastOf(points, 0);
  return low < points.length && xAt(low) - x < x - xAt(low - 1) ? lastOf(points, low) : low - 1;
}

function lastOf(points: readonly { readonly x: number }[], i: number): number {
  let last = i;
  while (points[last + 1]?.x === points[i]?.x && last + 1 < points.length) last++;
  return last;
}
