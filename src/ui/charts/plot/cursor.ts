/** The place along x that is read, and the stretch of x that is shown: one for all charts of the same x. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Range } from './scale.ts';

export interface CursorState {
  readonly x: number | undefined;
  /** Stays where it is when the pointer moves on. */
  readonly isPinned: boolean;
  /** Undefined: the whole axis. */
  readonly zoom: Range | undefined;
}

export interface Cursor {
  readonly store: StoreApi<CursorState>;
  /** A pinned cursor is left where it is. */
  readonly hover: (x: number | undefined) => void;
  readonly move: (x: number) => void;
  /** Pins it at x; where it is pinned there already, lets it go. */
  readonly pin: (x: number) => void;
  readonly leave: () => void;
  readonly zoomTo: (zoom: Range | undefined) => void;
}

export function createCursor(): Cursor {
  const store = createStore<CursorState>(() => ({ x: undefined, isPinned: false, zoom: undefined }));
  return {
    store,
    hover: (x) => {
      if (!store.getState().isPinned && store.getState().x !== x) store.setState({ x });
    },
    move: (x) => {
      store.setState({ x });
    },
    pin: (x) => {
      const now = store.getState();
      store.setState({ x, isPinned: !(now.isPinned && now.x === x) });
    },
    leave: () => {
      store.setState({ x: undefined, isPinned: false });
    },
    zoomTo: (zoom) => {
      store.setState({ zoom });
    },
  };
}
