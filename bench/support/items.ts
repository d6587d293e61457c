/** Items for headless runs: a built-in category, or a folder in MVTec's layout. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetItem } from '../../src/core/dataset/dataset.ts';
import { drawSampleItems, type SampleName } from '../../src/core/dataset/samples/samples.ts';
import { resizeArea } from '../../src/core/image/resize.ts';
import { readPng } from './read-png.ts';

export interface ItemSource {
  readonly sample?: string | undefined;
  readonly data?: string | undefined;
}

/** `train/good/*.png` and `test/<defect>/*.png`, squared to `side`; masks are not needed here. */
function readCategory(folder: string, side: number): DatasetItem[] {
  return (['train', 'test'] as const).flatMap((split) =>
    readdirSync(join(folder, split)).flatMap((defect) =>
      readdirSync(join(folder, split, defect))
        .filter((name) => name.endsWith('.png'))
        .sort()
        .map((name) => {
          const path = [split, defect, name].join('/');
          return {
            path,
            split,
            defect,
            image: resizeArea(readPng(readFileSync(join(folder, path))), side, side),
          };
        }),
    ),
  );
}

export function loadItems({ sample, data }: ItemSource, side: number): DatasetItem[] {
  if (data !== undefined) return readCategory(data, side);
  return [...drawSampleItems((sample ?? 'hex-nut') as SampleName, side)];
}
