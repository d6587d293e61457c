/** An image continued beyond its edges. */
import { createRgbImage, type RgbImage } from './image.ts';

/** For each of the `side + 2 border` places along an axis, which of the `side` lies there: 2 1 0 | 0 1 2 | 2 1 0, and so on. */
function mirroredPlaces(side: number, border: number): number[] {
  const period = 2 * side;
  return Array.from({ length: side + 2 * border }, (_, at) => {
    const place = (((at - border) % period) + period) % period;
    return place < side ? place : period - 1 - place;
  });
}

/** The image with its mirror image around it, `border` pixels on each side. */
export function mirrorBorder({ width, height, data }: RgbImage, border: number): RgbImage {
  const [columns, rows] = [mirroredPlaces(width, border), mirroredPlaces(height, border)];
  const wide = createRgbImage(columns.length, rows.length);
  let to = 0;
  for (const row of rows)
    for (const column of columns) {
      const from = 3 * (row * width + column);
      wide.data.set(data.subarray(from, from + 3), to);
      to += 3;
    }
  return wide;
}
