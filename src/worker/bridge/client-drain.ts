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
  /**
   * Runs `call`, reports the events that belong to it, and settles after its `end`. The lab works in the order of the calls, so
   * what arrives belongs to the first call that has not ended.
   */
  during<Value>(call: () => Promise<Value>, report: Report): Promise<Value>;
}

interface Listening {
  readonly report: Report;
  readonly ended: () => void;
}

export function createEventDrain(): EventDrain {
  let local: MessagePort | undefined;
  let waiting: Listening[] = [];
  return {
    open() {
      local?.close();
      waiting = [];
      const { port1, port2 } = new MessageChannel();
      local = port1;
      port1.onmessage = ({ data }: MessageEvent<LabMessage>) => {
        if (data.type === 'end') waiting.shift()?.ended();
        else waiting.at(0)?.report(data.events);
      };
      return port2;
    },
    async during(call, report) {
      let ended: () => void = () => undefined;
      const end = new Promise<void>((resolve) => {
        ended = resolve;
      });
      const mine = { report, ended };
      waiting.push(mine);
      try {
        const value = await call();
        await end;
        return value;
      } catch (error) {
        waiting = waiting.filter((one) => one !== mine);
        throw error;
      }
    },
  };
}
