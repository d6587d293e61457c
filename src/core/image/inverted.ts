/** Masks whose marks are the background: most of the picture is marked, or all around its edge. */
import type { Mask } from './image.ts';

/** Of the picture, and of its edge. */
const [mostShare, edgeShare] = [0.5, 0.9];

function markedShare(pixels: readonly number[]): number {
  return pixels.filter((value) => value > 0).length / Math.max(1, pixels.length);
}

function edgeOf({ width, height, data }: Mask): number[] {
  const edge: number[] = [];
  for (let x = 0; x < width; x++) edge.push(data[x], data[(height - 1) * width + x]);
  for (let y = 0; y < height; y++) edge.push(data[y * width], data[y * width + width - 1]);
  return edge;
}

/** A question, not a verdict: a defect may cover most of a picture. */
export function looksInverted(mask: Mask): boolean {
  let marked = 0;
  for (const value of mask.data) if (value > 0) marked++;
  return marked > mostShare * mask.data.length || markedShare(edgeOf(mask)) >= edgeShare;
}

/** A new mask that marks what the other does not. */
export function invert(mask: Mask): Mask {
  return { ...mask, data: mask.data.map((value) => (value > 0 ? 0 : 255)) };
}
