/** The built-in categories: drawn, not photographed, so that the app works without data and the masks are exact. */
import type { RgbImage } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import { normalClass, type DatasetItem } from '../dataset.ts';
import { hexNut } from './hex-nut.ts';
import { leather } from './leather.ts';
import { printedCapsule } from './printed-capsule.ts';
import { differenceMask, render, type Category } from './scene.ts';
import { wireBundle } from './wire-bundle.ts';
import { wovenFabric } from './woven-fabric.ts';

const categories = {
  'hex-nut': hexNut,
  'woven-fabric': wovenFabric,
  'printed-capsule': printedCapsule,
  leather,
  'wire-bundle': wireBundle,
} as const satisfies Readonly<Record<string, Category>>;

export type SampleName = keyof typeof categories;

/**
 * Categories on which Kizu's results are reported. Nothing may be chosen by them: no default, no recipe, no preset. The
 * others, and MVTec grid, are for development, and results on them flatter what was chosen there.
 */
export const reportCategories = ['leather', 'wire-bundle'] as const satisfies readonly SampleName[];

export function isSampleName(name: unknown): name is SampleName {
  return typeof name === 'string' && Object.hasOwn(categories, name);
}

const trainCount = 60;
const normalTestCount = 20;
const perDefect = 8;

/** How many items `drawSampleItems` gives. */
export function sampleItemCount(name: SampleName): number {
  return trainCount + normalTestCount + perDefect * categories[name].defects.length;
}

/** One image of a category; the same arguments give the same pixels. */
function drawImage(name: SampleName, path: string, side: number, defect?: string): RgbImage {
  const { compose, grain } = categories[name];
  const random = createRandom(`sample/${name}/${path}`);
  const scene = compose(random.fork('pose'), defect, random.fork('flaw'));
  return render(scene, side, { seed: random.fork('grain').integer(1e6), steps: grain });
}

function numbered(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${folder}/${String(i).padStart(3, '0')}.png`);
}

/** All items of a category at `side` pixels, laid out as MVTec AD: training, test normal, test defective. */
export function* drawSampleItems(name: SampleName, side: number): Generator<DatasetItem> {
  for (const path of numbered(`train/${normalClass}`, trainCount)) {
    yield { path, split: 'train', defect: normalClass, image: drawImage(name, path, side) };
  }
  for (const path of numbered(`test/${normalClass}`, normalTestCount)) {
    yield { path, split: 'test', defect: normalClass, image: drawImage(name, path, side) };
  }
  for (const defect of categories[name].defects) {
    for (const path of numbered(`test/${defect}`, perDefect)) {
      const image = drawImage(name, path, side, defect);
      const mask = differenceMask(image, drawImage(name, path, side));
      yield { path, split: 'test', defect, image, mask };
    }
  }
}
