/** A threshold from the candidates themselves: the split into two groups that are most alike within [Otsu]. */

/** Keeps the logarithm finite; SSIM that is 1 up to rounding counts as this far from it. */
const nearest = 1e-7;

/** Distance from 1 on a log scale, where SSIM of plain background and of the object lie apart [design: method 12.4]. */
function toLog(ssim: number): number {
  return -Math.log10(Math.max(nearest, 1 - ssim));
}

/**
 * T half way between the two groups on the scale of -log10(1 - SSIM), where the variance between them is greatest.
 * Undefined with fewer than two different values, and for SSIM that are all 1.
 */
export function otsuThreshold(ssims: ArrayLike<number>): number | undefined {
  const values = Array.from(ssims, toLog).sort((a, b) => a - b);
  const total = values.reduce((sum, value) => sum + value, 0);
  let best: { readonly spread: number; readonly cut: number } | undefined;
  let below = 0;
  for (let count = 1; count < values.length; count++) {
    below += values[count - 1];
    if (values[count] === values[count - 1]) continue;
    const [low, high] = [below / count, (total - below) / (values.length - count)];
    const spread = count * (values.length - count) * (high - low) ** 2;
    if (best === undefined || spread > best.spread) {
      best = { spread, cut: (values[count] + values[count - 1]) / 2 };
    }
  }
  return best && 1 - 10 ** -best.cut;
}
