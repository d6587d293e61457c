/** Scores of networks whose codes are distributions: residuals, KL, and both. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Trainer } from '../training/trainer.ts';
import { cropsInside } from './crops.ts';
import { anyMethod, type Method } from './method.ts';
import { createResidualMethod } from './residual-method.ts';

/** Standard deviation of a pixel around its reconstruction, of values in [0, 1]: fixed, as nothing in the model learns it. */
const pixelDeviation = 0.1;

/** -log p(x | z) in nats, but for a constant, of a picture of side `side` whose mean squared error is 1. */
export function natsOfSquare(side: number): number {
  return (3 * side * side) / (2 * pixelDeviation ** 2);
}

/** By the network's outputs `compared`, squared differences [N, S, S], and `squares` [N] and `kl` [N, 1, 1] of each picture. */
export function createVariationalMethod(
  experiment: Experiment,
  trainer: Pick<Trainer, 'forward'>,
): Method<unknown> {
  return anyMethod(
    createResidualMethod({
      experiment,
      trainer,
      output: 'compared',
      residualOf: (square) => square,
      others: ['squares', 'kl'],
      moreScores([squares, ofCrops], region) {
        const kls = cropsInside(Float32Array.from(ofCrops), experiment, region);
        const all = ofCrops.map((kl, crop) => kl + squares[crop] * natsOfSquare(experiment.inputSize));
        const sums = cropsInside(Float32Array.from(all), experiment, region);
        return { kl: Math.max(...kls), elbo: Math.max(...sums) };
      },
    }),
  );
}
