/**
 * VAE-GAN [Larsen]: encoder, decoder, and a discriminator whose features say what it means to be alike. One backward pass gives each its
 * own gradient [Larsen Algorithm 1]: the encoder L_prior + L_like, the decoder gamma L_like - L_GAN, the discriminator L_GAN.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { asPictures } from '../../core/views/normalisation.ts';
import {
  applyDecoder,
  applyEncoder,
  applyHalvings,
  decoderSpecs,
  discriminatorSpecs,
  encoderSpecs,
  type AutoencoderShape,
} from '../../engine/networks/autoencoder.ts';
import type { Network } from '../../engine/networks/network.ts';
import type { Operations } from '../../engine/networks/operations.ts';
import { drawCode, klOf, posteriorOf } from '../../engine/networks/variational.ts';

/** Which halving of the discriminator gives the features. */
const featureMap = 2;

export type GanShape = AutoencoderShape & Pick<Experiment, 'seed' | 'ganBalance'>;

/** Codes of chance are another stream than the noise of the encoder's. */
export function priorSeed(seed: number): number {
  return (seed + 0x9e3779b9) >>> 0;
}

interface Judged<T> {
  readonly features: T;
  readonly logits: T;
}

/** `isFixed`: gradients reach the pictures and train nothing on their way. */
function discriminate<T>(
  pictures: T,
  { width }: GanShape,
  isFixed: boolean,
  operations: Operations<T>,
): Judged<T> {
  const maps = applyHalvings(pictures, width, { prefix: 'discriminator', isFixed }, operations);
  const layer = { name: 'discriminator.logit', stride: 1, padding: 0, isFixed };
  return { features: maps[featureMap], logits: operations.convolve(maps[3], layer) };
}

interface Pictures<T> {
  readonly seen: T; // [N, S, S, 3]
  readonly code: T; // [N, 1, 1, latent]
}

/** Half of the squared distance of two maps of features in nats, [1]: the mean of the pictures, of features with variance 1. */
function likenessOf<T>(a: T, b: T, { inputSize }: GanShape, operations: Operations<T>): T {
  const { averagePool, binary, reduce, unary } = operations;
  const places = (inputSize / 2 ** (featureMap + 1)) ** 2;
  const sums = reduce(averagePool(binary(a, b, 'squaredDifference')), 'sum', 'channels');
  return unary(reduce(sums, 'mean', 'all'), 'scale', places / 2);
}

/** How far one half of the pictures differs from the other, [1]. */
function spreadOf<T>(pictures: T, { binary, part, reduce }: Operations<T>): T {
  return reduce(binary(part(pictures, 0, 2), part(pictures, 1, 2), 'squaredDifference'), 'mean', 'all');
}

/** What training compares. */
function compete<T>({ seen, code }: Pictures<T>, shape: GanShape, operations: Operations<T>) {
  const { stack, part, scaleGradient, gaussian } = operations;
  const { ganBalance, seed } = shape;
  // L_like comes back times gamma for the decoder, and once for the encoder, which L_GAN does not reach.
  const codes = stack([
    scaleGradient(code, 1 / ganBalance),
    scaleGradient(code, 0),
    gaussian(code, priorSeed(seed)),
  ]);
  const decoded = applyDecoder(codes, operations);
  const fake = (index: number) => scaleGradient(part(decoded, index, 3), -1);
  const judged = discriminate(stack([seen, fake(1), fake(2)]), shape, false, operations);
  const again = discriminate(part(decoded, 0, 3), shape, true, operations);
  const wanted = scaleGradient(part(judged.features, 0, 3), 0);
  return {
    likeness: likenessOf(again.features, wanted, shape, operations),
    logits: judged.logits,
    sampleSpread: spreadOf(part(decoded, 2, 3), operations),
    imageSpread: spreadOf(seen, operations),
  };
}

/**
 * Outputs of the VAE, and of a step `likeness` [1] in nats per picture, `logits` [3N, 1, 1, 1] of the images, of what they come back as
 * and of samples, and how far samples, and images, differ from each other, `sampleSpread` and `imageSpread` [1].
 */
export function vaeGanNetwork(shape: GanShape): Network {
  const { latent, seed } = shape;
  const number = { channels: 1 };
  return {
    spec: {
      parameters: [...encoderSpecs(shape, 2 * latent), ...decoderSpecs(shape), ...discriminatorSpecs(shape)],
      norms: {},
    },
    normalisation: asPictures,
    outputs: {
      pooled: { channels: latent },
      reconstruction: { channels: 3, stride: 1 },
      compared: { channels: 1, stride: 1 },
      squares: number,
      kl: number,
      likeness: number,
      logits: number,
      sampleSpread: number,
      imageSpread: number,
    },
    apply({ images }, operations) {
      const { averagePool, binary, reduce, slice } = operations;
      const posterior = posteriorOf(applyEncoder(images, shape, operations), latent, operations);
      const code = drawCode(posterior, seed, operations);
      const seen = slice(images, 0, 3);
      const reconstruction = applyDecoder(code, operations, true);
      const squared = binary(reconstruction, seen, 'squaredDifference');
      return {
        pooled: averagePool(posterior.mean),
        reconstruction,
        compared: reduce(squared, 'mean', 'channels'),
        squares: reduce(averagePool(squared), 'mean', 'channels'),
        kl: klOf(posterior, operations),
        ...compete({ seen, code }, shape, operations),
      };
    },
    generator: { length: latent, apply: (codes, operations) => applyDecoder(codes, operations) },
  };
}
