/** A network's numbers as tfjs variables. */
import * as tf from '@tensorflow/tfjs';
import type { NetworkSpec, Values } from '../networks/parameters.ts';

export type Variables = Readonly<Record<string, tf.Variable>>;

export interface ModelState {
  readonly parameters: Variables;
  /** BatchNorm running statistics, `<layer>.running_mean` and `<layer>.running_var`, each [channels]. */
  readonly statistics: Variables;
}

function variable(values: Float32Array, shape: readonly number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.tensor(Float32Array.from(values), [...shape])));
}

/** The caller disposes by `disposeModel`. */
export function createModel(spec: NetworkSpec, parameters: Values, statistics: Values): ModelState {
  return {
    parameters: Object.fromEntries(
      spec.parameters.map(({ name, shape }) => [name, variable(parameters[name], shape)]),
    ),
    statistics: Object.fromEntries(
      Object.entries(statistics).map(([name, values]) => [name, variable(values, [values.length])]),
    ),
  };
}

export function disposeModel({ parameters, statistics }: ModelState): void {
  tf.dispose([...Object.values(parameters), ...Object.values(statistics)]);
}

/** Copies off the device. */
export async function readValues(variables: Variables): Promise<Values> {
  const entries = Object.entries(variables).map(
    async ([name, one]) => [name, Float32Array.from(await one.data())] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

export function writeValues(variables: Variables, values: Values): void {
  for (const [name, one] of Object.entries(variables)) {
    tf.tidy(() => {
      one.assign(tf.tensor(Float32Array.from(values[name]), one.shape));
    });
  }
}
