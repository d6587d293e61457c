/** Pictures with a map are painted one after another, so that several of them never hold the page at once. */
import { paint, type Layers } from './paint.ts';

/** A task goes on to the next picture as long as it has used less than this. */
const budgetMs = 8;

const waiting = new Map<HTMLCanvasElement, Layers>();
const { port1, port2 } = new MessageChannel();

port1.onmessage = () => {
  const began = performance.now();
  for (const [canvas, layers] of waiting) {
    waiting.delete(canvas);
    paint(canvas, layers);
    if (performance.now() - began > budgetMs) break;
  }
  if (waiting.size > 0) port2.postMessage(undefined);
};

/** Paints soon; what waits for the same canvas is dropped. The result takes it back, for a canvas that goes. */
export function paintInTurn(canvas: HTMLCanvasElement, layers: Layers): () => void {
  if (waiting.size === 0) port2.postMessage(undefined);
  waiting.set(canvas, layers);
  return () => {
    if (waiting.get(canvas) === layers) waiting.delete(canvas);
  };
}
