/** The pixels of one scored image by what they are, for figures of pixels, at the size of its working copy or of its file. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { atFullSize, type FullSize } from '../../core/dataset/full-size.ts';
import { areaOf, maskOf, type Marks } from '../../core/dataset/marks.ts';
import { fitMask } from '../../core/dataset/preparation.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Mask } from '../../core/image/image.ts';
import { splitPixels, type PixelScores, sortKeys } from '../../core/metrics/pixels/pixels.ts';
import { saturated, type SaturatedRegion } from '../../core/metrics/pixels/saturation.ts';
import { pixelScores, type ScoreMap } from '../../core/scoring/score-map.ts';

export type PixelSize = Experiment['pixelSize'];

/** Pixels of all images that are sorted at once at most: 4 bytes each, twice. */
const mostPixels = 2 ** 27;

/** The masks' own size where it was asked for, is known of every image, and all of their pixels can be held; else the working size. */
export function pixelSizeFor(items: readonly Pick<DatasetItem, 'full'>[], wanted: PixelSize): PixelSize {
  const pixels = items.reduce((sum, { full }) => sum + (full ? full.width * full.height : Infinity), 0);
  return wanted === 'files' && pixels <= mostPixels ? 'files' : 'working';
}

type Scored = Pick<DatasetItem, 'defect' | 'image' | 'mask' | 'full'>;

/** A score for each pixel at that size. */
export function scoresAt(item: Pick<Scored, 'image' | 'full'>, map: ScoreMap, size: PixelSize): Float32Array {
  const { image, full } = item;
  const working = pixelScores(map, image.width);
  return size === 'files' && full !== undefined ? atFullSize(working, image.width, full) : working;
}

export interface SplitItem {
  readonly pixels: PixelScores;
  /** The same as MVTec LOCO counts them; `undefined` where a mask has no saturation. */
  readonly saturated: PixelScores | undefined;
}

/** A region's mask at that size. */
function regionMask(marks: Marks, full: FullSize, { image }: Pick<Scored, 'image'>, size: PixelSize): Mask {
  const whole = maskOf(full, [marks]);
  return size === 'files' ? whole : fitMask(whole, { ...full, side: image.width, isEqualised: false });
}

/** As large a share of the region is wanted at any size. A region that the working copy does not show is left out. */
function regionOf(scores: Float32Array, mask: Mask, { runs, saturation = 0 }: Marks): SaturatedRegion[] {
  const keys = sortKeys(scores.filter((_, at) => mask.data[at] !== 0));
  if (keys.length === 0) return [];
  const wanted = Math.round((saturation * keys.length) / areaOf(runs));
  return [{ keys, saturation: Math.min(keys.length, Math.max(1, wanted)) }];
}

function saturatedOf(
  item: Scored,
  scores: Float32Array,
  { normal, defective }: PixelScores,
  size: PixelSize,
): PixelScores | undefined {
  const { full } = item;
  if (defective.length === 0) return saturated(normal, []);
  if (full === undefined || full.marks.some(({ saturation }) => saturation === undefined)) return undefined;
  const regions = full.marks.flatMap((marks) => regionOf(scores, regionMask(marks, full, item, size), marks));
  return saturated(normal, regions);
}

/** `undefined` if nothing is known of the pixels: no map, or a defective image without a mask. */
export function splitItem(item: Scored, map: ScoreMap | undefined, size: PixelSize): SplitItem | undefined {
  const { defect, mask, full } = item;
  if (map === undefined) return undefined;
  if (defect !== normalClass && mask === undefined) return undefined;
  const scores = scoresAt(item, map, size);
  const isFull = size === 'files' && full !== undefined;
  const pixels = splitPixels(scores, isFull && mask !== undefined ? maskOf(full, full.marks) : mask);
  return { pixels, saturated: saturatedOf(item, scores, pixels, size) };
}
