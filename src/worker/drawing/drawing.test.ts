import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { normalImages } from '../../core/dataset/normal-images.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { recipeOf } from '../../detectors/run-detector.ts';
import { splitHeldOut } from '../../engine/training/held-out.ts';
import { manyItems, tiny } from '../lab/testing/lab-bench.ts';
import { createDrawer } from './create-drawer.ts';
import type { DrawingAnswer, DrawingOrder, DrawingRequest, DrawingThread } from './messages.ts';
import { planDrawers, type DrawnRun } from './plan-drawers.ts';
import { serveDrawing, type OpenPack } from './serve-drawing.ts';

const images = normalImages(manyItems, tiny.imageSize);
const noPack: OpenPack = () => Promise.resolve(undefined);

/** A thread whose messages are copied and transferred as a worker's are. */
function channelThread(openPack: OpenPack = noPack) {
  const { port1, port2 } = new MessageChannel();
  serveDrawing(
    {
      post: (message, transfer) => {
        port2.postMessage(message, transfer);
      },
      listen(hear) {
        port2.onmessage = ({ data }: MessageEvent<DrawingRequest>) => {
          hear(data);
        };
      },
    },
    openPack,
  );
  let die: (detail: string) => void = () => undefined;
  const thread: DrawingThread = {
    post: (message, transfer) => {
      port1.postMessage(message, transfer);
    },
    listen(hear) {
      port1.onmessage = ({ data }: MessageEvent<DrawingAnswer>) => {
        hear(data);
      };
    },
    onDeath(tell) {
      die = tell;
    },
    terminate: () => {
      port1.close();
    },
  };
  return {
    thread,
    kill: (detail: string) => {
      die(detail);
    },
  };
}

function orderOf(experiment: Experiment): DrawingOrder {
  return { experiment, images: { kind: 'held', pixels: images } };
}

/** One for each way in which batches are made. */
const kinds: readonly Partial<Experiment>[] = [
  {},
  { generator: 'cutpaste', easyFirst: 3 },
  { detector: 'nsa', generator: 'nsa' },
  { detector: 'draem', generator: 'draem' },
  { detector: 'cutpaste' },
  { detector: 'ssd' },
  { detector: 'autoencoder' },
];

/** All that a batch is, with its arrays as text: comparing them number by number takes seconds. */
function textOf(drawn: unknown): string {
  return JSON.stringify(drawn, (_, value: unknown) =>
    ArrayBuffer.isView(value)
      ? `${value.constructor.name} ${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}`
      : value,
  );
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a thread that draws', () => {
  it.each(kinds)('gives the batches that this one would, to the bit: %o', async (changes) => {
    const experiment = { ...tiny, ...changes };
    const here = recipeOf(experiment).batches(splitHeldOut(images, experiment).trained);
    const drawer = createDrawer(channelThread().thread, orderOf(experiment));
    await drawer.ready;
    for (const step of [5, 1]) {
      const drawn = here.draw(step);
      if (!drawn.ok) throw new Error(drawn.problem.kind);
      const { inputs, targets } = drawn.value;
      expect(textOf(await drawer.draw(step))).toBe(textOf({ ok: true, value: { inputs, targets } }));
    }
    drawer.end();
  });

  it('says what keeps a batch from being drawn, as this one would', async () => {
    const drawer = createDrawer(channelThread().thread, orderOf({ ...tiny, gateThreshold: 0 }));
    await drawer.ready;
    expect(await drawer.draw(0)).toMatchObject({ ok: false, problem: { kind: 'no-valid-patch' } });
    drawer.end();
  });

  it('reads stored images by itself, and says that it cannot', async () => {
    const wanted = { id: 'a', paths: ['train/good/0.png'] };
    const order: DrawingOrder = { experiment: tiny, images: { kind: 'stored', wanted, cacheBytes: 9 } };
    const openPack = vi.fn<OpenPack>(() => Promise.resolve([...manyItems] as DatasetItem[]));
    const drawer = createDrawer(channelThread(openPack).thread, order);
    await drawer.ready;
    expect(openPack).toHaveBeenCalledWith(wanted, 9);
    const here = createDrawer(channelThread().thread, orderOf(tiny));
    await here.ready;
    expect(textOf(await drawer.draw(2))).toBe(textOf(await here.draw(2)));
    const without = createDrawer(channelThread().thread, order);
    await expect(without.ready).rejects.toThrow('cannot be read');
    for (const one of [drawer, here, without]) one.end();
  });

  it('is gone where it dies, is ended, or stays silent for half a minute', async () => {
    const { thread, kill } = channelThread();
    const drawer = createDrawer(thread, orderOf(tiny));
    await drawer.ready;
    const drawing = drawer.draw(0);
    kill('out of memory');
    await expect(drawing).rejects.toThrow('out of memory');
    await expect(drawer.draw(1)).rejects.toThrow('out of memory');
    drawer.end();

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let hear: (answer: DrawingAnswer) => void = () => undefined;
    const silent = createDrawer(
      {
        post: () => undefined,
        listen: (heard) => {
          hear = heard;
        },
        onDeath: () => undefined,
        terminate: () => undefined,
      },
      orderOf(tiny),
    );
    vi.advanceTimersByTime(100_000); // it may take its time to load
    hear({ type: 'opened' });
    await silent.ready;
    const never = silent.draw(0);
    vi.advanceTimersByTime(29_000);
    expect(await Promise.race([never, Promise.resolve('waits')])).toBe('waits');
    vi.advanceTimersByTime(2_000);
    await expect(never).rejects.toThrow('30 seconds');
  });
});

describe('how many threads draw', () => {
  const spawn = () => channelThread().thread;
  const count = (run: Partial<DrawnRun>, most: number) =>
    planDrawers({ experiment: tiny, images, stored: undefined, ...run }, { spawn, most, onLost: vi.fn() })
      ?.count;

  it('is that of the cores, from one to four, and none where copies of the images would fill the memory', () => {
    expect([1, 2, 4, 16, Number.NaN].map((cores) => count({}, cores))).toEqual([1, 2, 4, 4, 1]);
    const large = { ...tiny, imageSize: 256 } as const;
    const many = (length: number) => Array.from({ length }, () => images[0]!);
    expect(count({ experiment: large, images: many(500) }, 4)).toBe(2); // 98 MB
    expect(count({ experiment: large, images: many(1100) }, 4)).toBeUndefined();
    expect(count({ experiment: large, images: many(1100), stored: { id: 'a', paths: [] } }, 4)).toBe(4);
  });
});
