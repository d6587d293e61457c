/** All figures of pixels that one evaluation reports, from one sort of all pixels. */
import type { Random } from '../../random.ts';
import { auPimo, type AuPimo } from './aupimo.ts';
import { pixelIntervals, type PixelIntervals } from './pixel-interval.ts';
import { pixelPrecision } from './pixel-precision.ts';
import { areComparable, auPro, pixelAuroc, sortPixels, type PixelScores } from './pixels.ts';
import type { BestF1 } from '../precision.ts';
import { normalMoments, segF1, threeSigmaThreshold, type PixelMoments } from './seg-f1.ts';

/** Results before version 3 have the first three alone. */
export interface PixelMetrics {
  readonly auroc: number;
  /** Up to a false-positive rate of .30. */
  readonly auPro: number;
  /** 95 % intervals with images as the unit; `undefined` with fewer than two images with defects. */
  readonly intervals?: PixelIntervals | undefined;
  /** Pixels of a side of the maps and masks that were compared; null where each mask had the size of its file. */
  readonly side?: number | null | undefined;
  /** Up to a false-positive rate of .05, as MVTec AD 2 has it. */
  readonly auPro5?: number | undefined;
  readonly averagePrecision?: number | undefined;
  readonly f1Max?: BestF1 | undefined;
  /** null where the normal images have too few pixels to show its false-positive rates. */
  readonly auPimo?: AuPimo | null | undefined;
  /** null without normal images to fix the threshold on. */
  readonly segF1?: SegF1 | null | undefined;
  /** MVTec LOCO's, up to .05; missing where its saturations are not known. */
  readonly auSPro5?: number | undefined;
}

export interface SegF1 {
  readonly f1: number;
  readonly threshold: number;
  /** The normal images that fixed it: those held out for it, or, where there are none, those of the test, which flatters. */
  readonly basis: 'validation' | 'test';
}

/** What else is known besides the test images. */
export interface PixelContext {
  readonly random: Random;
  /** Of the maps of validation images; `undefined` without any. */
  readonly validation?: PixelMoments | undefined;
  readonly side: number | null;
  /** The same images as `saturated` makes them. */
  readonly saturated?: readonly PixelScores[] | undefined;
}

function fixedF1(images: readonly PixelScores[], validation: PixelMoments | undefined): SegF1 | null {
  const threshold = threeSigmaThreshold(validation ?? normalMoments(images));
  if (threshold === undefined) return null;
  return { f1: segF1(images, threshold), threshold, basis: validation === undefined ? 'test' : 'validation' };
}

function saturatedArea(images: readonly PixelScores[]): number | undefined {
  const sorted = sortPixels(images);
  if (!areComparable(sorted)) return undefined;
  return auPro(
    sorted,
    images.flatMap(({ regionSizes }) => regionSizes),
    0.05,
  );
}

/** `undefined` without a normal or without a defective pixel, or where a score is not finite. */
export function measurePixels(
  images: readonly PixelScores[],
  { random, validation, side, saturated }: PixelContext,
): PixelMetrics | undefined {
  const sorted = sortPixels(images);
  if (!areComparable(sorted)) return undefined;
  const sizes = images.flatMap(({ regionSizes }) => regionSizes);
  const areas = { auroc: pixelAuroc(sorted, sizes), auPro: auPro(sorted, sizes, 0.3) };
  return {
    ...areas,
    intervals: pixelIntervals(images, areas, random),
    side,
    auPro5: auPro(sorted, sizes, 0.05),
    ...pixelPrecision(sorted),
    auPimo: auPimo(images) ?? null,
    segF1: fixedF1(images, validation),
    ...(saturated && { auSPro5: saturatedArea(saturated) }),
  };
}
