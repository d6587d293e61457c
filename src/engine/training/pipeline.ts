/** Steps under way on the device, their numbers as they come, and the time they took. */
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import { createScheduleChanges } from './schedule-changes.ts';
import type { TrainingSetup } from './setup.ts';
import type { BatchStream } from './batch-stream.ts';
import { viewsIn } from './step-batch.ts';
import type { StepNumbers } from './trainer.ts';

/** A step that was asked for and whose numbers may not have come. */
interface Pending {
  readonly step: number;
  readonly views: number;
  readonly learningRate: number;
  readonly numbers: Promise<Result<StepNumbers, RunProblem>>;
}

export interface Pipeline {
  /** Asks for the step after `step` steps. */
  begin(step: number): Promise<Result<void, RunProblem>>;
  /** Waits until at most `count` steps are under way, and reports those that ended. */
  settle(count: number): Promise<Result<void, RunProblem>>;
  /** The clock stands still until the next step begins. */
  stopClock(): void;
  elapsedMs(): number;
}

export function createPipeline(setup: TrainingSetup, batches: BatchStream): Pipeline {
  const { experiment, recipe, trainer, device, control, now, report } = setup;
  const { course = createScheduleChanges(experiment, [], report) } = setup;
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
    async begin(step) {
      since ??= now();
      const batch = await batches.take(step);
      if (!batch.ok) return batch;
      const learningRate = course.rateAt(step);
      const numbers = attempt(() => trainer.step(batch.value, learningRate), device, control);
      numbers.catch(() => undefined); // a defect is thrown where the step is settled
      pending.push({ step: step + 1, views: viewsIn(batch.value), learningRate, numbers });
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
        const problem = recipe.problemOf?.(outcome.value, step);
        const viewsPerSecond = (1000 * views) / Math.max(tick(), 1e-3);
        report({ type: 'step', step, ...outcome.value, learningRate, elapsedMs: elapsed, viewsPerSecond });
        if (problem !== undefined) return failure(problem);
      }
      return success(undefined);
    },
    stopClock() {
      since = undefined;
    },
    elapsedMs: () => elapsed,
  };
}
