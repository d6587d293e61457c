/** Fewer points with the same look, because a chart slows down with each point that it draws. */

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** Points a chart draws in one series. */
export const pointsPerSeries = 200;

function mean(points: readonly CurvePoint[]): CurvePoint {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** The point that spans the largest triangle with `a` and `b`; the first of several, and of none that can be compared. */
function farthest<Point extends CurvePoint>(points: readonly Point[], a: CurvePoint, b: CurvePoint): Point {
  let [best, largest] = [points[0], -1];
  for (const point of points) {
    const area = Math.abs((a.x - b.x) * (point.y - a.y) - (a.x - point.x) * (b.y - a.y));
    if (area > largest) [best, largest] = [point, area];
  }
  return best;
}

/**
 * At most `limit` of the points, in order, both ends among them; no point is invented.
 * Largest-Triangle-Three-Buckets (Steinarsson 2013): of each run of points the one that spans the largest triangle with
 * the point kept before it and the mean of the run after it, so that peaks and corners stay. `limit` >= 2.
 */
export function thinCurve<Point extends CurvePoint>(
  points: readonly Point[],
  limit = pointsPerSeries,
): Point[] {
  if (points.length <= limit) return [...points];
  const last = points.length - 1;
  const runs = limit - 2;
  const startOf = (run: number) => 1 + Math.floor((run * (last - 1)) / runs);
  const kept = [points[0]];
  for (let run = 0; run < runs; run++) {
    const next = run + 1 < runs ? points.slice(startOf(run + 1), startOf(run + 2)) : [points[last]];
    kept.push(farthest(points.slice(startOf(run), startOf(run + 1)), kept[run], mean(next)));
  }
  return [...kept, points[last]];
}
