/** Reads images of 256 px from one pack, and, to compare, from a file each; both in the browser's private file system. */
import { createRandom } from '../../src/core/random.ts';
import { openPackFolder } from '../../src/worker/data/storage/opfs.ts';

const imageBytes = 3 * 256 * 256;
const images = 292;
const picks = 64;
const rounds = 30;

const nameOf = (image: number) => `image ${image}`;

async function writeAll(): Promise<void> {
  const random = createRandom('pack');
  const noise = Uint8Array.from({ length: imageBytes + images }, () => random.integer(256));
  const files = await openPackFolder('datasets');
  const pack = await files.write('bench.pack', 0);
  for (let image = 0; image < images; image++) {
    const bytes = noise.slice(image, image + imageBytes);
    pack.append(bytes);
    const alone = await files.write(nameOf(image), 0);
    alone.append(bytes);
    alone.close();
  }
  pack.flush();
  pack.close();
}

async function readPack(wanted: readonly number[]): Promise<number> {
  const files = await openPackFolder('datasets');
  const pack = await files.read('bench.pack');
  let sum = 0;
  for (const image of wanted) sum += (await pack.read(image * imageBytes, imageBytes))[7] ?? 0;
  pack.close();
  return sum;
}

async function readFiles(wanted: readonly number[]): Promise<number> {
  const files = await openPackFolder('datasets');
  let sum = 0;
  for (const image of wanted) {
    const alone = await files.read(nameOf(image));
    sum += (await alone.read(0, imageBytes))[7] ?? 0;
    alone.close();
  }
  return sum;
}

async function timed(work: () => Promise<number>): Promise<{ ms: number; sum: number }> {
  const start = performance.now();
  const sum = await work();
  return { ms: performance.now() - start, sum };
}

/** Milliseconds of each round; both ways take turns. */
async function measure(): Promise<{ pack: number[]; files: number[] }> {
  await writeAll();
  const random = createRandom('picks');
  const times = { pack: [] as number[], files: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    const wanted = Array.from({ length: picks }, () => random.integer(images));
    const pack = await timed(() => readPack(wanted));
    const files = await timed(() => readFiles(wanted));
    if (pack.sum !== files.sum) throw new Error('The two ways read different bytes.');
    times.pack.push(pack.ms);
    times.files.push(files.ms);
  }
  return times;
}

self.postMessage(await measure());
