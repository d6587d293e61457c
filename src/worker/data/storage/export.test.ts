import { describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../../core/dataset/dataset.ts';
import { createMask, createRgbImage } from '../../../core/image/image.ts';
import { unpack } from '../archive/testing/unpack.ts';
import { packDataset } from './export.ts';

const item = (path: string, hasMask = false): DatasetItem => ({
  path,
  split: 'test',
  defect: 'cut',
  image: createRgbImage(8, 8),
  ...(hasMask && { mask: createMask(8, 8) }),
});

describe('an exported dataset', () => {
  it('has a PNG of each image and mask, files of one name in other formats too', async () => {
    const items = [item('test/cut/1.jpg', true), item('test/cut/1.png', true), item('test/cut/2.bmp')];
    const all = (async function* () {
      for (const one of items) yield await Promise.resolve(one);
    })();
    const zip = await packDataset({ name: 'nut', entries: items, items: all });
    const { files, problems } = await unpack(zip);
    expect(problems).toEqual([]);
    expect(files.map((file) => file.split(' ')[0])).toEqual([
      'nut/test/cut/1.jpg.png',
      'nut/ground_truth/cut/1.jpg_mask.png',
      'nut/test/cut/1.png',
      'nut/ground_truth/cut/1_mask.png',
      'nut/test/cut/2.png',
    ]);
  });
});
