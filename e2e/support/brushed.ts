/** Photos of brushed metal, drawn from a seed, with or without a small scratch: finer than a working copy shows. */
import { createRgbImage } from '../../src/core/image/image.ts';
import { createRandom } from '../../src/core/random.ts';
import { encodePng } from './png.ts';

const scratchPx = 8;

export function brushedMetal(side: number, seed: string, isScratched = false): Buffer {
  const random = createRandom(seed);
  const { data } = createRgbImage(side, side);
  let brush = 0;
  for (let y = 0; y < side; y++) {
    brush = 0.8 * brush + 5 * random.normal();
    for (let x = 0; x < side; x++) {
      const at = 3 * (y * side + x);
      data.fill(140 + brush + 12 * (random.next() - 0.5), at, at + 3);
    }
  }
  const [left, top] = [Math.round(0.61 * side), Math.round(0.37 * side)];
  for (let i = 0; isScratched && i < scratchPx; i++) {
    const at = 3 * ((top + i) * side + left + (i >> 1));
    for (let c = 0; c < 6; c++) data[at + c] = Math.max(0, (data[at + c] ?? 0) - 90);
  }
  return Buffer.from(encodePng('rgb', side, side, data));
}
