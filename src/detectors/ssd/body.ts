/** SSD: SimCLR on normal images alone, then distance to clusters of their embeddings [SSD]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { nearestDistances } from '../../core/scoring/distances.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import type { ProbeSpec } from '../../engine/training/probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import { sampleInput } from '../../engine/training/step-batch.ts';
import type { DetectorBody } from '../detector-body.ts';
import { createViewBatches, rowsOf } from './batches.ts';
import { drawKnown } from './known.ts';
import { createClusterMethod } from './method.ts';
import { ntXentObjective } from './objective.ts';

/** Views of different crops that are closer than this, as 1 - cosine, are one point as far as 32 bits tell. */
const leastSpread = 1e-6;

/** By distance to the nearest trained picture; projections are shown, as the loss compares them. */
const probe: ProbeSpec = {
  outputs: ['pooled', 'projected'],
  scores(rows, trained, { length }) {
    const bank = trained * length;
    return Promise.resolve(nearestDistances(rows.subarray(bank), rows.subarray(0, bank), length, 1));
  },
};

function recipe(experiment: Experiment): TrainingRecipe {
  const quick: Experiment = { ...experiment, cropStride: 1 };
  return {
    batches: (images) => createViewBatches(images, experiment),
    sampleBatch(images) {
      const rows = rowsOf({ batchSize: images });
      return {
        inputs: { images: sampleInput(rows, [...Array(rows).keys()], experiment.inputSize) },
        targets: {},
      };
    },
    probe,
    problemOf({ numbers: { otherSimilarity } }, step) {
      const spread = 1 - otherSimilarity;
      return spread < leastSpread ? { kind: 'embeddings-collapsed', step, spread } : undefined;
    },
    testMethod: (trainer) => anyMethod(createClusterMethod(quick, trainer, [])),
    testScore: 'cluster-distance',
  };
}

export const ssdBody: DetectorBody = {
  learner: (experiment) => ({
    // Its head projects, whatever the contrastive detector's would do.
    network: resNet18Network({ ...experiment, objective: 'nt-xent', headBatchNorm: true }),
    objective: ntXentObjective(experiment.ssdTemperature),
    optimiser: experiment,
  }),
  recipe,
  knownAnomalies: drawKnown,
  createMethod: ({ experiment, trainer, items }) =>
    Promise.resolve(anyMethod(createClusterMethod(experiment, trainer, drawKnown(experiment, items)))),
};
