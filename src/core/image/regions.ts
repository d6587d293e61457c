/** Connected regions of a mask: pixels that touch by a side or a corner belong together. */
import type { Mask } from './image.ts';

export interface Regions {
  /** 0 if there is none, else 1 to the number of regions, in reading order of their first pixels. */
  readonly labels: Uint32Array; // [H, W]
  /** Pixels of region i + 1. */
  readonly sizes: readonly number[];
}

/** From this value on a pixel of a mask counts as defective. */
const markedFrom = 128;

/** Gives the label of pixel `at` to the marked pixels that touch it and have none, and adds them to `stack`. */
function spread({ width, height, data }: Mask, labels: Uint32Array, at: number, stack: number[]): void {
  const x = at % width;
  const y = (at - x) / width;
  const right = Math.min(width - 1, x + 1);
  const bottom = Math.min(height - 1, y + 1);
  for (let row = Math.max(0, y - 1); row <= bottom; row++) {
    for (let i = row * width + Math.max(0, x - 1); i <= row * width + right; i++) {
      if (data[i] < markedFrom || labels[i] !== 0) continue;
      labels[i] = labels[at];
      stack.push(i);
    }
  }
}

/** Labels the region of the pixel `seed`; its size in pixels. */
function fill(mask: Mask, labels: Uint32Array, seed: number, label: number): number {
  const stack = [seed];
  labels[seed] = label;
  let size = 0;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    size++;
    spread(mask, labels, at, stack);
  }
  return size;
}

/** 8-connected regions of the pixels from 128 on, by flood fill. O(W H). */
export function labelRegions(mask: Mask): Regions {
  const labels = new Uint32Array(mask.data.length);
  const sizes: number[] = [];
  mask.data.forEach((value, i) => {
    if (value >= markedFrom && labels[i] === 0) sizes.push(fill(mask, labels, i, sizes.length + 1));
  });
  return { labels, sizes };
}
