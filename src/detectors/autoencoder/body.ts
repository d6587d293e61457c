/** Autoencoder: a network that learns to give normal images back through a narrow code; what it cannot give back is anomalous. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { anyMethod, type Method } from '../../engine/evaluation/method.ts';
import { createResidualMethod } from '../../engine/evaluation/residual-method.ts';
import { createNormalBatches, sampleNormals } from '../../engine/training/normal-batches.ts';
import {
  reconstructionProbe,
  squaredComparison,
  type Comparison,
} from '../../engine/training/reconstruction-probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import type { DetectorBody } from '../detector-body.ts';
import { autoencoderNetwork, type ReconstructionLoss } from './network.ts';
import { reconstructionObjective } from './objective.ts';

/** One less SSIM lies in [0, 2]. */
const comparisons: Readonly<Record<ReconstructionLoss, Comparison>> = {
  l2: squaredComparison,
  ssim: { residualOf: (similarity) => 1 - similarity, shadeOf: (similarity) => (1 - similarity) / 2 },
};

function methodOf(experiment: Experiment, trainer: Pick<Trainer, 'forward'>): Method<unknown> {
  const { reconstructionLoss } = experiment;
  return anyMethod(
    createResidualMethod({
      experiment,
      trainer,
      output: 'compared',
      residualOf: comparisons[reconstructionLoss].residualOf,
    }),
  );
}

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createNormalBatches(images, experiment),
    sampleBatch: (images) => sampleNormals(images, experiment),
    probe: reconstructionProbe(experiment, comparisons[experiment.reconstructionLoss]),
    testMethod: (trainer) => methodOf({ ...experiment, cropStride: 1 }, trainer),
    testScore: 'largest-residual',
  };
}

export const autoencoderBody: DetectorBody = {
  learner: (experiment) => ({
    network: autoencoderNetwork(experiment),
    objective: reconstructionObjective(experiment.reconstructionLoss),
    optimiser: experiment,
  }),
  recipe,
  createMethod: ({ experiment, trainer }) => Promise.resolve(methodOf(experiment, trainer)),
};
