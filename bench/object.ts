/**
 * `npx tsx bench/object.ts [FOLDER ...]`: what "Find the object" proposes for built-in development categories and for folders of images, how much of
 * the image counts then, and how many of the pixels that mark defects would be lost.
 */
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { DatasetItem } from '../src/core/dataset/dataset.ts';
import { someNormals } from '../src/core/dataset/normal-images.ts';
import { defaultPreparation } from '../src/core/dataset/preparation.ts';
import { drawSampleItems } from '../src/core/dataset/samples/samples.ts';
import { objectCells, objectImages, splitOf } from '../src/core/image/object-region.ts';
import { countedShare, maskInside, regionOf } from '../src/core/image/region-of-interest.ts';
import { edgeDistances } from '../src/engine/backbone/find-object.ts';
import { openFrozen } from '../src/engine/backbone/open-frozen.ts';
import { openDevice } from '../src/engine/device.ts';
import { filesHere } from '../src/engine/testing/backbone-weights.ts';
import { createControl } from '../src/engine/training/control.ts';
import { loadDataset } from './experiment/load.ts';

const { positionals } = parseArgs({ allowPositionals: true });
const { side } = defaultPreparation;
const control = createControl(() => Promise.resolve());
const frozen = await openFrozen({ ...(await openDevice()), gpu: undefined }, filesHere);

const marked = (masks: readonly { readonly data: Uint8Array }[]) =>
  masks.reduce((sum, { data }) => sum + data.filter((value) => value > 0).length, 0);

async function propose(name: string, items: readonly DatasetItem[]): Promise<void> {
  const images = someNormals(items, objectImages).map(({ image }) => image);
  const started = performance.now();
  const found = await edgeDistances(images, frozen, control);
  if (found === undefined) throw new Error(`expected two normal images of ${name}, got ${images.length}`);
  const cells = objectCells(found);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const quiet = `${splitOf(found).quiet.toFixed(3)} of the edge places are background, ${seconds} s`;
  const region = cells && regionOf(cells);
  if (region === undefined) {
    console.log(`${name}: nothing proposed; ${quiet}`);
    return;
  }
  const masks = items.flatMap(({ mask }) => mask ?? []);
  const lost = 1 - marked(masks.map((mask) => maskInside(mask, region))) / marked(masks);
  console.log(
    `${name}: ${(100 * countedShare(region)).toFixed(0)} % counts, ${(100 * lost).toFixed(2)} % of marked pixels lost; ${quiet}`,
  );
}

for (const name of ['hex-nut', 'printed-capsule', 'woven-fabric'] as const)
  await propose(name, [...drawSampleItems(name, side)]);
for (const folder of positionals) {
  const source = { kind: 'folder', folder, category: undefined } as const;
  const { items } = await loadDataset(source, side, () => undefined);
  await propose(basename(folder), items);
}
process.exit(0);
