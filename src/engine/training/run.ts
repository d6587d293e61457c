/** The training loop: step after step until done, paused, stopped or failed, reported as events. */
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import { splitHeldOut } from './held-out.ts';
import type { TrainingSetup } from './setup.ts';
import { createStepper, type Stepper } from './stepper.ts';

export interface TrainingOutcome {
  readonly steps: number;
  readonly reason: 'completed' | 'stopped';
}

/** What is wrong before the first step, if anything. */
function findObstacle({ images, experiment, recipe }: TrainingSetup): RunProblem | undefined {
  if (images.length === 0) return { kind: 'no-normal-images' };
  const { trainOn, imageSize, inputSize } = experiment;
  if (trainOn === 'crops' && imageSize < inputSize) {
    return { kind: 'images-too-small', side: imageSize, wanted: inputSize };
  }
  return recipe.obstacle;
}

/** What the objective needs before the first step. */
async function prepare(setup: TrainingSetup): Promise<Result<void, RunProblem>> {
  const { recipe, trainer, images, experiment, device, control, from } = setup;
  if (from !== undefined || recipe.prepare === undefined) return success(undefined);
  const { trained } = splitHeldOut(images, experiment);
  return attempt(async () => recipe.prepare?.(trainer, trained, { device, control }), device, control);
}

async function stepThrough(
  { experiment, control, report, from }: TrainingSetup,
  stepper: Stepper,
): Promise<Result<TrainingOutcome, RunProblem>> {
  let step = from?.step ?? 0;
  while (step < experiment.steps && !control.isStopped()) {
    const isPaused = control.isPaused();
    const outcome = await (isPaused ? stepper.waitWhilePaused(step) : stepper.take(step));
    if (!outcome.ok) return outcome;
    if (!isPaused) {
      step++;
      control.endStep();
    }
    await control.yieldToMessages();
  }
  const ended = await stepper.finish(step);
  if (!ended.ok) return ended;
  const reason = step < experiment.steps ? 'stopped' : 'completed';
  report({ type: 'trained', steps: step, elapsedMs: stepper.elapsedMs(), reason });
  return success({ steps: step, reason });
}

/** Trains what is left of `experiment.steps` steps. Events are reported as they happen; `started` is the caller's. */
export async function runTraining(setup: TrainingSetup): Promise<Result<TrainingOutcome, RunProblem>> {
  const obstacle = findObstacle(setup);
  if (obstacle !== undefined) return failure(obstacle);
  const prepared = await prepare(setup);
  if (!prepared.ok) return prepared;
  const stepper = createStepper(setup);
  try {
    return await stepThrough(setup, stepper);
  } finally {
    stepper.end();
  }
}
