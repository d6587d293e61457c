/** The images that a network learns from, and those that stand for all of them. */
import type { RgbImage } from '../image/image.ts';
import { derive } from '../image/lazy-image.ts';
import { resizeArea } from '../image/resize.ts';
import type { DatasetEntry, DatasetItem } from './dataset.ts';

/** Normal training images in their order, `side` x `side` pixels each; of lazy images lazy ones. */
export function normalImages(items: readonly DatasetItem[], side: number): RgbImage[] {
  return items
    .filter(({ split }) => split === 'train')
    .map(({ image }) =>
      image.width === side && image.height === side
        ? image
        : derive(image, { width: side, height: side, region: image.region }, (one) =>
            resizeArea(one, side, side),
          ),
    );
}

/** `most` normal training images at most, from all along the list. */
export function someNormals<Entry extends Pick<DatasetEntry, 'split'>>(
  items: readonly Entry[],
  most: number,
): Entry[] {
  const normals = items.filter(({ split }) => split === 'train');
  const count = Math.min(most, normals.length);
  return Array.from({ length: count }, (_, i) => normals[Math.floor((i * normals.length) / count)]);
}
