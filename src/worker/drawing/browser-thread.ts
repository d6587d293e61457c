/** Starts a drawing thread in a browser; workers may start workers. */
import type { DrawingAnswer, DrawingThread } from './messages.ts';

const unloaded = 'it could not be loaded';

export function spawnDrawingThread(): DrawingThread {
  const worker = new Worker(new URL('./drawing.worker.ts', import.meta.url), {
    type: 'module',
    name: 'drawing',
  });
  return {
    post(message, transfer) {
      worker.postMessage(message, transfer);
    },
    listen(hear) {
      worker.onmessage = ({ data }: MessageEvent<DrawingAnswer>) => {
        hear(data);
      };
    },
    onDeath(tell) {
      // One that cannot be loaded gives an event without a message, whatever its type says.
      worker.onerror = ({ message = unloaded }: Partial<ErrorEvent>) => {
        tell(message);
      };
      worker.onmessageerror = () => {
        tell('a batch could not be read');
      };
    },
    terminate() {
      worker.terminate();
    },
  };
}
