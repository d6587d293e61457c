/** Finds out what a step costs by taking a few, and by how much the batch must shrink to fit the device. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { medianOf } from '../../core/median.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { attempt } from '../attempt.ts';
import type { Device } from '../device.ts';
import { layoutsOf } from '../program/layouts.ts';
import { bytesOfNetwork } from '../program/network-memory.ts';
import { bytesOfPlan } from '../program/plan.ts';
import type { Execution } from '../program/recorder.ts';
import { planTraining } from '../program/training-plan.ts';
import type { RunControl } from './control.ts';
import { createTrainer, executionFor } from './create-trainer.ts';
import type { TrainingRecipe } from './recipe.ts';
import { shapeOfStep, type StepBatch } from './step-batch.ts';
import { untrained, type Learner } from './trainer.ts';

/** Steps taken; the first compiles the kernels and does not count. */
const warmUpSteps = 4;

const fewestImages = 2;

/** Bytes on the device of the network and a step of it: exact, and known without a device. */
export function bytesOfTraining(learner: Learner, batch: StepBatch, execution: Execution): number {
  const { network, objective, optimiser } = learner;
  if (objective === undefined) return untrained();
  const layouts = layoutsOf(network.spec, execution);
  const { plan } = planTraining({ network, objective, optimiser }, shapeOfStep(batch), layouts);
  return bytesOfNetwork(layouts, optimiser.optimiser) + bytesOfPlan(plan);
}

interface Measuring {
  readonly experiment: Experiment;
  readonly learner: Learner;
  readonly recipe: Pick<TrainingRecipe, 'sampleBatch' | 'obstacle'>;
  readonly device: Device;
  readonly control: RunControl;
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
}

async function measureSteps(
  { experiment, learner, recipe, device, control, now }: Measuring,
  images: number,
): Promise<Result<number | undefined, RunProblem>> {
  const trainer = await createTrainer(learner, device, experiment);
  const batch = recipe.sampleBatch(images);
  const times: number[] = [];
  try {
    for (let step = 0; step < warmUpSteps && !control.isStopped(); step++) {
      const started = now();
      const taken = await attempt(() => trainer.step(batch, 0), device, control);
      if (!taken.ok) return taken;
      times.push(now() - started);
      await control.yieldToMessages();
    }
  } finally {
    trainer.dispose();
  }
  return success(times.length > 1 ? medianOf(times.slice(1)) : undefined);
}

/** Takes a few steps of a network that is thrown away; halves the batch until it fits. `undefined` if it was stopped before. */
export async function estimateCost(
  measuring: Measuring,
): Promise<Result<CostEstimate | undefined, RunProblem>> {
  const { experiment, learner, recipe, device, control } = measuring;
  const { batchSize: wantedBatchSize, steps } = experiment;
  if (recipe.obstacle !== undefined) return failure(recipe.obstacle);
  let problem: RunProblem | undefined;
  for (let images = wantedBatchSize; images >= fewestImages; images = Math.floor(images / 2)) {
    const measured = await measureSteps(measuring, images);
    if (measured.ok) {
      if (measured.value === undefined) return success(undefined);
      const bytes =
        device.gpu === undefined
          ? undefined
          : bytesOfTraining(learner, recipe.sampleBatch(images), executionFor(experiment, device));
      return success({ batchSize: images, wantedBatchSize, bytes, stepMs: measured.value, steps });
    }
    problem = measured.problem;
    if (problem.kind !== 'out-of-memory' || control.isStopped()) break;
  }
  return failure(problem ?? { kind: 'unexpected', detail: 'a step needs at least two images' });
}
