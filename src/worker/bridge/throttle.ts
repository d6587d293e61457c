/** Collects a run's events and lets them out at most ten times a second, in order, none lost. */
import type { LabEvent, LabMessage } from './contract-lab.ts';

const intervalMs = 100;

const frequent: ReadonlySet<LabEvent['type']> = new Set([
  'step',
  'validated',
  'scored',
  'bank',
  'live-progress',
  'live-scored',
  'stressed',
]);

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
      if (!frequent.has(event.type) || now() - sentAt >= intervalMs) flush();
    },
    flush,
  };
}
