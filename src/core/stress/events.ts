/** What the lab reports of disturbed test images. */
import type { RgbImage } from '../image/image.ts';
import type { StressedItem } from './figures.ts';

export interface StressEvent {
  readonly type: 'stressed';
  readonly items: readonly StressedItem[];
  /** Test images in all. */
  readonly total: number;
  /** The first defective image, or else the first of all, as it was judged. */
  readonly picture?: { readonly path: string; readonly image: RgbImage } | undefined;
}
