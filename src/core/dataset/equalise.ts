/** Brings every image to one median grey, so that exposure alone says nothing about what is defective. */
import type { RgbImage } from '../image/image.ts';
import { derive } from '../image/lazy-image.ts';
import type { DatasetEntry, DatasetItem } from './dataset.ts';
import { factsOf } from './facts.ts';

/** Of the training images' medians the middle one: test images have no say in what they are brought to. */
export function targetGray(items: readonly DatasetEntry[]): number {
  const medians = items
    .flatMap(({ split, facts }) => (split === 'train' && facts ? [facts.medianGray] : []))
    .sort((a, b) => a - b);
  return medians[Math.floor(medians.length / 2)] ?? 128;
}

/** Every channel times `gain`, rounded, at most 255: a new image. */
export function withGain(image: RgbImage, gain: number): RgbImage {
  const levels = Uint8Array.from({ length: 256 }, (_, level) => Math.min(255, Math.round(level * gain)));
  return { ...image, data: image.data.map((level) => levels[level]) };
}

/** What brings its median to `target`; `undefined` for a black item, one without facts, and one that is there. */
export function gainOf({ facts }: Pick<DatasetEntry, 'facts'>, target: number): number | undefined {
  const isThere = facts === undefined || facts.medianGray === 0 || facts.medianGray === target;
  return isThere ? undefined : target / facts.medianGray;
}

/** The item with its median at `target`, and facts to match; a black one, or one without facts, as it is. */
export function equaliseItem(item: DatasetItem, target: number): DatasetItem {
  const gain = gainOf(item, target);
  if (gain === undefined) return item;
  const image = derive(item.image, item.image, (one) => withGain(one, gain));
  return { ...item, image, facts: factsOf(image, item.facts?.file) };
}
