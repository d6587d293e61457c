/** Windows over which local SSIM statistics are taken. */
export interface SsimWindow {
  /** Separable and symmetric weights, sum 1 over the line: the centre, then one side outwards to 5 pixels. */
  readonly weights: readonly [number, number, number, number, number, number];
  /** Pixels to each side that have weight. */
  readonly radius: number;
  /** Turns E[xy] - E[x]E[y] into the covariance: 1, or n / (n - 1) for the sample covariance. */
  readonly covarianceFactor: number;
}

function createGaussian11(sigma: number): SsimWindow {
  const raw = (distance: number) => Math.exp(-(distance ** 2) / (2 * sigma ** 2));
  const sum = raw(0) + 2 * (raw(1) + raw(2) + raw(3) + raw(4) + raw(5));
  const weight = (distance: number) => raw(distance) / sum;
  return {
    weights: [weight(0), weight(1), weight(2), weight(3), weight(4), weight(5)],
    radius: 5,
    covarianceFactor: 1,
  };
}

/** 11 x 11 Gaussian, sigma 1.5, population covariance [SSIM section III-B]. */
export const gaussian11 = createGaussian11(1.5);

/** 7 x 7 box with sample covariance: scikit-image's default. */
export const uniform7: SsimWindow = {
  weights: [1 / 7, 1 / 7, 1 / 7, 1 / 7, 0, 0],
  radius: 3,
  covarianceFactor: 49 / 48,
};
