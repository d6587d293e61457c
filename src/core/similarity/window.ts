/** Windows over which local SSIM statistics are taken. */
export interface SsimWindow {
  /** Separable weights, odd in number, sum 1. */
  readonly weights: Float64Array;
  readonly radius: number;
  /** Turns E[xy] - E[x]E[y] into the covariance: 1, or n / (n - 1) for the sample covariance. */
  readonly covarianceFactor: number;
}

function createGaussian(sigma: number, radius: number): SsimWindow {
  const raw = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)),
  );
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return { weights: raw.map((weight) => weight / sum), radius, covarianceFactor: 1 };
}

/** 11 x 11 Gaussian, sigma 1.5, population covariance [SSIM section III-B]. */
export const gaussian11 = createGaussian(1.5, 5);

/** 7 x 7 box with sample covariance: scikit-image's default. */
export const uniform7: SsimWindow = {
  weights: new Float64Array(7).fill(1 / 7),
  radius: 3,
  covarianceFactor: 49 / 48,
};
