/** The two-factor SSIM of two signals from their moments [SSIM Eq. 13; HY Eq. 1]. */

/** C1 = (0.01 L)^2, C2 = (0.03 L)^2, L = 255. */
export const c1 = 6.5025;
export const c2 = 58.5225;

export interface Moments {
  readonly meanA: number;
  readonly meanB: number;
  readonly varianceA: number;
  readonly varianceB: number;
  readonly covariance: number;
}

/** (2 μa μb + C1)(2 σab + C2) / ((μa² + μb² + C1)(σa² + σb² + C2)), in [-1, 1]. */
export function ssimOf({ meanA, meanB, varianceA, varianceB, covariance }: Moments): number {
  const numerator = (2 * meanA * meanB + c1) * (2 * covariance + c2);
  return numerator / ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2));
}
