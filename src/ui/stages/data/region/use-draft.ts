/** A region while it is drawn: its cells, with every step back and forward. */
import { useState } from 'react';
import type { RegionOfInterest } from '../../../../core/image/image.ts';
import { cellsOf } from '../../../../core/image/region-of-interest.ts';

interface Steps {
  readonly past: readonly Uint8Array[];
  readonly cells: Uint8Array;
  readonly future: readonly Uint8Array[];
}

/** Steps that can be undone: 16 KB each. */
const most = 50;

export interface Draft {
  readonly cells: Uint8Array;
  /** Steps back, and steps forward. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly change: (cells: Uint8Array) => void;
  /** Goes on with the step that was made last: a brush that is still held. */
  readonly goOn: (change: (cells: Uint8Array) => Uint8Array) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

function undone({ past, cells, future }: Steps): Steps {
  const before = past.at(-1);
  return before === undefined
    ? { past, cells, future }
    : { past: past.slice(0, -1), cells: before, future: [cells, ...future] };
}

function redone({ past, cells, future }: Steps): Steps {
  const [next, ...rest] = future;
  return next === undefined ? { past, cells, future } : { past: [...past, cells], cells: next, future: rest };
}

export function useDraft(first: RegionOfInterest | undefined): Draft {
  const [steps, setSteps] = useState<Steps>(() => ({
    past: [],
    cells: cellsOf(first ?? { ignored: [] }),
    future: [],
  }));
  return {
    cells: steps.cells,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    change(cells) {
      setSteps((now) => ({ past: [...now.past, now.cells].slice(-most), cells, future: [] }));
    },
    goOn(change) {
      setSteps((now) => ({ ...now, cells: change(now.cells) }));
    },
    undo() {
      setSteps(undone);
    },
    redo() {
      setSteps(redone);
    },
  };
}
