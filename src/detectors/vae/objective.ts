/** What the VAE minimises: the negative evidence lower bound, its KL term times beta. */
import { composedObjective } from '../../engine/program/composed-objective.ts';
import { natsOfSquare } from '../../engine/evaluation/variational-method.ts';
import type { Objective } from '../../engine/program/objective.ts';

/**
 * L = (1/n sum_i -log p(x_i | z_i) + beta KL_i) / 3 S^2 [VAE Eq. 10, BetaVAE Eq. 4], p(x | z) = N(reconstruction, 0.1^2). Its terms are
 * reported in nats per picture; the loss is per number, so that its size does not follow the picture's.
 */
export function elboObjective(beta: number, side: number): Objective {
  return composedObjective(['reconstruction', 'kl'], ({ binary, reduce, unary }, { outputs }) => {
    const reconstruction = unary(reduce(outputs['squares'], 'mean', 'all'), 'scale', natsOfSquare(side));
    const kl = reduce(outputs['kl'], 'mean', 'all');
    const sum = binary(reconstruction, unary(kl, 'scale', beta), 'add');
    return { loss: unary(sum, 'scale', 1 / (3 * side * side)), series: [reconstruction, kl] };
  });
}
