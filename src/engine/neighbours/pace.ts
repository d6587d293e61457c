/** Parts of long work, of a size that keeps each part short: a stop is heard between two of them. */
import type { RunControl } from '../training/control.ts';

export type Waiting = Pick<RunControl, 'isStopped' | 'yieldToMessages'>;

export interface Pace {
  /** Position of the current size in the list. */
  readonly level: number;
  /** Adapts to what a part of the current size took. */
  took(ms: number): void;
}

/** Milliseconds of a part: shorter ones grow, longer ones shrink. */
const [shortMs, longMs] = [20, 80];

export function createPace(levels: number): Pace {
  let level = 0;
  return {
    get level() {
      return level;
    },
    took(ms) {
      if (ms < shortMs) level = Math.min(levels - 1, level + 1);
      if (ms > longMs) level = Math.max(0, level - 1);
    },
  };
}

/** Runs `part` for ranges of 0 to `count`, about as long as a part should take; false where it was stopped. */
export async function inParts(
  count: number,
  waiting: Waiting,
  part: (start: number, end: number) => void,
): Promise<boolean> {
  let size = 1;
  for (let start = 0; start < count;) {
    if (waiting.isStopped()) return false;
    const end = Math.min(count, start + size);
    const began = performance.now();
    part(start, end);
    const ms = performance.now() - began;
    if (ms < shortMs) size *= 2;
    if (ms > longMs) size = Math.max(1, size >> 1);
    start = end;
    await waiting.yieldToMessages();
  }
  return true;
}
