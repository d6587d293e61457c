/** The variational autoencoder: the encoder gives each image a normal distribution of codes, and one drawn from it is decoded [VAE]. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import {
  applyDecoder,
  applyEncoder,
  decoderSpecs,
  encoderSpecs,
  type AutoencoderShape,
} from '../../engine/networks/autoencoder.ts';
import type { Network } from '../../engine/networks/network.ts';
import { drawCode, klOf, posteriorOf } from '../../engine/networks/variational.ts';

/**
 * Outputs: `pooled`, the mean of the code; `reconstruction` [N, S, S, 3]; `compared` [N, S, S], its squared difference from the image,
 * mean of the channels; of each picture `squares` [N], the mean of these, and `kl` [N, 1, 1].
 */
export function vaeNetwork(shape: AutoencoderShape & Pick<Experiment, 'seed'>): Network {
  const { latent, seed } = shape;
  return {
    spec: { parameters: [...encoderSpecs(shape, 2 * latent), ...decoderSpecs(shape)], norms: {} },
    normalisation: asPictures,
    outputs: {
      pooled: { channels: latent },
      reconstruction: { channels: 3, stride: 1 },
      compared: { channels: 1, stride: 1 },
      squares: { channels: 1 },
      kl: { channels: 1 },
    },
    apply({ images }, operations) {
      const { averagePool, binary, reduce, slice } = operations;
      const posterior = posteriorOf(applyEncoder(images, shape, operations), latent, operations);
      const reconstruction = applyDecoder(drawCode(posterior, seed, operations), operations);
      const squared = binary(reconstruction, slice(images, 0, 3), 'squaredDifference');
      return {
        pooled: averagePool(posterior.mean),
        reconstruction,
        compared: reduce(squared, 'mean', 'channels'),
        squares: reduce(averagePool(squared), 'mean', 'channels'),
        kl: klOf(posterior, operations),
      };
    },
    generator: { length: latent, apply: (codes, operations) => applyDecoder(codes, operations) },
  };
}
