/** The pixels of one scored image by what they are, for pixel AUROC and AU-PRO. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { splitPixels, type PixelScores } from '../../core/metrics/pixels/pixels.ts';
import { pixelScores, type ScoreMap } from '../../core/scoring/score-map.ts';

/** `undefined` if nothing is known of the pixels: no map, or a defective image without a mask. */
export function splitItem(
  { defect, image, mask }: Pick<DatasetItem, 'defect' | 'image' | 'mask'>,
  map: ScoreMap | undefined,
): PixelScores | undefined {
  if (map === undefined) return undefined;
  if (defect !== normalClass && mask === undefined) return undefined;
  return splitPixels(pixelScores(map, image.width), mask);
}
