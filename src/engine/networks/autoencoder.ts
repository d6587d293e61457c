/**
 * Encoder and decoder of the detectors that reconstruct: four convolutions that halve the map, a code of one place, and the way back
 * [SSIMAE Table 1], leaky ReLU of slope 0.2 between. Departure: the paper's 3x3 convolutions between the halvings are left out.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Operations } from './operations.ts';
import type { ParameterSpec } from './parameters.ts';

const slope = 0.2;

/** Of the first map; the paper has 32. */
const firstChannels: Readonly<Record<Experiment['width'], number>> = { full: 64, half: 32, quarter: 16 };

/** What of an experiment shapes it. */
export type AutoencoderShape = Pick<Experiment, 'width' | 'inputSize' | 'latent'>;

interface Halving {
  readonly from: number;
  readonly to: number;
}

/** From the image to the smallest map, whose side is a sixteenth. */
function halvingsOf(width: Experiment['width']): Halving[] {
  const base = firstChannels[width];
  const channels = [3, base, base, 2 * base, 4 * base];
  return channels.slice(1).map((to, i) => ({ from: channels[i], to }));
}

function layer(name: string, shape: readonly number[], bias: number, fan: number): ParameterSpec[] {
  return [
    { name: `${name}.weight`, shape, start: 'kaiming', fan },
    { name: `${name}.bias`, shape: [bias], start: 'zeros', fan: 1 },
  ];
}

/** Side of the smallest map. */
function codeSide({ inputSize }: Pick<AutoencoderShape, 'inputSize'>): number {
  return inputSize / 16;
}

/** Halvings by convolutions of 4x4, named `<prefix>.conv<i>`. */
function halvingSpecs(width: Experiment['width'], prefix: string): ParameterSpec[] {
  return halvingsOf(width).flatMap(({ from, to }, i) =>
    layer(`${prefix}.conv${i + 1}`, [4, 4, from, to], to, 16 * from),
  );
}

/** `length` is that of what the encoder gives: the code, or its mean and the logarithm of its variance. */
export function encoderSpecs(shape: AutoencoderShape, length: number): ParameterSpec[] {
  const { to } = halvingsOf(shape.width)[3];
  const side = codeSide(shape);
  const code = layer('encoder.code', [side, side, to, length], length, side * side * to);
  return [...halvingSpecs(shape.width, 'encoder'), ...code];
}

export function decoderSpecs(shape: AutoencoderShape): ParameterSpec[] {
  const halvings = halvingsOf(shape.width);
  const side = codeSide(shape);
  const { to } = halvings[3];
  const doublings = halvings.toReversed().flatMap(
    ({ from, to: wide }, i) => layer(`decoder.up${i + 1}`, [4, 4, from, wide], from, 4 * wide), // each pixel sums 2x2 taps
  );
  return [...layer('decoder.code', [side, side, to, shape.latent], to, shape.latent), ...doublings];
}

/** Halvings as an encoder has, and one number behind them. */
export function discriminatorSpecs(shape: AutoencoderShape): ParameterSpec[] {
  const { to } = halvingsOf(shape.width)[3];
  const side = codeSide(shape);
  const logit = layer('discriminator.logit', [side, side, to, 1], 1, side * side * to);
  return [...halvingSpecs(shape.width, 'discriminator'), ...logit];
}

interface HalvingLayers {
  readonly prefix: string;
  /** Whether gradients go through without training them; see `Layer`. */
  readonly isFixed?: boolean;
}

/** Maps after each halving of `images` [N, S, S, 3], the smallest last. */
export function applyHalvings<T>(
  images: T,
  width: Experiment['width'],
  layers: HalvingLayers,
  operations: Operations<T>,
): T[] {
  const { prefix, isFixed = false } = layers;
  const maps: T[] = [];
  let x = images;
  halvingsOf(width).forEach((_, i) => {
    const y = operations.convolve(x, { name: `${prefix}.conv${i + 1}`, stride: 2, padding: 1, isFixed });
    x = operations.unary(y, 'leakyRelu', slope);
    maps.push(x);
  });
  return maps;
}

/** `images` [N, S, S, 3] -> [N, 1, 1, length]. */
export function applyEncoder<T>(
  images: T,
  { width }: Pick<AutoencoderShape, 'width'>,
  operations: Operations<T>,
): T {
  const [, , , smallest] = applyHalvings(images, width, { prefix: 'encoder' }, operations);
  return operations.convolve(smallest, { name: 'encoder.code', stride: 1, padding: 0 });
}

/** Codes [N, 1, 1, latent] -> pictures in (0, 1), [N, S, S, 3]. */
export function applyDecoder<T>(codes: T, operations: Operations<T>, isFixed = false): T {
  const { convolveTransposed, unary } = operations;
  let x = convolveTransposed(codes, { name: 'decoder.code', stride: 1, padding: 0, isFixed });
  for (let i = 1; i <= 4; i++) {
    const y = unary(x, 'leakyRelu', slope);
    x = convolveTransposed(y, { name: `decoder.up${i}`, stride: 2, padding: 1, isFixed });
  }
  return unary(x, 'sigmoid');
}
