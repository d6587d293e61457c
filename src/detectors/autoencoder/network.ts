/** The convolutional autoencoder, which says how its reconstruction compares with the image, pixel by pixel. */
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

export type ReconstructionLoss = Experiment['reconstructionLoss'];

/** [N, S, S]: squared difference, or SSIM around each pixel, each the mean of the channels. */
function compare<T>(a: T, b: T, loss: ReconstructionLoss, operations: Operations<T>): T {
  const { binary, reduce, ssim } = operations;
  return reduce(loss === 'ssim' ? ssim(a, b, 1) : binary(a, b, 'squaredDifference'), 'mean', 'channels');
}

/**
 * Outputs: `pooled`, the code [N, latent]; `reconstruction` [N, S, S, 3] in (0, 1); `seen`, the image itself; and `compared`
 * [N, S, S], the squared difference of the two or their SSIM, as the loss says.
 */
export function autoencoderNetwork(
  shape: AutoencoderShape & Pick<Experiment, 'reconstructionLoss'>,
): Network {
  const { latent, reconstructionLoss } = shape;
  return {
    spec: { parameters: [...encoderSpecs(shape, latent), ...decoderSpecs(shape)], norms: {} },
    normalisation: asPictures,
    outputs: {
      pooled: { channels: latent },
      reconstruction: { channels: 3, stride: 1 },
      seen: { channels: 3, stride: 1 },
      compared: { channels: 1, stride: 1 },
    },
    apply({ images }, operations) {
      const codes = applyEncoder(images, shape, operations);
      const reconstruction = applyDecoder(codes, operations);
      const seen = operations.slice(images, 0, 3);
      const compared = compare(reconstruction, seen, reconstructionLoss, operations);
      return { pooled: operations.averagePool(codes), reconstruction, seen, compared };
    },
  };
}
