/** CutPaste: a ResNet18 that tells normal images from two kinds of pastes, and a Gaussian over what it then sees of normal ones [CutPaste]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { fitGaussian, squaredMahalanobis } from '../../core/scoring/gaussian.ts';
import { anyMethod } from '../../engine/evaluation/method.ts';
import { resNet18Network } from '../../engine/networks/resnet18-network.ts';
import type { ProbeSpec } from '../../engine/training/probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import { sampleInput } from '../../engine/training/step-batch.ts';
import type { DetectorBody } from '../detector-body.ts';
import { createThreeWayBatches, kinds } from './batches.ts';
import { createDensityMethod } from './method.ts';
import { classificationObjective } from './objective.ts';

const probe: ProbeSpec = {
  outputs: ['pooled', 'pooled'],
  scores(rows, trained, { length }) {
    const bank = trained * length;
    const gaussian = fitGaussian(rows.subarray(0, bank), length);
    return Promise.resolve(Float32Array.from(squaredMahalanobis(rows.subarray(bank), gaussian)));
  },
  pictures: { generator: '3-way', gateEnabled: false },
};

function recipe(experiment: Experiment): TrainingRecipe {
  const quick: Experiment = { ...experiment, cropStride: 1, density: 'shared' };
  return {
    batches: (images) => createThreeWayBatches(images, experiment),
    sampleBatch(images) {
      const rows = kinds * images;
      const classes = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / images));
      return {
        inputs: { images: sampleInput(rows, [...Array(rows).keys()], experiment.inputSize) },
        targets: { classes: { shape: [rows], data: classes } },
      };
    },
    probe,
    testMethod: (trainer) => anyMethod(createDensityMethod(quick, trainer)),
    testScore: 'density',
  };
}

export const cutPasteBody: DetectorBody = {
  learner: (experiment) => ({
    network: resNet18Network({ ...experiment, objective: 'cross-entropy', generator: '3-way' }),
    objective: classificationObjective,
    optimiser: experiment,
  }),
  recipe,
  createMethod: ({ experiment, trainer }) =>
    Promise.resolve(anyMethod(createDensityMethod(experiment, trainer))),
};
