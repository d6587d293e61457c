/** How many threads draw the batches of a run, and from what. */
import type { RgbImage } from '../../core/image/image.ts';
import { held } from '../../core/image/lazy-image.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Drawers } from '../../engine/training/batch-stream.ts';
import type { WantedImages } from '../bridge/contract-data.ts';
import { createDrawer } from './create-drawer.ts';
import type { DrawingOrder, DrawingThread } from './messages.ts';

/** No step is worth more threads than this, however many cores there are. */
const mostDrawers = 4;

/** Bytes of pixels that all of them hold: copies of what is in memory alone, or what they read last of what is stored. */
const mostBytes = 192 * 2 ** 20;
const cachedBytes = 64 * 2 ** 20;

export interface DrawingTools {
  readonly spawn: () => DrawingThread;
  /** Most threads that are to draw. */
  readonly most: number;
  readonly onLost: Drawers['onLost'];
}

export interface DrawnRun {
  readonly experiment: Experiment;
  /** Normal images, of `experiment.imageSize`. */
  readonly images: readonly RgbImage[];
  /** Where they are stored; `undefined` if they are in memory alone, and each drawer gets a copy. */
  readonly stored: WantedImages | undefined;
}

/** `undefined` where copies of the images would take too much memory: the thread that trains draws then. */
export function planDrawers(run: DrawnRun, { spawn, most, onLost }: DrawingTools): Drawers | undefined {
  const { experiment, images, stored } = run;
  const wanted = Math.max(1, Math.min(mostDrawers, most || 1));
  const bytes = 3 * images.length * experiment.imageSize ** 2;
  const room = stored === undefined ? Math.floor(mostBytes / Math.max(1, bytes)) : wanted;
  const count = Math.min(wanted, room);
  if (count === 0) return undefined;
  const order = (): DrawingOrder => ({
    experiment,
    images:
      stored === undefined
        ? { kind: 'held', pixels: images.map(held) }
        : { kind: 'stored', wanted: stored, cacheBytes: Math.floor(cachedBytes / count) },
  });
  return { count, onLost, open: () => createDrawer(spawn(), order()) };
}
