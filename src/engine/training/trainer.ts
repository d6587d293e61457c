/** One network being trained, on whichever path the device takes. */
import type { Normalisation } from '../../core/views/normalisation.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import type { ViewParameters } from '../../core/views/view.ts';
import type { Checkpoint } from '../networks/checkpoint.ts';
import type { Network } from '../networks/network.ts';
import type { OptimiserChoice } from '../optimisers/optimiser.ts';
import type { Objective } from '../program/objective.ts';
import type { StepBatch } from './step-batch.ts';

/** What a step reports: its loss, and the objective's series by name. */
export interface StepNumbers {
  readonly loss: number;
  readonly numbers: Readonly<Record<string, number>>;
}

/** The loss comes first, then the series. */
export function nameNumbers(values: ArrayLike<number>, series: readonly string[]): StepNumbers {
  return { loss: values[0], numbers: Object.fromEntries(series.map((name, i) => [name, values[i + 1]])) };
}

/** What of a detector is trained, and how. */
export interface Learner {
  readonly network: Network;
  /** `undefined` for a network that is only run forward. */
  readonly objective: Objective | undefined;
  readonly optimiser: OptimiserChoice;
}

export function untrained(): never {
  throw new Error('this network has no objective: it is not trained');
}

export interface Trainer {
  readonly network: Network;
  /** Length of an embedding. */
  readonly length: number;
  /** The next step may be asked for before the numbers of this one have come. */
  step(batch: StepBatch, learningRate: number): Promise<StepNumbers>;
  /**
   * What the network in evaluation mode makes of pictures of any side that divides by 32, all seen as `view` says, or as
   * they are: one array for each output of the network that is wanted, by its name; see `Network.outputs`.
   */
  forward(pictures: PackedImages, wanted: readonly string[], view?: ViewParameters): Promise<Float32Array[]>;
  /**
   * Pictures [count, S, S, 3] that the network's generator makes of codes [count, length], in evaluation mode. Rejects for a network
   * without one.
   */
  generate?(codes: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  /** All that the next step depends on, copied off the device. */
  save(): Promise<Checkpoint>;
  /** Puts back what a network of the same experiment saved. */
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}

/** What a trainer starts from when nothing was saved. */
export interface FirstValues extends Pick<Checkpoint, 'parameters' | 'statistics'> {
  /** How the network that they come from was shown pixels; as the learner's network says where this is missing. */
  readonly normalisation?: Normalisation | undefined;
}
