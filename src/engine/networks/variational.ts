/** Codes that are normal distributions: how one is drawn, and how far it lies from the prior [VAE]. */
import type { Operations } from './operations.ts';

/** Mean and logarithm of the variance of each number of a code, [N, 1, 1, latent] each. */
export interface Posterior<T> {
  readonly mean: T;
  readonly logVariance: T;
}

/** An encoder's output [N, 1, 1, 2 latent] as such. */
export function posteriorOf<T>(both: T, latent: number, { slice }: Operations<T>): Posterior<T> {
  return { mean: slice(both, 0, latent), logVariance: slice(both, latent, latent) };
}

/** z = mean + deviation noise [VAE section 2.4]; in evaluation the noise is zero, and z the mean. */
export function drawCode<T>(
  { mean, logVariance }: Posterior<T>,
  seed: number,
  { binary, unary, gaussian }: Operations<T>,
): T {
  const deviation = unary(unary(logVariance, 'scale', 0.5), 'exp');
  return binary(mean, binary(deviation, gaussian(mean, seed), 'multiply'), 'add');
}

/** KL of N(mean, variance) from N(0, 1) in nats, [N, 1, 1]: 1/2 sum (mean^2 + variance - 1 - log variance) [VAE appendix B]. */
export function klOf<T>({ mean, logVariance }: Posterior<T>, { binary, unary, reduce }: Operations<T>): T {
  const one = unary(unary(logVariance, 'scale', 0), 'exp');
  const spread = binary(unary(logVariance, 'exp'), binary(logVariance, one, 'add'), 'subtract');
  return unary(reduce(binary(unary(mean, 'square'), spread, 'add'), 'sum', 'channels'), 'scale', 0.5);
}
