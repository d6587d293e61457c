/** The optimisers of plain tfjs operations, weight by weight; formulas stand at their kernels. */
import * as tf from '@tensorflow/tfjs';
import { adamBetas, adamEpsilon } from '../kernels/optimisers.ts';
import { larsTrust, slotCounts, stepSettings, type OptimiserChoice } from '../optimisers/optimiser.ts';
import type { Variables } from './state.ts';

/** For each slot of an optimiser, one variable a weight; the caller disposes. */
export type Slots = readonly Variables[];

export function createSlots(parameters: Variables, optimiser: OptimiserChoice['optimiser']): Slots {
  return Array.from({ length: slotCounts[optimiser] }, () =>
    Object.fromEntries(
      Object.entries(parameters).map(([name, weight]) => [
        name,
        tf.tidy(() => tf.variable(tf.zerosLike(weight), false)),
      ]),
    ),
  );
}

interface One {
  readonly weight: tf.Variable;
  readonly gradient: tf.Tensor;
  readonly slots: readonly tf.Variable[];
  readonly decay: number;
  readonly isMatrix: boolean;
}

function applySgd({ weight, gradient, slots: [velocity], decay }: One, rate: number, momentum: number): void {
  velocity.assign(velocity.mul(momentum).add(gradient.add(weight.mul(decay))));
  weight.assign(weight.sub(velocity.mul(rate)));
}

function applyAdamW({ weight, gradient, slots: [means, squares], decay }: One, settings: Float32Array): void {
  const [b1, b2] = adamBetas;
  const [rate, correction1, correction2] = settings;
  means.assign(means.mul(b1).add(gradient.mul(1 - b1)));
  squares.assign(squares.mul(b2).add(gradient.square().mul(1 - b2)));
  const root = squares.div(correction2).sqrt().add(adamEpsilon);
  const step = means.div(correction1).div(root).mul(rate);
  weight.assign(weight.mul(1 - rate * decay).sub(step));
}

function applyLars(one: One, rate: number, { momentum, weightDecay }: OptimiserChoice): void {
  const { weight, gradient, slots, decay, isMatrix } = one;
  const [velocity] = slots;
  const [w, g] = [weight.norm(), gradient.norm()];
  const local = w.mul(larsTrust).div(g.add(w.mul(weightDecay)));
  const isPlain = tf.logicalOr(w.equal(0), g.equal(0));
  const trust = isMatrix ? tf.where(isPlain, tf.onesLike(local), local) : tf.scalar(1);
  velocity.assign(velocity.mul(momentum).add(gradient.add(weight.mul(decay)).mul(trust.mul(rate))));
  weight.assign(weight.sub(velocity));
}

/** Changes the weights that have a gradient, and their slots, in place; `update` counts from 1. */
export function applyUpdate(
  parameters: Variables,
  gradients: Readonly<Record<string, tf.Tensor>>,
  slots: Slots,
  choice: OptimiserChoice & { readonly rate: number; readonly update: number },
): void {
  const settings = stepSettings(choice.rate, choice.update);
  for (const [name, gradient] of Object.entries(gradients)) {
    const weight = parameters[name];
    tf.tidy(() => {
      const isMatrix = weight.shape.length > 1;
      const one = {
        weight,
        gradient,
        slots: slots.map((slot) => slot[name]),
        decay: isMatrix || choice.normDecay ? choice.weightDecay : 0,
        isMatrix,
      };
      switch (choice.optimiser) {
        case 'sgd':
          applySgd(one, choice.rate, choice.momentum);
          break;
        case 'adamw':
          applyAdamW(one, settings);
          break;
        case 'lars':
          applyLars(one, choice.rate, choice);
          break;
      }
    });
  }
}
