/** Charts inside one of these share their cursor and their zoom, since they share x. */
import { createContext, useContext, useState } from 'react';
import { useStore } from 'zustand';
import { createCursor, type Cursor } from './plot/cursor.ts';
import { readingsAt, type LineView, type Reading } from './lines/line-view.ts';

export const SharedCursor = createContext<Cursor | undefined>(undefined);

/** The shared one, or the chart's own. */
export function useCursor(): Cursor {
  const shared = useContext(SharedCursor);
  const [own] = useState(createCursor);
  return shared ?? own;
}

export interface CursorReading {
  readonly x: number;
  readonly isPinned: boolean;
  readonly readings: readonly Reading[];
}

/** What the curves read under the cursor; `undefined` if it is away. */
export function useReadings(cursor: Cursor, view: LineView): CursorReading | undefined {
  const x = useStore(cursor.store, (state) => state.x);
  const isPinned = useStore(cursor.store, (state) => state.isPinned);
  return x === undefined ? undefined : { x, isPinned, readings: readingsAt(view, x) };
}
