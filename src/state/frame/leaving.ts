/** What is deleted is hidden first, and goes for good once nobody has thought better of it. */
import type { Later } from '../studio/studio.ts';

/** Time to think better of it. */
export const undoMs = 10_000;

export interface LeavingTools<Item> {
  readonly later: Later;
  /** The one that is hidden; its place is the caller's store. */
  readonly get: () => Item | undefined;
  readonly set: (item: Item | undefined) => void;
  readonly takeAway: (item: Item) => void;
  /** Whether it cannot go yet; it is tried again some time later. */
  readonly isHeld?: (item: Item) => boolean;
}

export interface Leaving<Item> {
  /** What was leaving goes for good now, and this one is hidden. */
  readonly leave: (item: Item) => void;
  /** What was leaving goes for good now. */
  readonly settle: () => void;
  /** It stays, or has gone otherwise: nothing is taken away. */
  readonly stay: () => void;
}

export function createLeaving<Item>({
  later,
  get,
  set,
  takeAway,
  isHeld,
}: LeavingTools<Item>): Leaving<Item> {
  let callOff: () => void = () => undefined;

  function stay(): void {
    callOff();
    set(undefined);
  }
  function settle(): void {
    const item = get();
    stay();
    if (item !== undefined) takeAway(item);
  }
  function wait(): void {
    callOff = later(() => {
      const item = get();
      if (item !== undefined && isHeld?.(item) === true) wait();
      else settle();
    }, undoMs);
  }
  return {
    leave(item) {
      settle();
      set(item);
      wait();
    },
    settle,
    stay,
  };
}
