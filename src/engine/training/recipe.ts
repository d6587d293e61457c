/** What a detector gives the training loop beside its network and objective; the loop knows no detector. */
import type { RgbImage } from '../../core/image/image.ts';
import type { RunProblem, ScoreName } from '../../core/run/events.ts';
import type { Device } from '../device.ts';
import type { Method } from '../evaluation/method.ts';
import type { RunControl } from './control.ts';
import type { ProbeSpec } from './probe.ts';
import type { BatchSource, StepBatch } from './step-batch.ts';
import type { StepNumbers, Trainer } from './trainer.ts';

export interface PrepareTools {
  readonly device: Pick<Device, 'gpu' | 'report' | 'lanes'>;
  readonly control: Pick<RunControl, 'isStopped' | 'yieldToMessages'>;
}

export interface TrainingRecipe {
  /** What keeps these settings from being trained by, if anything. */
  readonly obstacle?: RunProblem | undefined;
  /** Batches of a run; `images` are normal, square, of `experiment.imageSize`. */
  batches(images: readonly RgbImage[]): BatchSource;
  /** A batch of so many images as training takes them, whose pixels are no picture's. */
  sampleBatch(images: number): StepBatch;
  /** What is watched while the network learns. */
  readonly probe: ProbeSpec;
  /** Sets what the objective needs before the first step, for example a centre. It ends early if the run is stopped. */
  prepare?(trainer: Trainer, images: readonly RgbImage[], tools: PrepareTools): Promise<void>;
  /** What has gone wrong by the numbers of a step, beside a loss that is no number. */
  problemOf?(numbers: StepNumbers, step: number): RunProblem | undefined;
  /** Scores test images quickly, for those who follow them during training; larger is more anomalous. */
  testMethod(trainer: Trainer): Method<unknown>;
  /** The score of that method. */
  readonly testScore: ScoreName;
}
