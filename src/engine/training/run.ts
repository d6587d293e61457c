/** The training loop: step after step until done, paused, stopped or failed, told as events. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem, TrainingEvent } from '../../core/run/events.ts';
import { cosineRate } from '../../core/schedule.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import { createBatchSource, type BatchSource } from './batch.ts';
import type { RunControl } from './control.ts';
import type { StepNumbers, Trainer } from './trainer.ts';

export interface TrainingSetup {
  readonly experiment: Experiment;
  /** Normal training images, square, of `experiment.imageSize`. */
  readonly images: readonly RgbImage[];
  readonly trainer: Trainer;
  readonly device: Device;
  readonly control: RunControl;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
  readonly report: (event: TrainingEvent) => void;
}

export interface TrainingOutcome {
  readonly steps: number;
  readonly reason: 'completed' | 'stopped';
}

/** What is wrong before the first step, if anything. */
function findObstacle({ images, experiment }: TrainingSetup): RunProblem | undefined {
  if (images.length === 0) return { kind: 'no-normal-images' };
  const { trainOn, imageSize, inputSize } = experiment;
  if (trainOn === 'crops' && imageSize < inputSize) {
    return { kind: 'images-too-small', side: imageSize, wanted: inputSize };
  }
  return undefined;
}

async function runStep(
  { experiment, trainer, device, control }: TrainingSetup,
  source: BatchSource,
  step: number,
): Promise<Result<{ numbers: StepNumbers; views: number; learningRate: number }, RunProblem>> {
  const batch = source.draw(step);
  if (!batch.ok) return batch;
  const learningRate = cosineRate(experiment.learningRate, step, experiment.steps);
  const numbers = await attempt(() => trainer.step(batch.value, learningRate), device, control);
  if (!numbers.ok) return numbers;
  if (!Number.isFinite(numbers.value.loss)) return failure({ kind: 'loss-not-finite', step: step + 1 });
  return success({ numbers: numbers.value, views: 4 * batch.value.images, learningRate });
}

/** Trains `experiment.steps` steps. Events are reported as they happen; `started` is the caller's. */
export async function runTraining(setup: TrainingSetup): Promise<Result<TrainingOutcome, RunProblem>> {
  const { experiment, control, now, report } = setup;
  const obstacle = findObstacle(setup);
  if (obstacle !== undefined) return failure(obstacle);
  const source = createBatchSource(setup.images, experiment);
  let elapsedMs = 0;
  let step = 0;
  while (step < experiment.steps) {
    if (control.isPaused()) {
      report({ type: 'paused', step });
      await control.whenRunning();
      if (!control.isStopped()) report({ type: 'resumed', step });
    }
    if (control.isStopped()) break;
    const started = now();
    const outcome = await runStep(setup, source, step);
    if (!outcome.ok) return outcome;
    const stepMs = now() - started;
    elapsedMs += stepMs;
    step++;
    const { numbers, views, learningRate } = outcome.value;
    const viewsPerSecond = (1000 * views) / Math.max(stepMs, 1e-3);
    report({ type: 'step', step, ...numbers, learningRate, elapsedMs, viewsPerSecond });
    await control.yieldToMessages();
  }
  const reason = step < experiment.steps ? 'stopped' : 'completed';
  report({ type: 'trained', steps: step, elapsedMs, reason });
  return success({ steps: step, reason });
}
