/** The training loop: step after step until done, paused, stopped or failed, told as events. */
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { cosineRate } from '../../core/schedule.ts';
import { attempt } from '../attempt.ts';
import { createBatchSource, type BatchSource } from './batch.ts';
import { createSafeguard } from './safeguard.ts';
import type { TrainingSetup } from './setup.ts';
import type { StepNumbers } from './trainer.ts';

export interface TrainingOutcome {
  readonly steps: number;
  readonly reason: 'completed' | 'stopped';
}

/**
 * Steps that may be under way when the next is asked for: while the device works on one, the next batch is drawn. More
 * would only make a pause late.
 */
const runAhead = 1;

/** What is wrong before the first step, if anything. */
function findObstacle({ images, experiment }: TrainingSetup): RunProblem | undefined {
  if (images.length === 0) return { kind: 'no-normal-images' };
  const { trainOn, imageSize, inputSize } = experiment;
  if (trainOn === 'crops' && imageSize < inputSize) {
    return { kind: 'images-too-small', side: imageSize, wanted: inputSize };
  }
  return undefined;
}

/** A step that was asked for and whose numbers may not have come. */
interface Pending {
  readonly step: number;
  readonly views: number;
  readonly learningRate: number;
  readonly numbers: Promise<Result<StepNumbers, RunProblem>>;
}

/** Steps under way, and the time they took. */
interface Pipeline {
  /** Asks for the step after `step` steps. */
  begin(step: number): Result<void, RunProblem>;
  /** Waits until at most `count` steps are under way, and tells of those that ended. */
  settle(count: number): Promise<Result<void, RunProblem>>;
  /** The clock stands still until the next step begins. */
  stopClock(): void;
  elapsedMs(): number;
}

function createPipeline(setup: TrainingSetup, source: BatchSource): Pipeline {
  const { experiment, trainer, device, control, now, report } = setup;
  const { learningRate: base, steps: total, warmUp } = experiment;
  const schedule = { base, total, warmUp };
  const pending: Pending[] = [];
  let elapsed = setup.from?.elapsedMs ?? 0;
  let since: number | undefined;
  const tick = () => {
    const at = now();
    const passed = at - (since ?? at);
    elapsed += passed;
    since = at;
    return passed;
  };
  return {
    begin(step) {
      since ??= now();
      const batch = source.draw(step);
      if (!batch.ok) return batch;
      const learningRate = cosineRate(schedule, step);
      const numbers = attempt(() => trainer.step(batch.value, learningRate), device, control);
      numbers.catch(() => undefined); // a defect is thrown where the step is settled
      pending.push({ step: step + 1, views: batch.value.views.length, learningRate, numbers });
      return success(undefined);
    },
    async settle(count) {
      while (pending.length > count) {
        const [{ step, views, learningRate, numbers }] = pending.splice(0, 1);
        const outcome = await numbers;
        const isSound = outcome.ok && Number.isFinite(outcome.value.loss);
        if (!isSound) await Promise.allSettled(pending.map((one) => one.numbers));
        if (!outcome.ok) return outcome;
        if (!isSound) return failure({ kind: 'loss-not-finite', step, restored: 0 });
        const viewsPerSecond = (1000 * views) / Math.max(tick(), 1e-3);
        report({ type: 'step', step, ...outcome.value, learningRate, elapsedMs: elapsed, viewsPerSecond });
      }
      return success(undefined);
    },
    stopClock() {
      since = undefined;
    },
    elapsedMs: () => elapsed,
  };
}

/** Trains what is left of `experiment.steps` steps. Events are reported as they happen; `started` is the caller's. */
export async function runTraining(setup: TrainingSetup): Promise<Result<TrainingOutcome, RunProblem>> {
  const { experiment, control, report } = setup;
  const obstacle = findObstacle(setup);
  if (obstacle !== undefined) return failure(obstacle);
  const pipeline = createPipeline(setup, createBatchSource(setup.images, experiment));
  const safeguard = createSafeguard(setup);
  let step = setup.from?.step ?? 0;

  async function settle(count: number): Promise<Result<void, RunProblem>> {
    const settled = await pipeline.settle(count);
    if (settled.ok || settled.problem.kind !== 'loss-not-finite') return settled;
    return failure(safeguard.goBack(settled.problem.step));
  }

  async function waitWhilePaused(): Promise<Result<void, RunProblem>> {
    const settled = await settle(0);
    if (!settled.ok) return settled;
    pipeline.stopClock();
    report({ type: 'paused', step });
    await control.whenRunning();
    if (!control.isStopped()) report({ type: 'resumed', step });
    return success(undefined);
  }

  async function takeStep(): Promise<Result<void, RunProblem>> {
    if (safeguard.isDue(step)) {
      const settled = await settle(0);
      if (!settled.ok) return settled;
      const kept = await safeguard.keep(step, pipeline.elapsedMs());
      if (!kept.ok) return kept;
    }
    const begun = pipeline.begin(step);
    if (!begun.ok) return begun;
    step++;
    return settle(runAhead);
  }

  while (step < experiment.steps && !control.isStopped()) {
    const outcome = control.isPaused() ? await waitWhilePaused() : await takeStep();
    if (!outcome.ok) return outcome;
    await control.yieldToMessages();
  }
  const settled = await settle(0);
  if (!settled.ok) return settled;
  const reason = step < experiment.steps ? 'stopped' : 'completed';
  report({ type: 'trained', steps: step, elapsedMs: pipeline.elapsedMs(), reason });
  return success({ steps: step, reason });
}
