/** Everything that a training goes on from: what follows is the same, bit for bit, as if it had never stopped. */
import * as tf from '@tensorflow/tfjs';

type Values = Readonly<Record<string, Float32Array>>;

/** Batches are a function of the step, so that no random stream need be kept. */
export interface Checkpoint {
  readonly parameters: Values;
  /** BatchNorm's running statistics. */
  readonly statistics: Values;
  /** What the optimiser carries from step to step. */
  readonly velocities: Values;
}

type Variables = Readonly<Record<string, tf.Variable>>;

/** The variables that a checkpoint is taken of. */
export type CheckpointVariables = Readonly<Record<keyof Checkpoint, Variables>>;

async function readValues(variables: Variables): Promise<Values> {
  const entries = Object.entries(variables).map(
    async ([name, variable]) => [name, Float32Array.from(await variable.data())] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

/** Copies off the device. */
export async function saveCheckpoint(variables: CheckpointVariables): Promise<Checkpoint> {
  const [parameters, statistics, velocities] = await Promise.all([
    readValues(variables.parameters),
    readValues(variables.statistics),
    readValues(variables.velocities),
  ]);
  return { parameters, statistics, velocities };
}

function writeValues(variables: Variables, values: Values): void {
  for (const [name, variable] of Object.entries(variables)) {
    tf.tidy(() => {
      variable.assign(tf.tensor(Float32Array.from(values[name]), variable.shape));
    });
  }
}

/** Puts every value back; the variables are of the network that the checkpoint was taken of. */
export function restoreCheckpoint(variables: CheckpointVariables, checkpoint: Checkpoint): void {
  writeValues(variables.parameters, checkpoint.parameters);
  writeValues(variables.statistics, checkpoint.statistics);
  writeValues(variables.velocities, checkpoint.velocities);
}
