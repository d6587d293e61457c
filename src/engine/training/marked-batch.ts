/** Steps of detectors that mark pixels: each image as it is, then its pseudo-anomaly, and masks that say what changed. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { success } from '../../core/result.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import { renderViews, type View } from '../../core/views/render.ts';
import { plainView } from '../../core/views/view.ts';
import type { Target } from '../program/objective.ts';
import { createBatchSource } from './batch.ts';
import { sampleInput, type BatchSource, type StepBatch } from './step-batch.ts';

/** One of N images and one of its pseudo-anomaly: 2N rows. */
function plainViews(sources: readonly number[]): View[] {
  return sources.map((source) => ({ source, parameters: plainView }));
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** `masks` [2N, S, S, 1], and one over how much of them is changed and how much is not. */
function maskTargets(data: Float32Array<ArrayBuffer>, side: number): Record<string, Target> {
  const changed = sumOf(data);
  const one = (share: number): Target => ({ shape: [1], data: Float32Array.of(1 / Math.max(1, share)) });
  return {
    masks: { shape: [data.length / side ** 2, side, side, 1], data },
    perChanged: one(changed),
    perUnchanged: one(data.length - changed),
  };
}

/** What each row should look like: the N normal pictures twice, [2N, S, S, 3] in [0, 1]. */
function cleanTarget(pictures: PackedImages, images: number): Target {
  const sources = Array.from({ length: 2 * images }, (_, row) => row % images);
  const { side } = pictures;
  const data = renderViews(pictures, plainViews(sources), asPictures);
  return { shape: [2 * images, side, side, 3], data };
}

export interface MarkedOptions {
  /** Whether there is a target `clean`. */
  readonly hasClean: boolean;
  /** Whether a pixel counts as changed wholly or not at all, however the generator grades it. */
  readonly isBinary: boolean;
}

/** Masks of the first views of pseudo-anomalies, behind none for the normal images. */
function masksOf(all: Float32Array, { images, isBinary }: { images: number; isBinary: boolean }) {
  const size = all.length / (4 * images);
  const masks = new Float32Array(2 * images * size);
  masks.set(all.subarray(2 * images * size, 3 * images * size), images * size);
  return isBinary ? masks.map((value) => Number(value > 0)) : masks;
}

/**
 * `images` are normal, square, of `experiment.imageSize`. Nothing is turned or toned: what differs between an image and its
 * pseudo-anomaly is what the mask says.
 */
export function createMarkedBatches(
  images: readonly RgbImage[],
  experiment: Experiment,
  { hasClean, isBinary }: MarkedOptions,
): BatchSource {
  const still = { viewTranslation: 0, viewRotation: 0, viewJitter: 0, evenCrops: 0, sharedViews: true };
  const source = createBatchSource(images, { ...experiment, ...still }, { targets: ['masks'] });
  return {
    draw(step) {
      const drawn = source.draw(step);
      if (!drawn.ok) return drawn;
      const { images: count, pictures, targets } = drawn.value;
      const masks = masksOf(targets['masks'].data as Float32Array, { images: count, isBinary });
      const views = plainViews([...Array(2 * count).keys()]);
      return success({
        inputs: { images: { pictures, views } },
        targets: {
          ...maskTargets(masks, pictures.side),
          ...(hasClean && { clean: cleanTarget(pictures, count) }),
        },
      });
    },
  };
}

/** A step of so many images whose pixels are no picture's. */
export function sampleMarkedBatch(images: number, side: number, { hasClean }: MarkedOptions): StepBatch {
  const rows = 2 * images;
  const input = sampleInput(rows, [...Array(rows).keys()], side);
  return {
    inputs: { images: input },
    targets: {
      ...maskTargets(new Float32Array(rows * side ** 2), side),
      ...(hasClean && { clean: cleanTarget(input.pictures, images) }),
    },
  };
}
