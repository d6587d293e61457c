/** VAE: an autoencoder that learns a distribution of normal images, which samples can be drawn from [VAE]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createVariationalMethod } from '../../engine/evaluation/variational-method.ts';
import { createNormalBatches, sampleNormals } from '../../engine/training/normal-batches.ts';
import { reconstructionProbe } from '../../engine/training/reconstruction-probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import type { DetectorBody } from '../detector-body.ts';
import { vaeNetwork } from './network.ts';
import { elboObjective } from './objective.ts';

/** KL in nats per picture below which a code says nothing, as far as one step tells. */
const leastKl = 0.1;

/** Share of the steps, and steps at the least, before that is said: the KL may dip while the decoder has not begun to learn. */
const patience = { share: 0.25, steps: 50 };

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createNormalBatches(images, experiment),
    sampleBatch: (images) => sampleNormals(images, experiment),
    probe: reconstructionProbe(experiment),
    problemOf({ numbers: { kl } }, step) {
      const isEarly = step <= Math.max(patience.steps, patience.share * experiment.steps);
      return !isEarly && kl < leastKl ? { kind: 'code-unused', step, kl } : undefined;
    },
    testMethod: (trainer) => createVariationalMethod({ ...experiment, cropStride: 1 }, trainer),
    testScore: 'largest-residual',
  };
}

export const vaeBody: DetectorBody = {
  learner: (experiment) => ({
    network: vaeNetwork(experiment),
    objective: elboObjective(experiment.beta, experiment.inputSize),
    optimiser: experiment,
  }),
  recipe,
  createMethod: ({ experiment, trainer }) => Promise.resolve(createVariationalMethod(experiment, trainer)),
};
