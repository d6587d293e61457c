/** The training loop: step after step until done, paused, stopped or failed, told as events. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem, TrainingEvent } from '../../core/run/events.ts';
import { cosineRate } from '../../core/schedule.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import { createBatchSource, type BatchSource } from './batch.ts';
import type { Checkpoint } from './checkpoint.ts';
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
  return success({ numbers: numbers.value, views: 4 * batch.value.images, learningRate });
}

/** Steps between two checkpoints. */
const checkpointEvery = 25;

interface Saved {
  readonly step: number;
  readonly checkpoint: Checkpoint;
}

/** Keeps a state of the network from which the loss was a number, and the way back to it. */
interface Safeguard {
  /** Called before each step. */
  keep(step: number): Promise<Result<void, RunProblem>>;
  /** Goes back from the step, counted from 1, whose loss was none. */
  goBack(step: number): RunProblem;
}

function createSafeguard({ trainer, device, control }: TrainingSetup): Safeguard {
  let [before, last]: (Saved | undefined)[] = [];
  return {
    async keep(step) {
      if (step % checkpointEvery !== 0) return success(undefined);
      const saved = await attempt(() => trainer.save(), device, control);
      if (!saved.ok) return saved;
      before = last;
      last = { step, checkpoint: saved.value };
      return success(undefined);
    },
    goBack(step) {
      // A state that no loss has been computed from may be spoilt already.
      const good = last?.step === step - 1 ? (before ?? last) : last;
      if (good !== undefined) trainer.restore(good.checkpoint);
      return { kind: 'loss-not-finite', step, restored: good?.step ?? 0 };
    },
  };
}

/** Trains `experiment.steps` steps. Events are reported as they happen; `started` is the caller's. */
export async function runTraining(setup: TrainingSetup): Promise<Result<TrainingOutcome, RunProblem>> {
  const { experiment, control, now, report } = setup;
  const obstacle = findObstacle(setup);
  if (obstacle !== undefined) return failure(obstacle);
  const source = createBatchSource(setup.images, experiment);
  const safeguard = createSafeguard(setup);
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
    const kept = await safeguard.keep(step);
    if (!kept.ok) return kept;
    const outcome = await runStep(setup, source, step);
    if (!outcome.ok) return outcome;
    if (!Number.isFinite(outcome.value.numbers.loss)) return failure(safeguard.goBack(step + 1));
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
