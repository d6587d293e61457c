/** A drawing thread as the training loop calls it. */
import type { Drawer } from '../../engine/training/batch-stream.ts';
import type { DrawingAnswer, DrawingOrder, DrawingRequest, DrawingThread } from './messages.ts';

/** Seconds after which a thread that has not drawn counts as gone: one that the system ended for its memory may not say so. */
const patience = 30;

interface Waiting {
  readonly resolve: (answer: DrawingAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Sends `order` at once. */
export function createDrawer(thread: DrawingThread, order: DrawingOrder): Drawer {
  const waiting: Waiting[] = [];
  let death: Error | undefined;
  let alarm: ReturnType<typeof setTimeout> | undefined;

  function die(detail: string): void {
    death ??= new Error(detail);
    clearTimeout(alarm);
    for (const { reject } of waiting.splice(0)) reject(death);
  }

  /** The time of the first that waits; a thread that is being loaded may take as long as it takes. */
  function watch(): void {
    clearTimeout(alarm);
    if (waiting.length === 0) return;
    alarm = setTimeout(() => {
      die(`no batch came for ${patience} seconds`);
    }, 1000 * patience);
  }

  function ask(request: DrawingRequest): Promise<DrawingAnswer> {
    if (death !== undefined) return Promise.reject(death);
    const answer = new Promise<DrawingAnswer>((resolve, reject) => waiting.push({ resolve, reject }));
    thread.post(request, []);
    return answer;
  }

  thread.onDeath(die);
  thread.listen((answer) => {
    const first = waiting.shift();
    watch();
    if (answer.type === 'failed') first?.reject(new Error(answer.detail));
    else first?.resolve(answer);
  });
  return {
    ready: ask({ type: 'open', order }).then(() => undefined),
    async draw(step) {
      const drawing = ask({ type: 'draw', step });
      if (waiting.length === 1) watch();
      const answer = await drawing;
      if (answer.type !== 'drawn') throw new Error(`expected a batch, got ${answer.type}`);
      return answer.outcome;
    },
    end() {
      thread.terminate();
      die('ended');
    },
  };
}
