/** The images that a network learns from. */
import type { RgbImage } from '../image/image.ts';
import { resizeArea } from '../image/resize.ts';
import type { DatasetItem } from './dataset.ts';

/** Normal training images in their order, `side` x `side` pixels each. */
export function normalImages(items: readonly DatasetItem[], side: number): RgbImage[] {
  return items.filter(({ split }) => split === 'train').map(({ image }) => resizeArea(image, side, side));
}
