/** The normal images at the size of the experiment. */
import type { RgbImage } from '../../core/image/image.ts';
import { toRgba } from '../../core/image/picture.ts';
import { resizeArea } from '../../core/image/resize.ts';

export interface Sources {
  readonly side: number;
  readonly images: readonly RgbImage[];
  /** Goes round the images; undefined when there are none. */
  at(index: number): RgbImage | undefined;
  /** The same image ready for a canvas; not to be changed. */
  rgbaAt(index: number): Uint8ClampedArray | undefined;
}

/** Each image is resized when it is first asked for. */
export function createSources(images: readonly RgbImage[], side: number): Sources {
  const prepared: (RgbImage | undefined)[] = [];
  const ready: (Uint8ClampedArray | undefined)[] = [];
  const at = (index: number) => {
    const place = index % images.length;
    const loaded = images[place];
    if (loaded === undefined) return undefined;
    return (prepared[place] ??= resizeArea(loaded, side, side));
  };
  return {
    side,
    images,
    at,
    rgbaAt(index) {
      const image = at(index);
      return image && (ready[index % images.length] ??= toRgba(image));
    },
  };
}
