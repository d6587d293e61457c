/** Workers for tests: an API behind a real message channel, without a thread, that can be made to die. */
import { expose } from 'comlink';

export interface FakeThread {
  readonly start: () => void;
  readonly postMessage: (message: unknown, transfer?: Transferable[]) => void;
  readonly addEventListener: EventTarget['addEventListener'];
  readonly removeEventListener: EventTarget['removeEventListener'];
  readonly terminate: () => void;
  /** What an uncaught error in the thread, or a script that cannot be loaded, does. */
  readonly die: (message: string) => void;
  readonly isTerminated: () => boolean;
}

const opened: MessagePort[] = [];

/** Closes every channel, so that the test's process can end. */
export function closeThreads(): void {
  for (const port of opened.splice(0)) port.close();
}

/** Leaves a port of the test's own to `closeThreads`. */
export function closeLater(port: MessagePort): void {
  opened.push(port);
}

/** A worker without a thread: `api` behind a real message channel. */
export function fakeThread(api: unknown): FakeThread {
  const { port1, port2 } = new MessageChannel();
  opened.push(port1, port2);
  expose(api, port2);
  const errors = new EventTarget();
  const targetOf = (type: string) => (type === 'error' ? errors : port1);
  let terminated = false;
  return {
    start: () => {
      port1.start();
    },
    postMessage: (message: unknown, transfer: Transferable[] = []) => {
      port1.postMessage(message, transfer);
    },
    addEventListener: (type, listener) => {
      targetOf(type).addEventListener(type, listener);
    },
    removeEventListener: (type, listener) => {
      targetOf(type).removeEventListener(type, listener);
    },
    terminate: () => {
      terminated = true;
      port1.close();
    },
    die: (message) => {
      errors.dispatchEvent(Object.assign(new Event('error'), { message }));
    },
    isTerminated: () => terminated,
  };
}

/** A spawner that keeps the threads it made. */
export function spawner(make: (index: number) => unknown): {
  readonly threads: FakeThread[];
  readonly spawn: () => FakeThread;
} {
  const threads: FakeThread[] = [];
  return {
    threads,
    spawn: () => {
      const thread = fakeThread(make(threads.length));
      threads.push(thread);
      return thread;
    },
  };
}
