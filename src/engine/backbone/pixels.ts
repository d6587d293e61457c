/** Pictures as the backbone was taught to see them. */
import type { PackedImages } from '../../core/views/packed.ts';
import { trunkMultiple } from '../networks/mobilenet-v2.ts';

/** @throws RangeError where the maps of an image of this side would not lie on one grid. */
export function checkSide(side: number): void {
  if (side > 0 && side % trunkMultiple === 0) return;
  throw new RangeError(`expected images whose side is a multiple of ${trunkMultiple}, got ${side}`);
}

/** Picture `index` as numbers v / 127.5 - 1: [side, side, 3]. */
export function centredPixels({ data, side }: PackedImages, index: number): Float32Array {
  const pixels = new Float32Array(side * side * 3);
  for (let i = 0, from = index * side * side * 4; i < pixels.length; from += 4) {
    pixels[i++] = data[from] / 127.5 - 1;
    pixels[i++] = data[from + 1] / 127.5 - 1;
    pixels[i++] = data[from + 2] / 127.5 - 1;
  }
  return pixels;
}
