/** A thread of the lab's that draws batches. */
import { PixelCache } from '../../core/image/lazy-image.ts';
import { openBrowserPack } from '../data/storage/browser-packs.ts';
import type { DrawingAnswer, DrawingPort, DrawingRequest } from './messages.ts';
import { serveDrawing } from './serve-drawing.ts';

const port: DrawingPort<DrawingAnswer, DrawingRequest> = {
  post(message, transfer) {
    globalThis.postMessage(message, { transfer });
  },
  listen(hear) {
    globalThis.onmessage = ({ data }: MessageEvent<DrawingRequest>) => {
      hear(data);
    };
  },
};

serveDrawing(port, (wanted, cacheBytes) => openBrowserPack(wanted, new PixelCache(cacheBytes)));
