/**
 * Folds of normal images, where too few can be kept apart: the detector is fitted on all of them, and each is scored by one that was
 * fitted without its fold (cross-conformal prediction; Vovk 2015, and Barber, Candès, Ramdas and Tibshirani 2021 on the jackknife).
 * docs/coverage.md says what is proved of the threshold that follows, and what is not.
 */
import { shuffled, type Random } from '../random.ts';

/** Fits that this takes. */
const usual = 10;

/** Fewer images than this are not divided: what is left of them would be another detector. */
export const fewestForFolds = 4;

/** Places of `count` images, divided by chance into `most` folds, or fewer where there are fewer images: sizes differ by one at most. */
export function drawFolds(count: number, random: Random, most = usual): number[][] {
  const order = shuffled(
    Array.from({ length: count }, (_, i) => i),
    random,
  );
  const folds = Math.min(most, count);
  return Array.from({ length: folds }, (_, fold) => order.filter((_, i) => i % folds === fold));
}
