/** Collects a run's events and lets them out at most ten times a second, in order, none lost. */
import type { LabEvent, LabMessage } from './contract-lab.ts';

const intervalMs = 100;

export interface Throttle {
  readonly add: (event: LabEvent) => void;
  /** Sends what is waiting. */
  readonly flush: () => void;
}

export function createThrottle(post: (message: LabMessage) => void, now: () => number): Throttle {
  let waiting: LabEvent[] = [];
  let sentAt = -Infinity;
  const flush = () => {
    if (waiting.length === 0) return;
    post({ type: 'events', events: waiting });
    waiting = [];
    sentAt = now();
  };
  return {
    add(event) {
      waiting.push(event);
      const isRare = event.type !== 'step' && event.type !== 'scored' && event.type !== 'bank';
      if (isRare || now() - sentAt >= intervalMs) flush();
    },
    flush,
  };
}
