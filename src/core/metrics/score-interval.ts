/**
 * 95 % intervals of a share that keep their width at its ends. An interval from the spread of the sample alone shrinks to a
 * point when the share is 1; a score interval asks instead which true values would give this sample.
 */

export type Interval = readonly [low: number, high: number];

/** Normal quantile of 97.5 %. */
export const z95 = 1.959963984540054;

const halvings = 60;

/**
 * All true values p in [0, 1] with |estimate - p| <= z sqrt(variance(p)). `variance` is what the estimate's variance would be
 * if p were the truth.
 */
export function scoreInterval(estimate: number, variance: (truth: number) => number): Interval {
  const isPossible = (truth: number) => (estimate - truth) ** 2 <= z95 ** 2 * variance(truth);
  const edge = (outside: number) => {
    let [inside, beyond] = [estimate, outside];
    if (isPossible(outside)) return outside;
    for (let i = 0; i < halvings; i++) {
      const middle = (inside + beyond) / 2;
      if (isPossible(middle)) inside = middle;
      else beyond = middle;
    }
    return inside;
  };
  return [edge(0), edge(1)];
}
