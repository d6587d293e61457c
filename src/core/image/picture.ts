/** Pixels ready for a canvas, with the outline of a mask. */
import type { Box, Mask, RgbImage } from './image.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>; // [H, W, 4]
}

/** Reddish purple of the Okabe-Ito palette: seen on light and dark, and by colour-blind eyes. */
const outline = [204, 121, 167] as const;

function toRgba({ width, height, data }: RgbImage): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * width * height);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4) {
    rgba[to] = data[from];
    rgba[to + 1] = data[from + 1];
    rgba[to + 2] = data[from + 2];
    rgba[to + 3] = 255;
  }
  return rgba;
}

function mark(rgba: Uint8ClampedArray, place: number): void {
  rgba.set(outline, 4 * place);
}

/** Pixels on both sides of every border between pasted and not: the line stays whole when the picture is scaled down. */
function drawOutline(rgba: Uint8ClampedArray, { width, height, data }: Mask, touched: Box): void {
  const [right, bottom] = [
    Math.min(width - 1, touched.left + touched.width),
    Math.min(height - 1, touched.top + touched.height),
  ];
  for (let y = Math.max(0, touched.top - 1); y <= bottom; y++) {
    for (let x = Math.max(0, touched.left - 1); x <= right; x++) {
      const i = y * width + x;
      const isIn = data[i] > 0;
      if (x < width - 1 && data[i + 1] > 0 !== isIn) {
        mark(rgba, i);
        mark(rgba, i + 1);
      }
      if (y < height - 1 && data[i + width] > 0 !== isIn) {
        mark(rgba, i);
        mark(rgba, i + width);
      }
    }
  }
}

/** `image`, opaque, with the outline of `mask`, whose set pixels lie in `touched`. */
export function outlinedPicture(image: RgbImage, mask: Mask, touched: Box): Picture {
  const { width, height } = image;
  const rgba = toRgba(image);
  drawOutline(rgba, mask, touched);
  return { width, height, rgba };
}
