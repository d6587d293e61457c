/** What tests of the data worker bring in: files of a category, and sample sets. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { createMask, createRgbImage } from '../../core/image/image.ts';
import type { SourceFile } from '../bridge/contract-data.ts';
import type { SampleSource } from '../data/data.ts';
import { gray, png } from './pictures.ts';

/** A file of its own content, unless one is given. */
let level = 0;
export const file = (path: string, blob: Blob = png(16, 16, gray(101 + (level++ % 100)))): SourceFile => ({
  path,
  blob,
});

export const goods: readonly SourceFile[] = [
  file('train/good/000.png', png(16, 16, gray(100))),
  file('train/good/001.png', png(16, 16, gray(90))),
];

export const noSamples: SampleSource = { count: () => 0, draw: () => [] };

/** Items that differ, as many as asked for. */
export function samplesOf(count: number): SampleSource {
  return {
    count: () => count,
    *draw(name, side): Generator<DatasetItem> {
      for (let i = 0; i < count; i++) {
        const image = createRgbImage(side, side);
        image.data.fill(i);
        const item = {
          path: `train/good/${name}-${i}.png`,
          split: 'train',
          defect: normalClass,
          image,
        } as const;
        yield i === 0 ? { ...item, mask: createMask(side, side) } : item;
      }
    },
  };
}
