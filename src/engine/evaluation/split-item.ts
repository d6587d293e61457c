/** The pixels of one scored image by what they are, for figures of pixels, at the size of its working copy or of its file. */
import { normalClass, type DatasetItem } from '../../core/dataset/dataset.ts';
import { atFullSize, type FullSize } from '../../core/dataset/full-size.ts';
import { areaOf, maskOf, type Marks } from '../../core/dataset/marks.ts';
import { fitMask } from '../../core/dataset/preparation.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Mask } from '../../core/image/image.ts';
import { countedPixels } from '../../core/image/region-of-interest.ts';
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

/** The scores at that size of the pixels that count. */
export function countedScoresAt(
  item: Pick<Scored, 'image' | 'full'>,
  map: ScoreMap,
  size: PixelSize,
): Float32Array {
  const counted = countedAt(item, size);
  const scores = scoresAt(item, map, size);
  return counted === undefined ? scores : scores.filter((_, at) => counted[at] === 1);
}

/** A score for each pixel at that size. */
function scoresAt(item: Pick<Scored, 'image' | 'full'>, map: ScoreMap, size: PixelSize): Float32Array {
  const { image, full } = item;
  const working = pixelScores(map, image.width);
  return size === 'files' && full !== undefined ? atFullSize(working, image.width, full) : working;
}

export interface SplitItem {
  readonly pixels: PixelScores;
  /** The same as MVTec LOCO counts them; `undefined` where a mask has no saturation. */
  readonly saturated: PixelScores | undefined;
}

/** 1 for each pixel at that size that counts; `undefined` where all do. */
function countedAt({ image, full }: Pick<Scored, 'image' | 'full'>, size: PixelSize): Uint8Array | undefined {
  const { region, width, height } = image;
  if (region === undefined) return undefined;
  const counted = countedPixels(region, width, height);
  if (size === 'working' || full === undefined) return counted;
  return Uint8Array.from(atFullSize(Float32Array.from(counted), width, full), (share) => Math.round(share));
}

/** A region's mask at that size. */
function regionMask(marks: Marks, full: FullSize, { image }: Pick<Scored, 'image'>, size: PixelSize): Mask {
  const whole = maskOf(full, [marks]);
  return size === 'files' ? whole : fitMask(whole, { ...full, side: image.width, isEqualised: false });
}

/** As large a share of the region is wanted at any size. A region that the working copy does not show is left out. */
function regionOf(
  scores: Float32Array,
  isInside: (at: number) => boolean,
  { runs, saturation = 0 }: Marks,
): SaturatedRegion[] {
  const keys = sortKeys(scores.filter((_, at) => isInside(at)));
  if (keys.length === 0) return [];
  const wanted = Math.round((saturation * keys.length) / areaOf(runs));
  return [{ keys, saturation: Math.min(keys.length, Math.max(1, wanted)) }];
}

function saturatedOf(
  item: Scored,
  { scores, counted }: { readonly scores: Float32Array; readonly counted: Uint8Array | undefined },
  { normal, defective }: PixelScores,
  size: PixelSize,
): PixelScores | undefined {
  const { full } = item;
  if (defective.length === 0) return saturated(normal, []);
  if (full === undefined || full.marks.some(({ saturation }) => saturation === undefined)) return undefined;
  const regions = full.marks.flatMap((marks) => {
    const { data } = regionMask(marks, full, item, size);
    return regionOf(scores, (at) => data[at] !== 0 && counted?.[at] !== 0, marks);
  });
  return saturated(normal, regions);
}

/** Of the pixels that count; `undefined` if nothing is known of them: no map, or a defective image without a mask. */
export function splitItem(item: Scored, map: ScoreMap | undefined, size: PixelSize): SplitItem | undefined {
  const { defect, mask, full } = item;
  if (map === undefined) return undefined;
  if (defect !== normalClass && mask === undefined) return undefined;
  const scores = scoresAt(item, map, size);
  const counted = countedAt(item, size);
  const isFull = size === 'files' && full !== undefined;
  const pixels = splitPixels(scores, isFull && mask !== undefined ? maskOf(full, full.marks) : mask, counted);
  return { pixels, saturated: saturatedOf(item, { scores, counted }, pixels, size) };
}
