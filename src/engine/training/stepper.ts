/** One run's steps, and what happens between them: states kept, probes, pauses. */
import type { RgbImage } from '../../core/image/image.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { drawAhead, drawHere, type BatchStream } from './batch-stream.ts';
import { splitHeldOut } from './held-out.ts';
import { createObserver } from './observer.ts';
import { createPipeline } from './pipeline.ts';
import { createSafeguard } from './safeguard.ts';
import type { Occasion, TrainingSetup } from './setup.ts';

/**
 * Steps that may be under way when the next is asked for: while the device works on one, the next batch is drawn. More
 * would only make a pause late.
 */
const runAhead = 1;

type Outcome = Promise<Result<void, RunProblem>>;

/** Each gets the number of steps submitted so far. */
export interface Stepper {
  /** Asks for one more step. */
  take(step: number): Outcome;
  waitWhilePaused(step: number): Outcome;
  /** All steps have ended; a run that reached its end is looked at once more. The network is saved. */
  finish(step: number): Outcome;
  elapsedMs(): number;
  /** Nothing is drawn ahead any more. */
  end(): void;
}

function batchesOf(
  { recipe, drawers, experiment }: TrainingSetup,
  trained: readonly RgbImage[],
): BatchStream {
  const source = recipe.batches(trained);
  return drawers === undefined ? drawHere(source) : drawAhead(source, drawers, experiment.steps);
}

export function createStepper(setup: TrainingSetup): Stepper {
  const { experiment, control, report } = setup;
  const split = splitHeldOut(setup.images, experiment);
  const batches = batchesOf(setup, split.trained);
  const pipeline = createPipeline(setup, batches);
  const safeguard = createSafeguard(setup);
  const observer = createObserver(setup, split);

  async function settle(count: number): Outcome {
    const settled = await pipeline.settle(count);
    if (settled.ok || settled.problem.kind !== 'loss-not-finite') return settled;
    return failure(await safeguard.goBack(settled.problem.step));
  }

  async function observe(step: number): Outcome {
    const settled = await settle(0);
    if (!settled.ok || !observer.isDue(step)) return settled;
    pipeline.stopClock();
    return observer.observe(step);
  }

  async function keep(step: number, occasion: Occasion): Outcome {
    const settled = await settle(0);
    return settled.ok ? safeguard.keep(step, pipeline.elapsedMs(), occasion) : settled;
  }

  /** Since the last pause, no more than single steps were taken. */
  let isStepping = false;

  return {
    async take(step) {
      const kept = safeguard.isDue(step) ? await keep(step, 'passing') : success(undefined);
      if (!kept.ok) return kept;
      const observed = observer.isDue(step) ? await observe(step) : success(undefined);
      if (!observed.ok) return observed;
      const begun = await pipeline.begin(step);
      return begun.ok ? settle(runAhead) : begun;
    },
    async waitWhilePaused(step) {
      const settled = await settle(0);
      if (!settled.ok) return settled;
      pipeline.stopClock();
      report({ type: 'paused', step });
      const kept = await keep(step, isStepping ? 'passing' : 'resting');
      if (!kept.ok) return kept;
      await control.whenRunning();
      isStepping = control.isStepping();
      if (!control.isStopped() && !isStepping) report({ type: 'resumed', step });
      return success(undefined);
    },
    async finish(step) {
      const ended = await (step === experiment.steps ? observe(step) : settle(0));
      return ended.ok ? keep(step, 'resting') : ended;
    },
    elapsedMs: () => pipeline.elapsedMs(),
    end() {
      batches.end();
    },
  };
}
