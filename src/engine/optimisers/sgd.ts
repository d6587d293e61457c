/** Stochastic gradient descent with momentum, in PyTorch's form. */
import * as tf from '@tensorflow/tfjs';
import { combine } from '../kernels/combine.ts';
import type { Parameters } from '../models/parameters.ts';

export interface SgdSettings {
  readonly momentum: number;
  readonly weightDecay: number;
}

/** One velocity a weight, owned by the caller (`tf.dispose(Object.values(velocities))`). */
export type Velocities = Readonly<Record<string, tf.Variable>>;

export function createVelocities(parameters: Parameters): Velocities {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, weight]) => [
      name,
      tf.tidy(() => tf.variable(tf.zerosLike(weight), false)),
    ]),
  );
}

/** g <- g + decay w;  v <- momentum v + g;  w <- w - rate v. Changes weights and velocities in place. */
export function applySgd(
  parameters: Parameters,
  gradients: Readonly<Record<string, tf.Tensor>>,
  velocities: Velocities,
  { momentum, weightDecay, learningRate }: SgdSettings & { readonly learningRate: number },
): void {
  tf.tidy(() => {
    for (const [name, weight] of Object.entries(parameters)) {
      const velocity = velocities[name];
      velocity.assign(combine([velocity, momentum], [gradients[name], 1], [weight, weightDecay]));
      weight.assign(combine([weight, 1], [velocity, -learningRate]));
    }
  });
}
