/** How sure a share is that was counted on a few draws. */

/**
 * Wilson's 95 % interval of a proportion (Wilson, JASA 1927):
 * (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n), z = 1.96. [0, 1] when nothing was drawn.
 */
export function wilsonInterval(successes: number, draws: number): readonly [number, number] {
  if (draws === 0) return [0, 1];
  const z = 1.959963984540054;
  const share = successes / draws;
  const spread = (z * z) / draws;
  const reach = z * Math.sqrt((share * (1 - share)) / draws + spread / (4 * draws));
  const bound = (value: number) => Math.min(1, Math.max(0, value / (1 + spread)));
  return [bound(share + spread / 2 - reach), bound(share + spread / 2 + reach)];
}
