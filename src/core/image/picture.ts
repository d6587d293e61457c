/** Pixels ready for a canvas, with the outline of a mask. */
import type { Box, Mask, RgbImage } from './image.ts';

/** Red, green and blue, 8 bits each. */
export type OutlineColour = readonly [number, number, number];

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>; // [H, W, 4]
}

/** Reddish purple of the Okabe-Ito palette: seen on light and dark, and by colour-blind eyes. */
export const purple: OutlineColour = [204, 121, 167];

/** Opaque pixels of `box`, written four bytes at a time: the lowest first, as every machine with WebGPU orders them. */
function writeWords(words: Uint32Array, { width, data }: RgbImage, box: Box): void {
  for (let y = box.top; y < box.top + box.height; y++) {
    let to = y * width + box.left;
    for (let from = 3 * to, end = to + box.width; to < end; from += 3, to++) {
      words[to] = 0xff000000 | (data[from + 2] << 16) | (data[from + 1] << 8) | data[from];
    }
  }
}

/** Opaque pixels. */
export function toRgba(image: RgbImage): Uint8ClampedArray<ArrayBuffer> {
  const { width, height } = image;
  const words = new Uint32Array(width * height);
  writeWords(words, image, { left: 0, top: 0, width, height });
  return new Uint8ClampedArray(words.buffer);
}

export interface Outline {
  readonly mask: Mask;
  /** A box around the set pixels; the whole mask where it is not known. */
  readonly within?: Box;
  readonly colour?: OutlineColour;
}

/**
 * Numbers of the pixels on both sides of every border between set and not, some of them twice: the line stays whole when
 * the picture is scaled down.
 */
export function outlinePixels({ mask, within }: Omit<Outline, 'colour'>): number[] {
  const { width, height, data } = mask;
  const { left, top, ...size } = within ?? { left: 0, top: 0, width, height };
  const right = Math.min(width - 1, left + size.width);
  const bottom = Math.min(height - 1, top + size.height);
  const pixels: number[] = [];
  const compare = (i: number, neighbour: number) => {
    if (data[i] > 0 !== data[neighbour] > 0) pixels.push(i, neighbour);
  };
  for (let y = Math.max(0, top - 1); y <= bottom; y++) {
    for (let x = Math.max(0, left - 1); x <= right; x++) {
      const i = y * width + x;
      if (x < width - 1) compare(i, i + 1);
      if (y < height - 1) compare(i, i + width);
    }
  }
  return pixels;
}

export function drawOutline(rgba: Uint8ClampedArray, { colour = purple, ...outline }: Outline): void {
  for (const i of outlinePixels(outline)) rgba.set(colour, 4 * i);
}

/** A picture that differs from another, ready one only inside a box. */
export interface Change {
  readonly original: Uint8ClampedArray;
  readonly image: RgbImage;
  /** Around all changed pixels. */
  readonly touched: Box;
}

/** The changed image; `original` stays as it is. */
export function changedPicture({ original, image, touched }: Change): Picture {
  const { width, height } = image;
  const rgba = original.slice();
  writeWords(new Uint32Array(rgba.buffer), image, touched);
  return { width, height, rgba };
}
