/**
 * Replies and events travel by separate queues, so a reply may overtake the last events. A call counts as over only
 * when its `end` message has come through the event port as well.
 */
import type { LabEvent, LabMessage } from './contract-lab.ts';

/** Hears events in order, in the parts in which they came. */
export type Report = (events: readonly LabEvent[]) => void;

export interface EventDrain {
  /** A new channel, for a new thread; returns the end that the thread keeps. The last thread is not heard any more. */
  open(): MessagePort;
  /** Runs `call`, reports the events that belong to it, and settles after its `end`. One at a time. */
  during<Value>(call: () => Promise<Value>, report: Report): Promise<Value>;
}

interface Listening {
  readonly report: Report;
  readonly ended: () => void;
}

export function createEventDrain(): EventDrain {
  let local: MessagePort | undefined;
  let listening: Listening | undefined;
  return {
    open() {
      local?.close();
      listening = undefined;
      const { port1, port2 } = new MessageChannel();
      local = port1;
      port1.onmessage = ({ data }: MessageEvent<LabMessage>) => {
        if (data.type === 'end') listening?.ended();
        else listening?.report(data.events);
      };
      return port2;
    },
    async during(call, report) {
      if (listening !== undefined) throw new Error('Another run is still going; stop it first.');
      let mine: Listening | undefined;
      const end = new Promise<void>((resolve) => {
        mine = { report, ended: resolve };
      });
      listening = mine;
      try {
        const value = await call();
        await end;
        return value;
      } finally {
        if (listening === mine) listening = undefined;
      }
    },
  };
}
