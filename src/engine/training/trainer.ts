/** One network being trained, on whichever path the device takes. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import type { StepBatch } from './batch.ts';
import type { Checkpoint } from '../network/checkpoint.ts';

export interface StepNumbers {
  readonly loss: number;
  /** Mean cosine of different normal views, and of normal against pseudo views, of what the loss compares. */
  readonly positiveSimilarity: number;
  readonly negativeSimilarity: number;
}

export interface Trainer {
  /** Length of an embedding. */
  readonly length: number;
  /** The next step may be asked for before the numbers of this one have come. */
  step(batch: StepBatch, learningRate: number): Promise<StepNumbers>;
  /** Pooled features in evaluation mode, [count, length], of pictures of the experiment's input size. */
  embed(pictures: PackedImages): Promise<Float32Array>;
  /** Feature maps of layers 1 to 4 in evaluation mode, one array a layer asked for: [count, side, side, channels]. */
  featureMaps(pictures: PackedImages, layers: readonly number[]): Promise<Float32Array[]>;
  /** All that the next step depends on, copied off the device. */
  save(): Promise<Checkpoint>;
  /** Puts back what a network of the same experiment saved. */
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}

/** What a trainer starts from when nothing was saved. */
export interface FirstValues {
  readonly experiment: Experiment;
  readonly parameters: Checkpoint['parameters'];
  readonly statistics: Checkpoint['statistics'];
}
