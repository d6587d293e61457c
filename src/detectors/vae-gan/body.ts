/** VAE-GAN: encoder, decoder and discriminator, trained against each other [Larsen]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RunProblem } from '../../core/run/events.ts';
import { createVariationalMethod } from '../../engine/evaluation/variational-method.ts';
import { createNormalBatches, sampleNormals } from '../../engine/training/normal-batches.ts';
import { reconstructionProbe } from '../../engine/training/reconstruction-probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import type { StepNumbers } from '../../engine/training/trainer.ts';
import type { DetectorBody } from '../detector-body.ts';
import { vaeGanNetwork } from './network.ts';
import { ganObjective } from './objective.ts';

/** Samples that differ by a smaller share than this of what images do are one picture. */
const leastSpread = 0.001;

/** A discriminator with a smaller loss than this leaves the decoder no gradient. */
const leastLoss = 0.001;

/** Share of the steps, and steps at the least, before either is said: one side may lead for a while. */
const patience = { share: 0.25, steps: 50 };

function problemOf(
  { numbers }: StepNumbers,
  step: number,
  { steps }: Pick<Experiment, 'steps'>,
): RunProblem | undefined {
  if (step <= Math.max(patience.steps, patience.share * steps)) return undefined;
  const { discriminator, sampleSpread, imageSpread } = numbers;
  if (discriminator < leastLoss) {
    return { kind: 'gan-collapsed', step, how: 'fakes-told-apart', value: discriminator };
  }
  if (sampleSpread < leastSpread * imageSpread) {
    return { kind: 'gan-collapsed', step, how: 'samples-alike', value: sampleSpread / imageSpread };
  }
  return undefined;
}

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createNormalBatches(images, experiment),
    sampleBatch: (images) => sampleNormals(images, experiment),
    probe: reconstructionProbe(experiment),
    problemOf: (numbers, step) => problemOf(numbers, step, experiment),
    testMethod: (trainer) => createVariationalMethod({ ...experiment, cropStride: 1 }, trainer),
    testScore: 'largest-residual',
  };
}

export const vaeGanBody: DetectorBody = {
  learner: (experiment) => ({
    network: vaeGanNetwork(experiment),
    objective: ganObjective(experiment.ganBalance),
    optimiser: experiment,
  }),
  recipe,
  createMethod: ({ experiment, trainer }) => Promise.resolve(createVariationalMethod(experiment, trainer)),
};
