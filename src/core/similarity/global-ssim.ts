/** Eq. (1) taken literally: one window that is the whole image [HY Eq. 1]. */
import type { Box, GrayImage } from '../image/image.ts';
import { ssimOf } from './ssim-formula.ts';

/** Sums of an image that many candidates share. */
export interface GraySums {
  readonly sum: number;
  readonly squares: number;
}

export function sumGray({ data }: GrayImage): GraySums {
  let sum = 0;
  let squares = 0;
  for (const value of data) {
    sum += value;
    squares += value * value;
  }
  return { sum, squares };
}

/** Global SSIM of `a` and `b`, which differ inside `box` only; population covariance. */
export function globalSsim(a: GrayImage, b: GrayImage, box: Box, sums: GraySums = sumGray(a)): number {
  let sumB = sums.sum;
  let squaresB = sums.squares;
  let products = sums.squares;
  for (let y = box.top; y < box.top + box.height; y++) {
    for (let i = y * a.width + box.left, end = i + box.width; i < end; i++) {
      const [valueA, valueB] = [a.data[i], b.data[i]];
      sumB += valueB - valueA;
      squaresB += valueB * valueB - valueA * valueA;
      products += valueA * (valueB - valueA);
    }
  }
  const count = a.data.length;
  const meanA = sums.sum / count;
  const meanB = sumB / count;
  return ssimOf({
    meanA,
    meanB,
    varianceA: sums.squares / count - meanA * meanA,
    varianceB: squaresB / count - meanB * meanB,
    covariance: products / count - meanA * meanB,
  });
}
