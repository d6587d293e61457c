/** The paper's method: a ResNet18 with a head, trained on pairs of normal images and their pseudo-anomalies. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { nearestDistances } from '../../core/scoring/distances.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import { createBatchSource } from '../../engine/training/batch.ts';
import type { ProbeSpec } from '../../engine/training/probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import { sampleInput, type StepBatch } from '../../engine/training/step-batch.ts';
import type { DetectorBody } from '../detector-body.ts';
import { createContrastiveMethod, createQuickMethod } from './method.ts';
import { contrastiveObjective } from './objective.ts';

/** Two views of each image, then two of its pseudo-anomaly. */
function sampleBatch(images: number, side: number): StepBatch {
  const sources = Array.from({ length: 4 * images }, (_, i) =>
    i < 2 * images ? i % images : images + (i % images),
  );
  const classes = Uint32Array.from(sources, (source) => Number(source >= images));
  return {
    inputs: { images: sampleInput(2 * images, sources, side) },
    targets: { classes: { shape: [4 * images], data: classes } },
  };
}

/** By distance to the nearest trained picture; projections are shown, as the loss compares them. */
const probe: ProbeSpec = {
  outputs: ['pooled', 'projected'],
  scores(rows, trained, { length }) {
    const bank = trained * length;
    return Promise.resolve(nearestDistances(rows.subarray(bank), rows.subarray(0, bank), length, 1));
  },
};

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createBatchSource(images, experiment, { targets: ['classes'] }),
    sampleBatch: (images) => sampleBatch(images, experiment.inputSize),
    probe,
    testMethod: (trainer) => createQuickMethod(experiment, trainer),
    testScore: 'nearest',
  };
}

export const contrastiveBody: DetectorBody = {
  learner: (experiment) => ({
    network: resNet18Network(experiment),
    objective: contrastiveObjective(experiment),
    optimiser: experiment,
  }),
  recipe,
  createMethod: createContrastiveMethod,
};
