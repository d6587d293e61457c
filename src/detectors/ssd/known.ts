/** A few defective test images that SSD_k may learn from, and what it takes of them. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { resizeArea, resizeMask } from '../../core/image/resize.ts';
import { createRandom, shuffled } from '../../core/random.ts';
import { createPackedImages, packWindow, type PackedImages } from '../../core/views/packed.ts';
import { cutImage, strongView } from '../../core/views/strong.ts';
import { cropPlaces } from '../../engine/evaluation/crops.ts';
import { Refusal } from '../../engine/evaluation/refusal.ts';

/** Strong views of each crop, as few images say little of how anomalies spread. */
const viewsOfCrop = 10;

/**
 * `ssdKnown` of the defective test images, drawn by the seed; one more has to be left to test with.
 * @throws Refusal if there are fewer.
 */
export function drawKnown(
  { seed, ssdKnown }: Pick<Experiment, 'seed' | 'ssdKnown'>,
  items: readonly DatasetItem[],
): DatasetItem[] {
  if (ssdKnown === 0) return [];
  const defective = items.filter(({ split, defect }) => split === 'test' && defect !== normalClass);
  if (defective.length <= ssdKnown)
    throw new Refusal({ kind: 'too-few-anomalies', images: defective.length, wanted: ssdKnown + 1 });
  return shuffled(defective, createRandom(seed).fork('known anomalies')).slice(0, ssdKnown);
}

type Shape = Pick<Experiment, 'seed' | 'trainOn' | 'imageSize' | 'inputSize' | 'cropStride'>;

/** Which crops of an image show its defect; `undefined` without a mask, and where the mask is empty. */
export function defectiveCrops({ mask }: Pick<DatasetItem, 'mask'>, shape: Shape): number[] | undefined {
  if (shape.trainOn === 'whole') return [0];
  if (mask === undefined) return undefined;
  const { imageSize, inputSize } = shape;
  const { data } = resizeMask(mask, imageSize, imageSize);
  const shows = ({ left, top }: { readonly left: number; readonly top: number }) => {
    for (let y = top; y < top + inputSize; y++)
      for (let x = left; x < left + inputSize; x++) if (data[y * imageSize + x] > 127) return true;
    return false;
  };
  const crops = cropPlaces(shape).flatMap((place, i) => (shows(place) ? [i] : []));
  return crops.length === 0 ? undefined : crops;
}

/** Strong views of those crops of an image, counted as `cutCrops` has them. */
export function knownViews(
  item: Pick<DatasetItem, 'path' | 'image'>,
  crops: readonly number[],
  shape: Shape,
): PackedImages {
  const { imageSize, inputSize: side, trainOn, seed } = shape;
  const image = resizeArea(item.image, imageSize, imageSize);
  const random = createRandom(seed).fork('known views').fork(item.path);
  const places = trainOn === 'whole' ? [] : cropPlaces(shape);
  const packed = createPackedImages(crops.length * viewsOfCrop, side);
  crops.forEach((crop, i) => {
    const seen =
      trainOn === 'whole' ? image : cutImage(image, { ...places[crop], width: side, height: side });
    for (let v = 0; v < viewsOfCrop; v++) {
      const view = strongView(seen, side, random.fork(crop).fork(v));
      packWindow(packed, i * viewsOfCrop + v, view, { left: 0, top: 0 });
    }
  });
  return packed;
}
