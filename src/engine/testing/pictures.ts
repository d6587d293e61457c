/** Small pictures with enough texture that the gate accepts patches cut from them. */
import type { RgbImage } from '../../core/image/image.ts';
import { createRandom } from '../../core/random.ts';

/** Coarse blocks of random gray, [side, side, 3]. */
export function texture(side: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const cells = Array.from({ length: 16 * 16 }, () => 40 + random.integer(176));
  const cell = (at: number) => Math.floor((at * 16) / side);
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return cells[cell(Math.floor(pixel / side)) * 16 + cell(pixel % side)];
  });
  return { width: side, height: side, data };
}

/** One gray everywhere: nothing that is pasted here can be seen. */
export function blank(side: number, gray = 128): RgbImage {
  return { width: side, height: side, data: new Uint8Array(side * side * 3).fill(gray) };
}
