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
import type { Operations } from '../../engine/networks/operations.ts';

/** Mean and logarithm of the variance of each number of a code, [N, 1, 1, latent] each. */
interface Posterior<T> {
  readonly mean: T;
  readonly logVariance: T;
}

/** z = mean + deviation noise [VAE section 2.4]; in evaluation the noise is zero, and z the mean. */
function drawCode<T>({ mean, logVariance }: Posterior<T>, seed: number, operations: Operations<T>): T {
  const { binary, unary, gaussian } = operations;
  const deviation = unary(unary(logVariance, 'scale', 0.5), 'exp');
  return binary(mean, binary(deviation, gaussian(mean, seed), 'multiply'), 'add');
}

/** KL of N(mean, variance) from N(0, 1) in nats, [N, 1, 1]: 1/2 sum (mean^2 + variance - 1 - log variance) [VAE appendix B]. */
function klOf<T>({ mean, logVariance }: Posterior<T>, { binary, unary, reduce }: Operations<T>): T {
  const one = unary(unary(logVariance, 'scale', 0), 'exp');
  const spread = binary(unary(logVariance, 'exp'), binary(logVariance, one, 'add'), 'subtract');
  return unary(reduce(binary(unary(mean, 'square'), spread, 'add'), 'sum', 'channels'), 'scale', 0.5);
}

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
      const both = applyEncoder(images, shape, operations);
      const posterior = { mean: slice(both, 0, latent), logVariance: slice(both, latent, latent) };
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
    generator: { length: latent, apply: applyDecoder },
  };
}
