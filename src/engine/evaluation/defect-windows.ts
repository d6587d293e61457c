/** Where the network looks at a real defect: the crop that shows most of it. */
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import type { Mask } from '../../core/image/image.ts';
import { nearestDistances } from '../../core/scoring/distances.ts';
import { slicePacked, type PackedImages } from '../../core/views/packed.ts';
import type { Trainer } from '../training/trainer.ts';
import { cropPlaces, cutCrops, type CropShape } from './crops.ts';

export interface NormalBank {
  /** Pooled embeddings of normal pictures. */
  readonly rows: Float32Array; // [n, length]
  readonly length: number;
}

function largestAt(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best] ? i : best), 0);
}

/** Defective pixels in the square of `side` pixels at (left, top) of an image of `imageSize`, to which the mask is scaled. */
function defectiveIn(
  { width, height, data }: Mask,
  { left, top }: { readonly left: number; readonly top: number },
  { inputSize: side, imageSize }: CropShape,
): number {
  let count = 0;
  for (let y = top; y < top + side; y++) {
    const row = Math.floor(((y + 0.5) * height) / imageSize) * width;
    for (let x = left; x < left + side; x++) {
      if (data[row + Math.floor(((x + 0.5) * width) / imageSize)] > 0) count++;
    }
  }
  return count;
}

/** By the mask where there is one, else the crop that is farthest from normal ones. */
export async function defectPicture(
  { image, mask }: Pick<DatasetItem, 'image' | 'mask'>,
  shape: CropShape,
  trainer: Pick<Trainer, 'forward'>,
  bank: NormalBank,
): Promise<PackedImages> {
  const crops = cutCrops(image, shape);
  if (crops.count === 1) return crops;
  if (mask !== undefined) {
    const shown = cropPlaces(shape).map((place) => defectiveIn(mask, place, shape));
    const at = largestAt(shown);
    return slicePacked(crops, at, at + 1);
  }
  const [pooled] = await trainer.forward(crops, ['pooled']);
  const at = largestAt([...nearestDistances(pooled, bank.rows, bank.length, 1)]);
  return slicePacked(crops, at, at + 1);
}
