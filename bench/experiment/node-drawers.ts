/** Threads of Node's that draw the batches of a run. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Drawers } from '../../src/engine/training/batch-stream.ts';
import type { DrawingThread } from '../../src/worker/drawing/messages.ts';
import { planDrawers, type DrawnRun } from '../../src/worker/drawing/plan-drawers.ts';

/** Registers the loader of TypeScript, which a thread does not take over, and goes on with the file. */
const start = `
  const { loader, file } = require('node:worker_threads').workerData;
  import(loader).then(({ register }) => {
    register();
    return import(file);
  });
`;

function spawn(): DrawingThread {
  const file = new URL('./drawing-thread.ts', import.meta.url).href;
  const workerData = { loader: import.meta.resolve('tsx/esm/api'), file };
  const worker = new Worker(start, { eval: true, workerData });
  return {
    post(message, transfer) {
      worker.postMessage(message, transfer);
    },
    listen(hear) {
      worker.on('message', hear);
    },
    onDeath(tell) {
      worker.on('error', (error) => {
        tell(error instanceof Error ? error.message : String(error));
      });
      worker.on('exit', (code) => {
        tell(`it ended with ${code}`);
      });
    },
    terminate() {
      void worker.terminate();
    },
  };
}

/** One for each core; `undefined` where copies of the images would take too much memory. */
export function nodeDrawers(
  run: Pick<DrawnRun, 'experiment' | 'images'>,
  tell: (line: string) => void,
): Drawers | undefined {
  const onLost: Drawers['onLost'] = (left, detail) => {
    tell(`a thread that draws batches is gone (${detail}); ${left} are left`);
  };
  return planDrawers({ ...run, stored: undefined }, { spawn, most: availableParallelism(), onLost });
}
