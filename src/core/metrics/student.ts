/** Student's t distribution, for means of few values. */

/** P(|T| >= |t|) for `degrees` = 1, 2, ... degrees of freedom, by its finite series [Tables section 26.7]. */
export function studentTail(t: number, degrees: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(degrees));
  const cosine = Math.cos(angle);
  const isOdd = degrees % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  const inside = isOdd ? (2 / Math.PI) * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
  return Math.max(0, 1 - inside);
}

/** The t that 95 % of |T| stay below. `degrees` is rounded down, which widens; Infinity below 1. */
export function t95(degrees: number): number {
  const whole = Math.min(10_000, Math.floor(degrees));
  if (!(whole >= 1)) return Infinity;
  let [low, high] = [1.9, 13];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, whole) > 0.05) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
