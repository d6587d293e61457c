/** What the autoencoder minimises: the mean squared error, or one less the mean SSIM [SSIMAE Eq. 3, 7]. */
import { composedObjective } from '../../engine/program/composed-objective.ts';
import type { Objective } from '../../engine/program/objective.ts';
import type { ReconstructionLoss } from './network.ts';

/** Departure: SSIM is taken of each colour channel, as images here have three. */
export function reconstructionObjective(loss: ReconstructionLoss): Objective {
  return composedObjective(['squaredError'], (operations, { outputs }) => {
    const { binary, reduce, unary } = operations;
    const { reconstruction, seen, compared } = outputs;
    const mean = reduce(compared, 'mean', 'all');
    if (loss === 'l2') return { loss: mean, series: [mean] };
    const one = unary(unary(mean, 'scale', 0), 'exp');
    const squares = reduce(binary(reconstruction, seen, 'squaredDifference'), 'mean', 'all');
    return { loss: binary(one, mean, 'subtract'), series: [squares] };
  });
}
