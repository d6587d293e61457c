import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';
import { createCursor } from './plot/cursor.ts';
import { nearestIndex, rowsOf, sampledRows } from './curve-rows.ts';
import { cursorStops, pointsWithin, readingsAt, viewOf, type ViewChoice } from './lines/line-view.ts';
import type { LinesProps } from './lines/lines-props.ts';
import { moved, shareOf, stretch, valueAt, zoomed, type Range } from './plot/scale.ts';
import { linearTicks, logTicks, roundRange } from './plot/ticks.ts';

const plain = { domain: [0, 100], isLog: false } as const;
const log = { domain: [1, 1000], isLog: true } as const;

describe('an axis', () => {
  it('places values by their share of it, and finds them again', () => {
    expect(shareOf(plain, 25)).toBe(0.25);
    expect(shareOf(log, 10)).toBeCloseTo(1 / 3, 12);
    fc.assert(
      fc.property(fc.double({ min: 1, max: 100, noNaN: true }), fc.boolean(), (value, isLog) => {
        const scale = { domain: [1, 100] as const, isLog };
        expect(valueAt(scale, shareOf(scale, value))).toBeCloseTo(value, 9);
      }),
    );
  });

  it('shows the stretch that is drawn, whichever end came first', () => {
    expect(stretch(plain, [0, 100], 0.5, 0.25)).toEqual([25, 50]);
    expect(stretch({ domain: [50, 100], isLog: false }, [0, 100], 0, 0.5)).toEqual([50, 75]);
    expect(stretch(plain, [0, 100], -1, 3)).toBeUndefined();
  });

  it('zooms around its centre, in equal ratios where it is logarithmic, and never beyond its ends', () => {
    expect(zoomed(plain, [0, 100], 0.5)).toEqual([25, 75]);
    expect(zoomed(plain, [0, 100], 2)).toBeUndefined();
    const [low, high] = zoomed(log, [1, 1000], 1 / 3) ?? [0, 0];
    expect([low, high].map((end) => Number(end.toFixed(9)))).toEqual([10, 100]);
    expect(moved({ domain: [25, 75], isLog: false }, [0, 100], 1)).toEqual([50, 100]);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b) => {
          const [from, to] = stretch(plain, [0, 100], a, b) ?? [0, 100];
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(100 + 1e-9);
          expect(to - from).toBeGreaterThanOrEqual(0.1 - 1e-9);
        },
      ),
    );
  });
});

describe('ticks', () => {
  it('are round', () => {
    expect(linearTicks([0, 1])).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks([3, 447])).toEqual([100, 200, 300, 400]);
    expect(linearTicks([-1, 1])).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it('of a logarithmic axis are powers of ten, with 2 and 5 of them where there is room', () => {
    expect(logTicks([0.001, 1000])).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
    expect(logTicks([1, 100])).toEqual([1, 2, 5, 10, 20, 50, 100]);
    expect(logTicks([40, 60])).toEqual([40, 45, 50, 55, 60]);
  });

  it('widen a range to round ends, and give an empty one room', () => {
    expect(roundRange([0.13, 4.7], false)).toEqual([0, 5]);
    expect(roundRange([0.013, 4.7], true)).toEqual([0.01, 5]);
    expect(roundRange([3, 3], false)).toEqual([2, 4]);
    expect(roundRange([0, 0], false)).toEqual([-0.6, 0.6]);
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.boolean(),
        (a, b, isLog) => {
          const range: Range = [Math.min(a, b), Math.max(a, b)];
          const [low, high] = roundRange(range, isLog);
          expect(low).toBeLessThanOrEqual(range[0] * (1 + 1e-6));
          expect(high).toBeGreaterThanOrEqual(range[1] * (1 - 1e-6));
          expect(low).toBeLessThan(high);
        },
      ),
    );
  });
});

describe('rows of curves', () => {
  const a = [0, 0, 1].map((x, i) => ({ x, y: i }));
  const b = [0, 0.5].map((x) => ({ x, y: 10 + x }));

  it('hold every point once, in order, with gaps where a curve has none', () => {
    expect(rowsOf([a, b])).toEqual([
      { x: 0, count: 0, ys: [0, 10] },
      { x: 0, count: 1, ys: [1, undefined] },
      { x: 0.5, count: 0, ys: [undefined, 10.5] },
      { x: 1, count: 0, ys: [2, undefined] },
    ]);
    expect(rowsOf([])).toEqual([]);
  });

  it('are sampled evenly with both ends', () => {
    expect(sampledRows([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
    expect(sampledRows([1, 2], 3)).toEqual([1, 2]);
  });

  it('find the nearest point as a search through all of them does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1 }),
        fc.double({ min: -1, max: 10, noNaN: true }),
        (xs, x) => {
          const points = xs.sort((one, other) => one - other).map((each) => ({ x: each }));
          const least = Math.min(...points.map((point) => Math.abs(point.x - x)));
          const found = points[nearestIndex(points, x)];
          expect(Math.abs((found?.x ?? NaN) - x)).toBe(least);
        },
      ),
    );
    expect(nearestIndex(a, -3)).toBe(1); // the top of a vertical stretch
    expect(nearestIndex([], 1)).toBe(-1);
  });

  it('become comma-separated values that keep digits, and quote what would break them', () => {
    expect(
      toCsv(
        ['step', 'a, "b"'],
        [
          [1, 0.1 + 0.2],
          [2, undefined],
        ],
      ),
    ).toBe('step,"a, ""b"""\r\n1,0.30000000000000004\r\n2,\r\n');
  });
});

const props: LinesProps = {
  x: { label: 'step', domain: [0, 8] },
  y: { label: 'loss', domain: [0, 'auto'] },
  series: [
    {
      label: 'loss',
      points: [1, 2, 4, 8].map((x) => ({ x, y: 8 / x })),
      colour: 'red',
      dash: 'plain',
      isNoisy: true,
    },
    { label: 'rate', points: [1, 8].map((x) => ({ x, y: -x })), colour: 'blue', dash: 'dashed' },
  ],
};
const choice: ViewChoice = {
  hidden: new Set(),
  wantsLogX: false,
  wantsLogY: false,
  smoothing: 0,
  zoom: undefined,
};

describe('the view of a line chart', () => {
  it('keeps the raw line under the smooth one', () => {
    const { drawn } = viewOf(props, { ...choice, smoothing: 0.5 });
    expect(drawn.map(({ label, opacity }) => [label, opacity])).toEqual([
      ['loss', 0.3],
      ['loss ~', undefined],
      ['rate', undefined],
    ]);
    expect(drawn[0]?.points).toEqual(props.series[0]?.points);
    expect(drawn[1]?.points[1]?.y).toBeCloseTo((0.5 * 4 + 0.25 * 8) / 0.75, 12);
  });

  it('has a logarithmic axis only where all that is shown is above 0', () => {
    const asked = { ...choice, wantsLogX: true, wantsLogY: true };
    const all = viewOf(props, asked);
    expect([all.canLogX, all.canLogY, all.y.isLog]).toEqual([true, false, false]);
    const one = viewOf(props, { ...asked, hidden: new Set(['rate']) });
    expect(one.y).toEqual({ domain: [1, 10], isLog: true });
    expect(one.x).toEqual({ domain: [1, 8], isLog: true });
  });

  it('fits y to the stretch that is shown', () => {
    const view = viewOf(props, { ...choice, hidden: new Set(['rate']), zoom: [4, 20] });
    expect(view.x.domain).toEqual([4, 8]);
    expect(view.drawn[0]?.points.map(({ x }) => x)).toEqual([2, 4, 8]);
    expect(view.y.domain).toEqual([1, 4]);
    expect(viewOf(props, { ...choice, zoom: [30, 40] }).isZoomed).toBe(false);
  });

  it('leaves out what is not a number, and shows an empty chart where nothing is left', () => {
    const series = [
      { ...props.series[0], label: 'x', colour: '', dash: 'plain', points: [{ x: 1, y: NaN }] } as const,
    ];
    const view = viewOf({ ...props, series }, choice);
    expect(view.drawn[0]?.points).toEqual([]);
    expect([view.x.domain, view.y.domain]).toEqual([
      [0, 8],
      [0, 1],
    ]);
  });

  it('is read at the nearest x, raw and smooth', () => {
    const view = viewOf(props, { ...choice, smoothing: 0.5 });
    const [loss, rate] = readingsAt(view, 2.4);
    expect([loss?.x, loss?.y, rate?.x]).toEqual([2, 4, 1]);
    expect(loss?.smooth).toBeCloseTo(16 / 3, 12);
    expect(cursorStops(view)).toEqual([1, 2, 4, 8]);
    expect(cursorStops(viewOf(props, { ...choice, zoom: [2, 4] }))).toEqual([2, 4]);
  });

  it('cuts points that lie all on one side of a stretch to the one next to it', () => {
    const points = [1, 2, 3].map((x) => ({ x, y: x }));
    expect(pointsWithin(points, [2.2, 2.4]).map(({ x }) => x)).toEqual([2, 3]);
    expect(pointsWithin(points, [5, 6]).map(({ x }) => x)).toEqual([3]);
    expect(pointsWithin(points, [-2, 0]).map(({ x }) => x)).toEqual([1]);
  });
});

describe('the cursor', () => {
  it('follows the pointer until it is pinned, and again when it is let go', () => {
    const cursor = createCursor();
    cursor.hover(3);
    cursor.pin(4);
    cursor.hover(9);
    expect(cursor.store.getState()).toMatchObject({ x: 4, isPinned: true });
    cursor.pin(4);
    cursor.hover(9);
    expect(cursor.store.getState()).toMatchObject({ x: 9, isPinned: false });
    cursor.pin(2);
    cursor.leave();
    expect(cursor.store.getState()).toMatchObject({ x: undefined, isPinned: false });
  });
});
