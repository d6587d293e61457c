/** A threshold from the candidates themselves: the split into two groups that are most alike within [Otsu]. */

/** Keeps the logarithm finite; SSIM that is 1 up to rounding counts as this far from it. */
const nearest = 1e-7;

/** Distance from 1 on a log scale, where SSIM of plain background and of the object lie apart [design: method 12.4]. */
function toLog(ssim: number): number {
  return -Math.log10(Math.max(nearest, 1 - ssim));
}

/** Half way between the two groups into which numbers fall with the greatest variance between them; `undefined` of fewer than two. */
export function otsuCut(numbers: readonly number[]): number | undefined {
  const values = [...numbers].sort((a, b) => a - b);
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
  return best?.cut;
}

/** T on the scale of -log10(1 - SSIM). Undefined with fewer than two different values, and for SSIM that are all 1. */
export function otsuThreshold(ssims: ArrayLike<number>): number | undefined {
  const cut = otsuCut(Array.from(ssims, toLog));
  return cut === undefined ? undefined : 1 - 10 ** -cut;
}
