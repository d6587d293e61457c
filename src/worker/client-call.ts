/** Calls to a worker that may die: comlink never settles a call to a dead thread, so each is raced against its error. */
import { wrap, type Remote } from 'comlink';

export interface WorkerHandle<Api> {
  /** Calls the worker, starting it when it is not running. Rejects when the thread dies; the next call starts anew. */
  call<Value>(use: (api: Remote<Api>) => Promise<Value>): Promise<Value>;
}

interface Running<Api> {
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
    return { api, death };
  }

  /** Starts the thread; one that could not start is forgotten, so that the next call tries again. */
  function ensure(): Promise<Running<Api>> {
    running ??= start().catch((error: unknown) => {
      running = undefined;
      throw error;
    });
    return running;
  }

  return {
    async call(use) {
      const { api, death } = await ensure();
      return Promise.race([use(api), death]);
    },
  };
}
