/** Everything that a training continues from: what follows is the same, bit for bit, as if it had never stopped. */
import type { Values } from './parameters.ts';

/** Batches are a function of the step, so that no random stream need be kept. Plain data: it can be stored or sent. */
export interface Checkpoint {
  readonly parameters: Values;
  /** BatchNorm's running statistics. */
  readonly statistics: Values;
  /** What the optimiser carries from step to step, for each weight. */
  readonly slots: readonly Values[];
  /** Updates so far. */
  readonly updates: number;
}
