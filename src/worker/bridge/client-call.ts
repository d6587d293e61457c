/** Calls to a worker that may die: comlink never settles a call to a dead thread, so each is raced against its error. */
import { wrap, type Endpoint, type Remote } from 'comlink';

/** What a `Worker` is to its caller. */
export interface Thread extends Endpoint {
  terminate(): void;
}

export interface WorkerHandle<Api> {
  /** Calls the worker, starting it when it is not running. Rejects when the thread dies; the next call starts again. */
  call<Value>(use: (api: Remote<Api>) => Promise<Value>): Promise<Value>;
  /** Ends the thread, with all it holds; the next call starts again. Not while a call is in progress: it would never settle. */
  end(): void;
}

interface Running<Api> {
  readonly api: Remote<Api>;
  readonly death: Promise<never>;
}

function messageOf(event: Event): string {
  const message: unknown = 'message' in event ? event.message : '';
  return typeof message === 'string' && message !== '' ? message : 'The worker could not be loaded.';
}

/** `onStart` runs once for each thread, before its first call. */
export function createWorkerHandle<Api>(
  spawn: () => Thread,
  onStart: (api: Remote<Api>) => Promise<void> = () => Promise.resolve(),
): WorkerHandle<Api> {
  let running: Promise<Running<Api>> | undefined;
  let terminate: () => void = () => undefined;

  async function start(forget: () => void): Promise<Running<Api>> {
    const thread = spawn();
    terminate = () => {
      thread.terminate();
    };
    const api = wrap<Api>(thread);
    const death = new Promise<never>((_, reject) => {
      thread.addEventListener('error', (event) => {
        forget();
        thread.terminate();
        reject(new Error(messageOf(event)));
      });
    });
    death.catch(() => undefined); // nobody may be waiting when it dies
    try {
      await Promise.race([onStart(api), death]);
    } catch (error) {
      thread.terminate();
      throw error;
    }
    return { api, death };
  }

  /** Starts the thread; one that failed is forgotten, so that the next call tries again. */
  function ensure(): Promise<Running<Api>> {
    if (running !== undefined) return running;
    const forget = () => {
      if (running === started) running = undefined;
    };
    const started = start(forget);
    started.catch(forget);
    running = started;
    return started;
  }

  return {
    async call(use) {
      const { api, death } = await ensure();
      return Promise.race([use(api), death]);
    },
    end() {
      running = undefined;
      terminate();
    },
  };
}
