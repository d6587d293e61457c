/** F1 of pixels at a threshold that was fixed on normal images alone, before any defect was seen. */
import { keyAtLeast, scoresOfKeys, type PixelScores } from './pixels.ts';

/** Sums over pixels of normal images, gathered image by image. */
export interface PixelMoments {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

export const noPixels: PixelMoments = { count: 0, sum: 0, squares: 0 };

/** `scores` of one image [H, W] added. */
export function addPixels(moments: PixelMoments, scores: Float32Array): PixelMoments {
  let [sum, squares] = [0, 0];
  for (const score of scores) {
    sum += score;
    squares += score * score;
  }
  return {
    count: moments.count + scores.length,
    sum: moments.sum + sum,
    squares: moments.squares + squares,
  };
}

/** Of the images without a defect. */
export function normalMoments(images: readonly PixelScores[]): PixelMoments {
  const normals = images.filter(({ defective }) => defective.length === 0);
  return normals.reduce((all, { normal }) => addPixels(all, scoresOfKeys(normal)), noPixels);
}

/** Mean + 3 standard deviations (divided by n) of the scores of normal pixels. `undefined` without pixels, or where it is not finite. */
export function threeSigmaThreshold({ count, sum, squares }: PixelMoments): number | undefined {
  const mean = sum / count;
  const threshold = mean + 3 * Math.sqrt(Math.max(0, squares / count - mean * mean));
  return Number.isFinite(threshold) ? threshold : undefined;
}

/**
 * SegF1 = 2 TP / (2 TP + FP + FN) over the pixels of all images at once, "defective iff score >= threshold" [MVTec2].
 * 0 where neither a defect nor an alarm is.
 */
export function segF1(images: readonly PixelScores[], threshold: number): number {
  const least = keyAtLeast(threshold);
  const count = (keys: Uint32Array) => keys.reduce((sum, pixel) => sum + (pixel >= least ? 1 : 0), 0);
  let [found, alarms, marked] = [0, 0, 0];
  for (const { normal, defective } of images) {
    found += count(defective);
    alarms += count(normal);
    marked += defective.length;
  }
  return found + alarms + marked === 0 ? 0 : (2 * found) / (found + alarms + marked);
}
