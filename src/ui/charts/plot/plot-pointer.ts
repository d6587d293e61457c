/** Pointer and keys over a plot: the cursor follows, a click holds it, a drag zooms. */
import { useState } from 'react';
import { nearestIndex } from '../curve-rows.ts';
import type { Cursor } from './cursor.ts';
import { cursorStops, type LineView } from '../lines/line-view.ts';
import { usePlotInsets, type PlotInsets } from './plot-insets.ts';
import { moved, shareOf, stretch, valueAt, zoomed } from './scale.ts';

/** A drag of less than this share of the plot is a click. */
const leastDrag = 0.02;

const known = new WeakMap<LineView, readonly number[]>();

/** Found when first asked for: a run has thousands, and most views are never pointed at. */
function stopsOf(view: LineView): readonly number[] {
  const stops = known.get(view) ?? cursorStops(view);
  known.set(view, stops);
  return stops;
}

function stopIndex(view: LineView, x: number): number {
  return nearestIndex(
    stopsOf(view).map((stop) => ({ x: stop })),
    x,
  );
}

/** The place nearest to `x` that the cursor can stand at. */
export function nearestStop(view: LineView, x: number): number | undefined {
  return stopsOf(view)[stopIndex(view, x)];
}

function shareUnder(event: React.PointerEvent<HTMLElement>, { left, right }: PlotInsets): number {
  const frame = event.currentTarget.getBoundingClientRect();
  return (event.clientX - frame.left - left) / (frame.width - left - right);
}

const isInside = (share: number) => share >= -0.01 && share <= 1.01;

interface PointerHandlers {
  readonly onPointerDown: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: React.PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: () => void;
  readonly onPointerLeave: () => void;
  readonly onDoubleClick: () => void;
}

interface PlotPointer {
  readonly handlers: PointerHandlers;
  /** Ends of the drag, as shares of the plot. */
  readonly dragged: readonly [number, number] | undefined;
}

/** `canDrag`: nothing else on the plot is dragged. */
export function usePlotPointer(view: LineView, cursor: Cursor, canDrag: boolean): PlotPointer {
  const [dragged, setDragged] = useState<readonly [number, number]>();
  const insets = usePlotInsets();
  const stopAt = (share: number) => nearestStop(view, valueAt(view.x, share));
  const release = () => {
    if (dragged === undefined) return;
    const [from, to] = dragged;
    setDragged(undefined);
    if (Math.abs(to - from) >= leastDrag) {
      cursor.zoomTo(
        stretch(view.x, view.whole, Math.max(0, Math.min(from, to)), Math.min(1, Math.max(from, to))),
      );
      return;
    }
    const stop = stopAt(to);
    if (stop !== undefined) cursor.pin(stop);
  };
  return {
    dragged: dragged !== undefined && Math.abs(dragged[1] - dragged[0]) >= leastDrag ? dragged : undefined,
    handlers: {
      onPointerDown: (event) => {
        const share = shareUnder(event, insets);
        if (!canDrag || event.button !== 0 || !isInside(share)) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDragged([share, share]);
      },
      onPointerMove: (event) => {
        const share = shareUnder(event, insets);
        if (dragged !== undefined) setDragged([dragged[0], share]);
        else cursor.hover(isInside(share) ? stopAt(share) : undefined);
      },
      onPointerUp: release,
      onPointerCancel: () => {
        setDragged(undefined);
      },
      onPointerLeave: () => {
        cursor.hover(undefined);
      },
      onDoubleClick: () => {
        if (canDrag) cursor.zoomTo(undefined);
      },
    },
  };
}

const arrows: Readonly<Partial<Record<string, 1 | -1>>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
};

/** Index of the stop that a key leads to; `undefined` if the key does not move the cursor. */
function stopAfter(key: string, isFar: boolean, at: number, count: number): number | undefined {
  const by = arrows[key];
  const kept = (index: number) => Math.min(count - 1, Math.max(0, index));
  if (by !== undefined) return kept(at + by * (isFar ? 10 : 1));
  if (key === 'PageUp' || key === 'PageDown')
    return kept(at + (key === 'PageUp' ? 1 : -1) * Math.ceil(count / 10));
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : undefined;
}

/** Less or more of x, around the cursor where there is one. */
export function zoomBy(view: LineView, cursor: Cursor, factor: number): void {
  const { x } = cursor.store.getState();
  const centre = x === undefined ? 0.5 : Math.min(1, Math.max(0, shareOf(view.x, x)));
  cursor.zoomTo(zoomed(view.x, view.whole, factor, centre));
}

export function panBy(view: LineView, cursor: Cursor, by: number): void {
  cursor.zoomTo(moved(view.x, view.whole, by));
}

const others: Readonly<Partial<Record<string, (view: LineView, cursor: Cursor, stop: number) => void>>> = {
  Enter: (_, cursor, stop) => {
    cursor.pin(stop);
  },
  ' ': (_, cursor, stop) => {
    cursor.pin(stop);
  },
  '+': (view, cursor) => {
    zoomBy(view, cursor, 0.5);
  },
  '=': (view, cursor) => {
    zoomBy(view, cursor, 0.5);
  },
  '-': (view, cursor) => {
    zoomBy(view, cursor, 2);
  },
  '0': (_, cursor) => {
    cursor.zoomTo(undefined);
  },
  Escape: (_, cursor) => {
    cursor.leave();
  },
};

const hasModifier = ({ ctrlKey, metaKey, altKey }: React.KeyboardEvent) => ctrlKey || metaKey || altKey;

/** True where the key meant something. */
export function pressKey(event: React.KeyboardEvent, view: LineView, cursor: Cursor): boolean {
  const stops = stopsOf(view);
  const { x } = cursor.store.getState();
  const at = x === undefined ? stops.length - 1 : stopIndex(view, x);
  const stop = stops[at];
  if (hasModifier(event) || stop === undefined) return false;
  const next = stops[stopAfter(event.key, event.shiftKey, at, stops.length) ?? -1];
  const other = others[event.key];
  if (next !== undefined) cursor.move(next);
  else if (other !== undefined && !(event.key === 'Escape' && x === undefined)) other(view, cursor, stop);
  else return false;
  return true;
}
