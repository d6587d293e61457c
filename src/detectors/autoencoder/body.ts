/** Autoencoder: a network that learns to give normal images back through a narrow code; what it cannot give back is anomalous. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { anyMethod, type Method } from '../../engine/evaluation/method.ts';
import { createResidualMethod, residualScores } from '../../engine/evaluation/residual-method.ts';
import { createNormalBatches, sampleNormals } from '../../engine/training/normal-batches.ts';
import { inputPictures, valuePictures } from '../../engine/training/output-pictures.ts';
import type { ProbeSpec } from '../../engine/training/probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import type { DetectorBody } from '../detector-body.ts';
import { autoencoderNetwork, type ReconstructionLoss } from './network.ts';
import { reconstructionObjective } from './objective.ts';

/** Residuals of what the network compares: larger where the reconstruction differs more. */
const residualOf: Readonly<Record<ReconstructionLoss, (value: number) => number>> = {
  l2: (square) => square,
  ssim: (similarity) => 1 - similarity,
};

/** Residuals as grey levels: the root of a squared error is a difference of grey levels, doubled to be seen; 1 - SSIM is halved. */
const shadeOf: Readonly<Record<ReconstructionLoss, (value: number) => number>> = {
  l2: (square) => 2 * Math.sqrt(square),
  ssim: (similarity) => (1 - similarity) / 2,
};

function methodOf(experiment: Experiment, trainer: Pick<Trainer, 'forward'>): Method<unknown> {
  const { reconstructionLoss } = experiment;
  return anyMethod(
    createResidualMethod({
      experiment,
      trainer,
      output: 'compared',
      residualOf: residualOf[reconstructionLoss],
    }),
  );
}

function probeOf({ reconstructionLoss: loss, inputSize: side, imageSize, trainOn }: Experiment): ProbeSpec {
  const imageSide = trainOn === 'crops' ? imageSize : side;
  return {
    outputs: ['compared', 'pooled'],
    scores(rows, trained) {
      const residuals = rows.map(residualOf[loss]);
      const size = side * side;
      const scores = Float32Array.from({ length: rows.length / size - trained }, (_, i) => {
        const start = (trained + i) * size;
        return residualScores(residuals.subarray(start, start + size), side, imageSide).largest;
      });
      return Promise.resolve(scores);
    },
    async draw(shown, trainer) {
      const [made, compared] = await trainer.forward(shown, ['reconstruction', 'compared']);
      const { count } = shown;
      return [
        { name: 'input', pictures: inputPictures(shown) },
        { name: 'reconstruction', pictures: valuePictures(made, count, side) },
        { name: 'residual', pictures: valuePictures(compared.map(shadeOf[loss]), count, side) },
      ];
    },
  };
}

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createNormalBatches(images, experiment),
    sampleBatch: (images) => sampleNormals(images, experiment),
    probe: probeOf(experiment),
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
