/** Eq. (1) taken literally: one window that is the whole image, population covariance [HY Eq. 1]. */
import { planeValueAt, type PlaneKind } from '../image/cut.ts';
import type { RgbImage } from '../image/image.ts';
import { ssimOf } from './ssim-formula.ts';

/** Sums over a whole image. */
export interface GraySums {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

function sumValues(values: Float64Array): GraySums {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  return { count: values.length, sum, squares };
}

export function sumOfPlane({ data }: RgbImage, plane: PlaneKind): GraySums {
  let [sum, squares] = [0, 0];
  for (let at = 0; at < data.length; at += 3) {
    const value = planeValueAt(data, at, plane);
    sum += value;
    squares += value * value;
  }
  return { count: data.length / 3, sum, squares };
}

/**
 * Global SSIM of two images that differ only at some pixels, whose gray values are `a` and `b`;
 * `whole` sums the first image. By default the pixels given are the whole image.
 */
export function globalSsim(a: Float64Array, b: Float64Array, whole: GraySums = sumValues(a)): number {
  let sumB = whole.sum;
  let squaresB = whole.squares;
  let products = whole.squares;
  for (let i = 0; i < a.length; i++) {
    const change = b[i] - a[i];
    sumB += change;
    squaresB += change * (a[i] + b[i]);
    products += change * a[i];
  }
  const meanA = whole.sum / whole.count;
  const meanB = sumB / whole.count;
  return ssimOf({
    meanA,
    meanB,
    varianceA: whole.squares / whole.count - meanA * meanA,
    varianceB: squaresB / whole.count - meanB * meanB,
    covariance: products / whole.count - meanA * meanB,
  });
}
