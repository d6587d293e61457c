/** A threshold from the candidates themselves: the one that keeps a wanted share of them. */

/**
 * T such that SSIM < T holds for `share` of the candidates, rounded down to whole candidates; half way to the next SSIM, so that T is
 * that of none. Equal SSIMs are kept or rejected together, and then fewer are kept. `undefined` without candidates.
 * @param share in [0, 1]
 */
export function thresholdForShare(ssims: ArrayLike<number>, share: number): number | undefined {
  const rising = Float64Array.from(ssims).sort();
  if (rising.length === 0) return undefined;
  let kept = Math.min(rising.length, Math.floor(share * rising.length + 1e-9));
  while (kept > 0 && kept < rising.length && rising[kept] === rising[kept - 1]) kept--;
  if (kept === 0) return rising[0];
  const above = kept === rising.length ? 1 : rising[kept];
  return (rising[kept - 1] + above) / 2;
}
