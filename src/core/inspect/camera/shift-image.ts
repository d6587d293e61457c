/** Moves an image by whole pixels, so that none of them changes: between pixels it would be blurred, and score as anomalous. */
import { createRgbImage, nearestPixel, type RgbImage } from '../../image/image.ts';
import type { Shift } from './phase-correlation.ts';

/** `x` and `y` are shares of the image's sides, of size 1 at most. What comes in from outside repeats the nearest pixel. */
export function shiftImage(image: RgbImage, { x, y }: Pick<Shift, 'x' | 'y'>): RgbImage {
  const { width, height, data } = image;
  const [right, down] = [Math.round(x * width), Math.round(y * height)];
  if (right === 0 && down === 0) return image;
  const moved = createRgbImage(width, height);
  const [from, to] = [Math.max(0, -right), width - Math.max(0, right)];
  for (let row = 0; row < height; row++) {
    const source = 3 * nearestPixel(row - down, height) * width;
    const target = 3 * row * width;
    moved.data.set(data.subarray(source + 3 * from, source + 3 * to), target + 3 * Math.max(0, right));
    const edge = source + 3 * (right > 0 ? 0 : width - 1);
    const [first, last] = right > 0 ? [0, right] : [width + right, width];
    for (let column = first; column < last; column++)
      moved.data.set(data.subarray(edge, edge + 3), target + 3 * column);
  }
  return moved;
}
