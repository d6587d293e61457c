/** Pictures that are stored turned or mirrored, set upright. */
import type { Pixels, Size } from './pixels.ts';

/** Where pixel (x, y) of the upright picture lies in a stored one of `width` x `height` [TIFF 6.0, "Orientation"]. */
const stored: Readonly<Record<number, (x: number, y: number, size: Size) => readonly [number, number]>> = {
  2: (x, y, { width }) => [width - 1 - x, y],
  3: (x, y, { width, height }) => [width - 1 - x, height - 1 - y],
  4: (x, y, { height }) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, { height }) => [y, height - 1 - x],
  7: (x, y, { width, height }) => [width - 1 - y, height - 1 - x],
  8: (x, y, { width }) => [width - 1 - y, x],
};

/** Upright, by its orientation of 1 to 8; others are taken for 1, and give the picture itself. */
export function turnUpright(pixels: Pixels, orientation: number): Pixels {
  const place = stored[orientation];
  if (place === undefined) return pixels;
  const isAcross = orientation >= 5;
  const width = isAcross ? pixels.height : pixels.width;
  const height = isAcross ? pixels.width : pixels.height;
  const from = new Uint32Array(pixels.data.buffer, pixels.data.byteOffset, pixels.width * pixels.height);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = place(x, y, pixels);
      to[y * width + x] = from[row * pixels.width + column] ?? 0;
    }
  }
  return { width, height, data: new Uint8ClampedArray(to.buffer) };
}
