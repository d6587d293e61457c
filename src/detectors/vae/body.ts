/** VAE: an autoencoder that learns a distribution of normal images, which samples can be drawn from [VAE]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { createRandom } from '../../core/random.ts';
import type { Picture } from '../../core/image/picture.ts';
import { anyMethod, type Method } from '../../engine/evaluation/method.ts';
import { createResidualMethod, residualScores } from '../../engine/evaluation/residual-method.ts';
import { generatorOf } from '../../engine/networks/network.ts';
import { createNormalBatches, sampleNormals } from '../../engine/training/normal-batches.ts';
import { inputPictures, valuePictures } from '../../engine/training/output-pictures.ts';
import type { ProbeSpec } from '../../engine/training/probe.ts';
import type { TrainingRecipe } from '../../engine/training/recipe.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import type { DetectorBody } from '../detector-body.ts';
import { vaeNetwork } from './network.ts';
import { elboObjective, reconstructionNats } from './objective.ts';

/** KL in nats per picture below which a code says nothing, as far as one step tells. */
const leastKl = 0.1;

/** Share of the steps, and steps at the least, before that is said: the KL may dip while the decoder has not begun to learn. */
const patience = { share: 0.25, steps: 50 };

/** Samples shown at each probe. */
const samples = 4;

function methodOf(experiment: Experiment, trainer: Pick<Trainer, 'forward'>): Method<unknown> {
  const { inputSize } = experiment;
  return anyMethod(
    createResidualMethod({
      experiment,
      trainer,
      output: 'compared',
      residualOf: (square) => square,
      others: ['squares', 'kl'],
      moreScores([squares, kls]) {
        const sums = kls.map((kl, crop) => kl + reconstructionNats(squares[crop], inputSize));
        return { kl: Math.max(...kls), elbo: Math.max(...sums) };
      },
    }),
  );
}

/** The same codes at each probe, drawn from the prior. */
async function drawSamples(trainer: Trainer, { seed, inputSize }: Experiment): Promise<Picture[]> {
  const { length } = generatorOf(trainer.network);
  const random = createRandom(seed).fork('samples');
  const codes = Float32Array.from({ length: samples * length }, () => random.normal());
  return valuePictures((await trainer.generate?.(codes)) ?? new Float32Array(), samples, inputSize);
}

function probeOf(experiment: Experiment): ProbeSpec {
  const { inputSize: side, imageSize, trainOn } = experiment;
  const imageSide = trainOn === 'crops' ? imageSize : side;
  return {
    outputs: ['compared', 'pooled'],
    scores(rows, trained) {
      const size = side * side;
      const scores = Float32Array.from({ length: rows.length / size - trained }, (_, i) => {
        const start = (trained + i) * size;
        return residualScores(rows.subarray(start, start + size), side, imageSide).largest;
      });
      return Promise.resolve(scores);
    },
    async draw(shown, trainer) {
      const [made, compared] = await trainer.forward(shown, ['reconstruction', 'compared']);
      const { count } = shown;
      const shades = compared.map((square) => 2 * Math.sqrt(square));
      return [
        { name: 'input', pictures: inputPictures(shown) },
        { name: 'reconstruction', pictures: valuePictures(made, count, side) },
        { name: 'residual', pictures: valuePictures(shades, count, side) },
        { name: 'samples', pictures: await drawSamples(trainer, experiment) },
      ];
    },
  };
}

function recipe(experiment: Experiment): TrainingRecipe {
  return {
    batches: (images) => createNormalBatches(images, experiment),
    sampleBatch: (images) => sampleNormals(images, experiment),
    probe: probeOf(experiment),
    problemOf({ numbers: { kl } }, step) {
      const isEarly = step <= Math.max(patience.steps, patience.share * experiment.steps);
      return !isEarly && kl < leastKl ? { kind: 'code-unused', step, kl } : undefined;
    },
    testMethod: (trainer) => methodOf({ ...experiment, cropStride: 1 }, trainer),
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
  createMethod: ({ experiment, trainer }) => Promise.resolve(methodOf(experiment, trainer)),
};
