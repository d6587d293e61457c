/** Undo and redo of the experiment. Changes of the same knobs in quick succession, as in a drag, are one step. */
import type { Experiment } from '../../core/experiment/experiment.ts';

/** Changes closer together than this belong to one movement. */
export const movementMs = 800;

/** Steps kept. */
const deepest = 100;

export interface History {
  readonly past: readonly Experiment[];
  readonly future: readonly Experiment[];
  /** What the last change was of, and when. */
  readonly last: { readonly knobs: string; readonly at: number } | undefined;
}

export const emptyHistory: History = { past: [], future: [], last: undefined };

/** `before` is the experiment that a change of `knobs` replaces; `at` in milliseconds. */
export function remember(history: History, before: Experiment, knobs: string, at: number): History {
  const isSameMovement = history.last?.knobs === knobs && at - history.last.at < movementMs;
  const past = isSameMovement ? history.past : [...history.past, before].slice(-deepest);
  return { past, future: [], last: { knobs, at } };
}

export interface Moved {
  readonly experiment: Experiment;
  readonly history: History;
}

/** Undefined when there is nothing to go back to. */
export function undo({ past, future }: History, now: Experiment): Moved | undefined {
  const before = past.at(-1);
  if (before === undefined) return undefined;
  return {
    experiment: before,
    history: { past: past.slice(0, -1), future: [now, ...future], last: undefined },
  };
}

/** Undefined when nothing was undone. */
export function redo({ past, future }: History, now: Experiment): Moved | undefined {
  const [next, ...rest] = future;
  if (next === undefined) return undefined;
  return { experiment: next, history: { past: [...past, now], future: rest, last: undefined } };
}
