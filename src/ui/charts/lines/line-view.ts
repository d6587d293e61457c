/** What of its curves a line chart draws, and over which stretch of its axes. */
import type { CurvePoint } from '../../../core/metrics/thin.ts';
import { smoothed } from '../../../state/training/training-selectors.ts';
import { nearestIndex } from '../curve-rows.ts';
import type { Axis, LinesProps, Series } from './lines-props.ts';
import type { Range, Scale } from '../plot/scale.ts';
import { roundRange } from '../plot/ticks.ts';

/** What the user chose to see. */
export interface ViewChoice {
  /** Labels. */
  readonly hidden: ReadonlySet<string>;
  readonly wantsLogX: boolean;
  readonly wantsLogY: boolean;
  /** Share of the past in the smooth line, 0 to 0.99; 0 draws the raw line alone. */
  readonly smoothing: number;
  readonly zoom: Range | undefined;
}

export interface LineView {
  /** Curves as they are drawn, later ones on top. */
  readonly drawn: readonly Series[];
  /** Visible curves as they are read; `smooth` where they are smoothed. */
  readonly read: readonly { readonly series: Series; readonly smooth?: readonly CurvePoint[] }[];
  readonly x: Scale;
  readonly y: Scale;
  /** All of x. */
  readonly whole: Range;
  readonly isZoomed: boolean;
  /** A logarithm needs values above 0. */
  readonly canLogX: boolean;
  readonly canLogY: boolean;
}

const extent = (values: readonly number[]): Range | undefined =>
  values.length === 0
    ? undefined
    : [
        values.reduce((least, value) => Math.min(least, value), Infinity),
        values.reduce((most, value) => Math.max(most, value), -Infinity),
      ];

/** The axis' own ends where it has them and they fit, else those of the values, rounded. */
function domainOf({ domain: [low, high] }: Axis, values: readonly number[], isLog: boolean): Range {
  const [least, most] = extent(values) ?? [isLog ? 0.1 : 0, 1];
  const isFixed = (end: number | 'auto'): end is number => end !== 'auto' && (!isLog || end > 0);
  const from = isFixed(low) ? low : least;
  const to = isFixed(high) ? high : Math.max(most, from);
  const [roundLow, roundHigh] = roundRange([from, to], isLog);
  const ends: Range = [isFixed(low) ? low : roundLow, isFixed(high) ? high : roundHigh];
  return ends[0] < ends[1] ? ends : roundRange([ends[0], ends[0]], isLog);
}

/** x from end to end, unrounded where it is logarithmic: it starts at the first step. */
function wholeOf(axis: Axis, values: readonly number[], isLog: boolean): Range {
  if (!isLog) return domainOf(axis, values, false);
  const [least, most] = extent(values) ?? [1, 10];
  const high = axis.domain[1] === 'auto' ? most : Math.max(most, axis.domain[1]);
  return [least, high > least ? high : least * 2];
}

function smoothPoints(points: readonly CurvePoint[], keep: number): CurvePoint[] {
  const ys = smoothed(
    points.map(({ y }) => y),
    keep,
  );
  return points.map(({ x }, i) => ({ x, y: ys[i] ?? 0 }));
}

/** Points in the stretch, and one more on each side, so that lines reach its ends. */
export function pointsWithin(points: readonly CurvePoint[], [low, high]: Range): readonly CurvePoint[] {
  const first = points.findIndex(({ x }) => x >= low);
  const last = points.findLastIndex(({ x }) => x <= high);
  if (first === -1) return points.slice(-1);
  if (last === -1) return points.slice(0, 1);
  return points.slice(Math.max(0, first - 1), last + 2);
}

const rawOpacity = 0.3;

/** The raw line, pale, and the smooth one over it. */
function smoothedLines(series: Series, smooth: readonly CurvePoint[]): Series[] {
  return [
    { ...series, opacity: rawOpacity, dash: 'plain' },
    { ...series, points: smooth, label: `${series.label} ~` },
  ];
}

function readable({ series }: LinesProps, { hidden, smoothing }: ViewChoice): LineView['read'] {
  return series
    .filter(({ label }) => !hidden.has(label))
    .map((one) => {
      const points = one.points.filter(({ y }) => Number.isFinite(y));
      const finite = { ...one, points };
      return one.isNoisy === true && smoothing > 0
        ? { series: finite, smooth: smoothPoints(points, smoothing) }
        : { series: finite };
    });
}

/** A stretch that lies in the whole; another chart's may not. */
function zoomWithin(zoom: Range | undefined, [low, high]: Range): Range | undefined {
  if (zoom === undefined) return undefined;
  const within: Range = [Math.max(low, zoom[0]), Math.min(high, zoom[1])];
  return within[0] < within[1] ? within : undefined;
}

export function viewOf(props: LinesProps, choice: ViewChoice): LineView {
  const read = readable(props, choice);
  const points = read.flatMap(({ series }) => series.points);
  const xs = points.map(({ x }) => x);
  const canLogX = points.length > 0 && xs.every((x) => x > 0);
  const canLogY = points.length > 0 && points.every(({ y }) => y > 0);
  const [isLogX, isLogY] = [choice.wantsLogX && canLogX, choice.wantsLogY && canLogY];
  const whole = wholeOf(props.x, xs, isLogX);
  const zoom = zoomWithin(choice.zoom, whole);
  const cut = (series: Series): Series =>
    zoom === undefined ? series : { ...series, points: pointsWithin(series.points, zoom) };
  const drawn = read
    .flatMap(({ series, smooth }) => (smooth === undefined ? [series] : smoothedLines(series, smooth)))
    .map(cut);
  const ys = drawn.flatMap((line) => line.points.map(({ y }) => y));
  const ends: Axis = zoom === undefined ? props.y : { ...props.y, domain: ['auto', 'auto'] };
  return {
    drawn,
    read,
    x: { domain: zoom ?? whole, isLog: isLogX },
    y: { domain: domainOf(ends, ys, isLogY), isLog: isLogY },
    whole,
    isZoomed: zoom !== undefined,
    canLogX,
    canLogY,
  };
}

export interface Reading {
  readonly label: string;
  readonly x: number;
  /** As it was measured. */
  readonly y: number;
  /** After smoothing. */
  readonly smooth?: number;
}

/** The visible curves at the x of theirs that is nearest. */
export function readingsAt({ read }: LineView, x: number): Reading[] {
  return read.flatMap(({ series, smooth }) => {
    const at = nearestIndex(series.points, x);
    const point = series.points[at];
    if (point === undefined) return [];
    const soft = smooth?.[at]?.y;
    return [{ label: series.label, ...point, ...(soft === undefined ? {} : { smooth: soft }) }];
  });
}

/** The x that the cursor can stand at, in order, each once. */
export function cursorStops({ read, x: { domain } }: LineView): number[] {
  const stops = new Set(read.flatMap(({ series }) => series.points.map(({ x }) => x)));
  return [...stops].filter((x) => x >= domain[0] && x <= domain[1]).sort((a, b) => a - b);
}
