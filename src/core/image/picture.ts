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
const purple: OutlineColour = [204, 121, 167];

/** Opaque pixels. */
export function toRgba({ width, height, data }: RgbImage): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba[to] = data[from];
    rgba[to + 1] = data[from + 1];
    rgba[to + 2] = data[from + 2];
    rgba[to + 3] = 255;
  }
  return rgba;
}

export interface Outline {
  readonly mask: Mask;
  /** A box around the set pixels; the whole mask where it is not known. */
  readonly within?: Box;
  readonly colour?: OutlineColour;
}

/** Pixels on both sides of every border between set and not: the line stays whole when the picture is scaled down. */
export function drawOutline(rgba: Uint8ClampedArray, { mask, within, colour = purple }: Outline): void {
  const { width, height, data } = mask;
  const { left, top, ...size } = within ?? { left: 0, top: 0, width, height };
  const right = Math.min(width - 1, left + size.width);
  const bottom = Math.min(height - 1, top + size.height);
  const compare = (i: number, neighbour: number) => {
    if (data[i] > 0 === data[neighbour] > 0) return;
    rgba.set(colour, 4 * i);
    rgba.set(colour, 4 * neighbour);
  };
  for (let y = Math.max(0, top - 1); y <= bottom; y++) {
    for (let x = Math.max(0, left - 1); x <= right; x++) {
      const i = y * width + x;
      if (x < width - 1) compare(i, i + 1);
      if (y < height - 1) compare(i, i + width);
    }
  }
}

/** `image`, opaque, with the outline of `mask`, whose set pixels lie in `touched`. */
export function outlinedPicture(image: RgbImage, mask: Mask, touched: Box): Picture {
  const { width, height } = image;
  const rgba = toRgba(image);
  drawOutline(rgba, { mask, within: touched });
  return { width, height, rgba };
}
