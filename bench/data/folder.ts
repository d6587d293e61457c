/** A category as large as MVTec's bottle (209 + 20 + 63 images of 900 px, RGB, with masks), drawn: smooth shapes under sensor noise. */
import { join } from 'node:path';
import { write } from '../../e2e/support/folder.ts';
import { encodePng } from '../../e2e/support/png.ts';
import { createRandom, type Random } from '../../src/core/random.ts';

export const categoryName = 'round';
export const imageCount = 292;

const side = 900;
const folders = [
  { folder: 'train/good', count: 209 },
  { folder: 'test/good', count: 20 },
  { folder: 'test/dent', count: 63 },
] as const;

/** One of many noises, at a random start: drawing it again for each pixel of 292 images would take minutes. */
function drawNoise(random: Random): Int8Array {
  return Int8Array.from({ length: side * side + 4096 }, () => Math.round(2 * random.normal()));
}

/** [H, W, 3] */
function drawImage(random: Random, noise: Int8Array): Uint8Array {
  const data = new Uint8Array(3 * side * side);
  const from = random.integer(4096);
  const [x0, y0] = [450 + random.uniform(-9, 9), 450 + random.uniform(-9, 9)];
  for (let i = 0; i < side * side; i++) {
    const radius = Math.hypot((i % side) - x0, Math.floor(i / side) - y0);
    const level = radius < 380 ? 90 + 60 * Math.cos(radius / 40) : 225;
    const value = level + (noise[from + i] ?? 0);
    data[3 * i] = value;
    data[3 * i + 1] = 0.9 * value;
    data[3 * i + 2] = 0.8 * value;
  }
  return data;
}

/** Gives the folder. */
export async function writeLargeCategory(root: string): Promise<string> {
  const random = createRandom('import-292-png');
  const noise = drawNoise(random.fork('noise'));
  const mask = encodePng('bit', side, side, new Uint8Array(side * side).fill(1, 400 * side, 440 * side));
  const folder = join(root, categoryName);
  const add = (path: string, png: Buffer) => write(join(folder, path), png);
  for (const { folder: inside, count } of folders) {
    for (let i = 0; i < count; i++) {
      const stem = String(i).padStart(3, '0');
      const image = drawImage(random.fork(`${inside}/${stem}`), noise);
      await add(`${inside}/${stem}.png`, encodePng('rgb', side, side, image));
      if (inside === 'test/dent') await add(`ground_truth/dent/${stem}_mask.png`, mask);
    }
  }
  return folder;
}
