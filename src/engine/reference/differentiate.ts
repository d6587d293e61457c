/** Value and gradients of a loss, by the names of our own weights. */
import * as tf from '@tensorflow/tfjs';
import type { Variables } from './state.ts';

export interface LossAndGradients {
  readonly loss: tf.Scalar;
  readonly gradients: Readonly<Record<string, tf.Tensor>>;
}

/** tfjs names variables by number; weights the loss does not touch get no gradient. The caller disposes both. */
export function differentiate(loss: () => tf.Scalar, parameters: Variables): LossAndGradients {
  const { value, grads } = tf.variableGrads(loss, Object.values(parameters));
  const byName = Object.entries(parameters).flatMap(([name, variable]) =>
    variable.name in grads ? [[name, grads[variable.name]] as const] : [],
  );
  return { loss: value, gradients: Object.fromEntries(byName) };
}
