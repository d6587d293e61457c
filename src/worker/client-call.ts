/** Calls to a worker that may die: comlink never settles a call to a dead thread, so each is raced against its error. */
import { releaseProxy, wrap, type Remote } from 'comlink';

export interface WorkerHandle<Api> {
  /** Calls the worker, starting it when it is not running. Rejects when the thread dies; the next call starts anew. */
  call<Value>(use: (api: Remote<Api>) => Promise<Value>): Promise<Value>;
  isRunning(): boolean;
  terminate(): void;
}

interface Running<Api> {
  readonly thread: Worker;
  readonly api: Remote<Api>;
  readonly death: Promise<never>;
}

/** `onStart` runs once for each thread, before its first call. */
export function createWorkerHandle<Api>(
  spawn: () => Worker,
  onStart: (api: Remote<Api>) => Promise<void> = () => Promise.resolve(),
): WorkerHandle<Api> {
  let running: Promise<Running<Api>> | undefined;

  async function start(): Promise<Running<Api>> {
    const thread = spawn();
    const api = wrap<Api>(thread);
    const death = new Promise<never>((_, reject) => {
      thread.addEventListener('error', (event) => {
        running = undefined;
        thread.terminate();
        reject(new Error(event.message === '' ? 'The worker could not be loaded.' : event.message));
      });
    });
    death.catch(() => undefined); // nobody may be waiting when it dies
    await Promise.race([onStart(api), death]);
    return { thread, api, death };
  }

  return {
    async call(use) {
      running ??= start();
      try {
        const { api, death } = await running;
        return await Promise.race([use(api), death]);
      } catch (error) {
        if (running !== undefined && !(await isAlive(running))) running = undefined;
        throw error;
      }
    },
    isRunning: () => running !== undefined,
    terminate() {
      void running?.then(({ thread, api }) => {
        api[releaseProxy]();
        thread.terminate();
      });
      running = undefined;
    },
  };
}

/** A thread that never started is not alive. */
async function isAlive<Api>(running: Promise<Running<Api>>): Promise<boolean> {
  return running.then(
    () => true,
    () => false,
  );
}
