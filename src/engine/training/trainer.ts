/** One network being trained, on whichever path the device takes. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { StepEvent } from '../../core/run/events.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import type { ViewParameters } from '../../core/views/view.ts';
import type { Network } from '../networks/network.ts';
import type { StepBatch } from './batch.ts';
import type { Checkpoint } from '../networks/checkpoint.ts';

/** Told of a step; see StepEvent. */
export type StepNumbers = Pick<StepEvent, 'loss' | 'numbers'>;

/** In the order of `stepNumbers`. */
export function nameNumbers(numbers: ArrayLike<number>): StepNumbers {
  const [loss, positiveSimilarity, negativeSimilarity, alignment, uniformity] = Array.from(numbers);
  return { loss, numbers: { positiveSimilarity, negativeSimilarity, alignment, uniformity } };
}

export interface Trainer {
  /** Length of an embedding. */
  readonly length: number;
  /** The next step may be asked for before the numbers of this one have come. */
  step(batch: StepBatch, learningRate: number): Promise<StepNumbers>;
  /**
   * What the network in evaluation mode makes of pictures of any side that divides by 32, all seen as `view` says, or as
   * they are: one array for each output of the network that is wanted, by its name; see `Network.outputs`.
   */
  forward(pictures: PackedImages, wanted: readonly string[], view?: ViewParameters): Promise<Float32Array[]>;
  /** All that the next step depends on, copied off the device. */
  save(): Promise<Checkpoint>;
  /** Puts back what a network of the same experiment saved. */
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}

/** What a trainer starts from when nothing was saved. */
export interface FirstValues {
  readonly experiment: Experiment;
  readonly network: Network;
  readonly parameters: Checkpoint['parameters'];
  readonly statistics: Checkpoint['statistics'];
}
