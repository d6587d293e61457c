/** MVTec-style folders on disk, drawn small, for drops and file choosers. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createRandom, type Random } from '../../src/core/random.ts';
import { encodePng } from './png.ts';

/** A striped plate; a defective one carries a bright blot. */
function drawPlate(
  side: number,
  random: Random,
  isDefective: boolean,
): { data: Uint8Array; mask: Uint8Array } {
  const data = new Uint8Array(side * side);
  const mask = new Uint8Array(side * side);
  const [blotX, blotY] = [random.uniform(0.3, 0.7) * side, random.uniform(0.3, 0.7) * side];
  const phase = random.uniform(0, 6);
  for (let i = 0; i < data.length; i++) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const isBlot = isDefective && Math.hypot(x - blotX, y - blotY) < side / 10;
    data[i] = isBlot ? 240 : 110 + 40 * Math.sin(x / 3 + phase) + random.uniform(-6, 6);
    mask[i] = isBlot ? 255 : 0;
  }
  return { data, mask };
}

export interface FolderCounts {
  readonly train: number;
  readonly good: number;
  readonly defective: number;
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'kizu-'));
}

export async function write(path: string, body: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, body);
}

/** One category of single-channel PNGs with 1-bit masks, as MVTec lays it out; returns its folder. */
export async function writeCategory(
  root: string,
  name: string,
  counts: FolderCounts,
  side = 48,
): Promise<string> {
  const random = createRandom(name);
  const folder = join(root, name);
  const number = (i: number) => String(i).padStart(3, '0');
  for (let i = 0; i < counts.train; i++) {
    const { data } = drawPlate(side, random.fork(`train${i}`), false);
    await write(join(folder, 'train/good', `${number(i)}.png`), encodePng('gray', side, side, data));
  }
  for (let i = 0; i < counts.good; i++) {
    const { data } = drawPlate(side, random.fork(`good${i}`), false);
    await write(join(folder, 'test/good', `${number(i)}.png`), encodePng('gray', side, side, data));
  }
  for (let i = 0; i < counts.defective; i++) {
    const { data, mask } = drawPlate(side, random.fork(`blot${i}`), true);
    await write(join(folder, 'test/blot', `${number(i)}.png`), encodePng('gray', side, side, data));
    await write(
      join(folder, 'ground_truth/blot', `${number(i)}_mask.png`),
      encodePng('bit', side, side, mask),
    );
  }
  await write(join(folder, 'readme.txt'), 'Drawn for a test.');
  return folder;
}
