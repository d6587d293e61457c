/** The images that a network learns from. */
import type { RgbImage } from '../image/image.ts';
import { derive } from '../image/lazy-image.ts';
import { resizeArea } from '../image/resize.ts';
import type { DatasetItem } from './dataset.ts';

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
