/** The three losses of the VAE-GAN as one: what reaches which network, and how strongly, is settled where the values are made. */
import { composedObjective } from '../../engine/program/composed-objective.ts';
import type { Objective } from '../../engine/program/objective.ts';

/**
 * L = L_prior + gamma L_like + L_GAN [Larsen Eq. 8], with L_GAN = -log D(x) - log(1 - D(G(z))) - log(1 - D(G(z_p))), the discriminator's
 * cross-entropies, whose gradient the network reverses for the decoder. Terms are means over the pictures of a step.
 */
export function ganObjective(balance: number): Objective {
  const series = ['kl', 'likeness', 'discriminator', 'sampleSpread', 'imageSpread'];
  return composedObjective(series, ({ binary, part, reduce, unary }, { outputs }) => {
    const { likeness, logits, sampleSpread, imageSpread } = outputs;
    const kl = reduce(outputs['kl'], 'mean', 'all');
    const mean = (index: number, sign: number) =>
      reduce(unary(unary(part(logits, index, 3), 'scale', sign), 'softplus'), 'mean', 'all');
    const discriminator = binary(binary(mean(0, -1), mean(1, 1), 'add'), mean(2, 1), 'add');
    const alike = binary(kl, unary(likeness, 'scale', balance), 'add');
    return {
      loss: binary(alike, discriminator, 'add'),
      series: [kl, likeness, discriminator, sampleSpread, imageSpread],
    };
  });
}
