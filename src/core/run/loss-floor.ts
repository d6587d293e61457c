/**
 * The least value that each loss can have, so that what is drawn can be the excess above it. All follow from two facts:
 * log-sum-exp is convex, so that equal terms are best; and of 2N unit vectors whose mean has length s, the mean
 * cosine between those of different images is at least (N s^2 - 1) / (N - 1), with views of one image alike.
 */
import type { Experiment } from '../experiment/experiment.ts';

export type LossShape = Pick<Experiment, 'objective' | 'temperature' | 'spdWeight'>;

/** Least value of a function on [0, 1] with one valley, by golden section. */
function leastOnUnit(f: (s: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, 1];
  for (let i = 0; i < 60; i++) {
    const [a, b] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (f(a) < f(b)) high = b;
    else low = a;
  }
  return Math.min(f(0), f(1), f((low + high) / 2));
}

/**
 * Nats; `images` is N >= 2. A, B, B', B'': all normal views in one direction, all pseudo views opposite. C and D push views of one
 * kind apart, so that they spread around that direction: the best mean length s is found in one dimension.
 * The infimum needs N - 1 or more dimensions; the projections have 128. The SPD term's own least, -2, is added: A and B to B''
 * reach both at once, C and D with the term stay above their sum. With soft weights of normals that of C and D is that of even ones.
 */
export function lossFloor({ objective, temperature, spdWeight }: LossShape, images: number): number {
  const n = images;
  /** exp of (cosine - 1) / temperature: a term of the denominator beside its positive. */
  const term = (cosine: number) => Math.exp((cosine - 1) / temperature);
  const apart = (s: number) => (n * s * s - 1) / (n - 1);
  const spread = (s: number) => Math.log(1 + (2 * n - 2) * term(apart(s)) + 2 * n * term(-s));
  const opposite = -2 * spdWeight;
  switch (objective) {
    case 'cross-entropy':
      return 0;
    case 'pair':
    case 'decoupled':
      return Math.log(1 + 2 * n * term(-1)) + opposite;
    case 'dcl': // below 0 at a low temperature
      return Math.log(2 * n * term(-1)) + opposite;
    case 'classwise':
      return Math.log(2 * n - 1 + 2 * n * term(-1)) + opposite;
    case 'nt-xent':
      return leastOnUnit(spread) + opposite;
    case 'firm':
      return leastOnUnit((s) => (Math.log(2 * n - 1 + 2 * n * term(-s)) + spread(s)) / 2) + opposite;
  }
}
