/**
 * Replies and events travel by separate queues, so a reply may overtake the last events. A call counts as over only
 * when its `end` message has come through the event port as well.
 */
import type { LabEvent, LabMessage } from './contract.ts';

export interface EventDrain {
  /** A new channel, for a new thread; returns the end that the thread keeps. */
  open(): MessagePort;
  /** Runs `call`, reports the events that belong to it, and settles after its `end`. */
  during<Value>(call: () => Promise<Value>, report: (event: LabEvent) => void): Promise<Value>;
}

export function createEventDrain(): EventDrain {
  let local: MessagePort | undefined;
  let report: (event: LabEvent) => void = () => undefined;
  let ended: () => void = () => undefined;
  return {
    open() {
      local?.close();
      const { port1, port2 } = new MessageChannel();
      local = port1;
      port1.onmessage = ({ data }: MessageEvent<LabMessage>) => {
        if (data.type === 'end') ended();
        else data.events.forEach(report);
      };
      return port2;
    },
    async during(call, listener) {
      report = listener;
      const end = new Promise<void>((resolve) => {
        ended = resolve;
      });
      const value = await call();
      await end;
      return value;
    },
  };
}
