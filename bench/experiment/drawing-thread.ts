/** A thread of Node's that draws batches. */
import { parentPort } from 'node:worker_threads';
import { serveDrawing } from '../../src/worker/drawing/serve-drawing.ts';

if (parentPort === null) throw new Error('expected to be started as a thread');
const port = parentPort;

serveDrawing(
  {
    post(message, transfer) {
      port.postMessage(message, transfer);
    },
    listen(hear) {
      port.on('message', hear);
    },
  },
  () => Promise.resolve(undefined),
);
