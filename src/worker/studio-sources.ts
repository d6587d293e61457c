/** The normal images at the size of the experiment. */
import type { RgbImage } from '../core/image/image.ts';
import { resizeArea } from '../core/image/resize.ts';

export interface Sources {
  readonly side: number;
  readonly images: readonly RgbImage[];
  /** Goes round the images; undefined when there are none. */
  at(index: number): RgbImage | undefined;
}

/** Each image is resized when it is first asked for. */
export function createSources(images: readonly RgbImage[], side: number): Sources {
  const prepared: (RgbImage | undefined)[] = [];
  return {
    side,
    images,
    at(index) {
      const place = index % images.length;
      const loaded = images[place];
      if (loaded === undefined) return undefined;
      return (prepared[place] ??= resizeArea(loaded, side, side));
    },
  };
}
