/** A category of ten thousand images of 256 px, drawn: bands at a phase of each image's own, none like another. */
import { join } from 'node:path';
import { write } from '../../e2e/support/folder.ts';
import { encodePng } from '../../e2e/support/png.ts';
import { createRandom, type Random } from '../../src/core/random.ts';

export const manyName = 'bands';
const side = 256;
const folders = [
  { folder: 'train/good', count: 9800, hasSpot: false },
  { folder: 'test/good', count: 100, hasSpot: false },
  { folder: 'test/spot', count: 100, hasSpot: true },
] as const;

/** [H, W, 3] */
function drawImage(random: Random, hasSpot: boolean): Uint8Array {
  const data = new Uint8Array(3 * side * side);
  const [phase, tilt, light] = [random.uniform(0, 40), random.uniform(-0.2, 0.2), random.uniform(90, 140)];
  const [x0, y0] = [random.uniform(40, 216), random.uniform(40, 216)];
  for (let i = 0; i < side * side; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const band = (x + tilt * y + phase) % 40;
    const isSpot = hasSpot && Math.hypot(x - x0, y - y0) < 12;
    const value = isSpot ? 20 : light + 2 * band;
    data.fill(value, 3 * i, 3 * i + 3);
  }
  return data;
}

/** Gives the folder. */
export async function writeManyImages(root: string): Promise<string> {
  const random = createRandom('ten-thousand');
  const folder = join(root, manyName);
  for (const { folder: inside, count, hasSpot } of folders) {
    for (let i = 0; i < count; i++) {
      const path = `${inside}/${String(i).padStart(5, '0')}.png`;
      await write(join(folder, path), encodePng('rgb', side, side, drawImage(random.fork(path), hasSpot)));
    }
  }
  return folder;
}
