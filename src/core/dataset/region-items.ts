/** Images of a dataset of which only a part counts. */
import type { RegionOfInterest, RgbImage } from '../image/image.ts';
import { derive } from '../image/lazy-image.ts';
import { ignoreOutside, maskInside } from '../image/region-of-interest.ts';
import type { DatasetItem } from './dataset.ts';
import { factsOf } from './facts.ts';

/** Lazy where the image is. */
function imageInside(image: RgbImage, region: RegionOfInterest): RgbImage {
  const { width, height } = image;
  return derive(image, { width, height, region }, (one) => ignoreOutside(one, region));
}

/** The item, its ignored pixels of one colour and without marks, as they are looked at; `facts` stay those of the whole image. */
export function itemInside(item: DatasetItem, region: RegionOfInterest): DatasetItem {
  const { image, mask } = item;
  return {
    ...item,
    image: imageInside(image, region),
    ...(mask && {
      mask: derive(mask, { width: mask.width, height: mask.height }, (one) => maskInside(one, region)),
    }),
  };
}

/** The same, and facts of the part that counts. */
export function factualItemInside(item: DatasetItem, region: RegionOfInterest): DatasetItem {
  const inside = itemInside(item, region);
  return inside.facts === undefined ? inside : { ...inside, facts: factsOf(inside.image, inside.facts.file) };
}
