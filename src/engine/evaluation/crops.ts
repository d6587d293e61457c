/** What of an image the network is shown: overlapping crops in rows, or the whole image as its only view. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import { resizeArea } from '../../core/image/resize.ts';
import { countedPlaces, scoresInside, type PlaceGrid } from '../../core/scoring/counted-places.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import { createPackedImages, packWindow, type PackedImages } from '../../core/views/packed.ts';
import { gridStarts } from '../../core/views/window.ts';

export type CropShape = Pick<Experiment, 'trainOn' | 'imageSize' | 'inputSize' | 'cropStride'>;

/** The image at `side`, as one picture. */
export function packWhole(image: RgbImage, side: number): PackedImages {
  const packed = createPackedImages(1, side);
  packWindow(packed, 0, resizeArea(image, side, side), { left: 0, top: 0 });
  return packed;
}

/** Pixels between crops. */
export function strideOf({ inputSize, cropStride }: CropShape): number {
  return Math.max(1, Math.round(inputSize * cropStride));
}

/** Top left corners of the crops, in rows, in pixels of an image of `imageSize`. */
export function cropPlaces(shape: CropShape): { readonly left: number; readonly top: number }[] {
  const starts = gridStarts(shape.imageSize, shape.inputSize, strideOf(shape));
  return starts.flatMap((top) => starts.map((left) => ({ left, top })));
}

export function cutCrops(image: RgbImage, shape: CropShape): PackedImages {
  const { trainOn, imageSize, inputSize } = shape;
  const sized = resizeArea(image, imageSize, imageSize);
  if (trainOn === 'whole') return packWhole(sized, inputSize);
  const places = cropPlaces(shape);
  const packed = createPackedImages(places.length, inputSize);
  places.forEach((place, i) => {
    packWindow(packed, i, sized, place);
  });
  return packed;
}

/** Mean over the crops that show a pixel; `crops` are [crops, inputSize, inputSize], the result is [side, side]. */
export function joinCrops(
  crops: Float32Array,
  shape: CropShape,
): { readonly side: number; readonly data: Float64Array } {
  const { trainOn, imageSize, inputSize } = shape;
  if (trainOn === 'whole') return { side: inputSize, data: Float64Array.from(crops) };
  const [sums, counts] = [new Float64Array(imageSize ** 2), new Float64Array(imageSize ** 2)];
  cropPlaces(shape).forEach(({ left, top }, crop) => {
    for (let i = 0; i < inputSize ** 2; i++) {
      const at = (top + Math.floor(i / inputSize)) * imageSize + left + (i % inputSize);
      sums[at] += crops[crop * inputSize ** 2 + i];
      counts[at]++;
    }
  });
  return { side: imageSize, data: sums.map((sum, i) => sum / counts[i]) };
}

function cropGrid(count: number, shape: CropShape): PlaceGrid {
  const columns = Math.round(Math.sqrt(count));
  return {
    columns,
    rows: columns,
    placeShare: shape.inputSize / shape.imageSize,
    strideShare: strideOf(shape) / shape.imageSize,
  };
}

/** 1 for each of an image's `count` crops that shows any of the part that counts; `undefined` where all do. The whole image, as its only crop, counts. */
export function countedCrops(
  count: number,
  shape: CropShape,
  region: RegionOfInterest | undefined,
): Uint8Array | undefined {
  if (region === undefined || shape.trainOn === 'whole') return undefined;
  return countedPlaces(region, cropGrid(count, shape));
}

/** Of an image's crops, rows of `length` numbers each, those that show any of the part that counts. */
export function rowsInside(
  rows: Float32Array,
  length: number,
  shape: CropShape,
  region: RegionOfInterest | undefined,
): Float32Array {
  const counted = countedCrops(rows.length / length, shape, region);
  return counted === undefined ? rows : rows.filter((_, i) => counted[Math.floor(i / length)] === 1);
}

/** Scores of an image's crops, in rows, as a map. */
export function cropMap(scores: Float32Array<ArrayBuffer>, shape: CropShape): ScoreMap {
  return { places: 'crops', ...cropGrid(scores.length, shape), scores };
}

/** Scores of an image's crops, in rows, as they count; see counted-places.ts. The whole image, as its only crop, counts. */
export function cropsInside(
  scores: Float32Array<ArrayBuffer>,
  shape: CropShape,
  region: RegionOfInterest | undefined,
): Float32Array<ArrayBuffer> {
  return shape.trainOn === 'whole' ? scores : scoresInside(scores, cropGrid(scores.length, shape), region);
}
