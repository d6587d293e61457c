/**
 * The network of Deep SVDD: convolutions, ReLU and pooling as in the paper's LeNet [DeepSVDD section 4.2], without a bias or a norm
 * anywhere. With a bias it could map every image to the centre [DeepSVDD Proposition 2]. Departure: the last layer reads means
 * over all places in place of a dense map, as crops show the object at any place.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { plainNormalisation } from '../../core/views/normalisation.ts';
import { createRandom } from '../../core/random.ts';
import {
  applyTrunk,
  mobileNetV2,
  trunkMaps,
  trunkNormalisation,
} from '../../engine/networks/mobilenet-v2.ts';
import type { Network } from '../../engine/networks/network.ts';
import { stemPool, type Operations } from '../../engine/networks/operations.ts';
import {
  drawParameters,
  startStatistics,
  type ParameterSpec,
  type Values,
} from '../../engine/networks/parameters.ts';
import type { FirstValues } from '../../engine/training/trainer.ts';
import { centreName, radiusName } from './sphere.ts';

const firstChannels: Readonly<Record<Experiment['width'], number>> = { full: 64, half: 32, quarter: 16 };

interface Layer {
  readonly name: string;
  readonly side: number;
  readonly from: number;
  readonly to: number;
}

function layersOf(width: Experiment['width']): Layer[] {
  const base = firstChannels[width];
  return [
    { name: 'encoder.conv1', side: 5, from: 3, to: base },
    { name: 'encoder.conv2', side: 5, from: base, to: 2 * base },
    { name: 'encoder.conv3', side: 5, from: 2 * base, to: 4 * base },
    { name: 'encoder.conv4', side: 1, from: 4 * base, to: 8 * base },
  ];
}

function specOf({ name, side, from, to }: Layer): ParameterSpec {
  const shape = [side, side, from, to];
  return { name: `${name}.weight`, shape, start: 'kaiming', fan: side * side * from };
}

/** Channels between the two layers on the frozen trunk. */
const hiddenChannels = 256;

/** 1x1 layers on both maps of the trunk, the fine one brought to the size of the coarse one. */
function headLayers(width: Experiment['width']): Layer[] {
  const from = trunkMaps.fine.channels + trunkMaps.coarse.channels;
  return [
    { name: 'encoder.conv1', side: 1, from, to: hiddenChannels },
    { name: 'encoder.conv2', side: 1, from: hiddenChannels, to: sphereLength(width) },
  ];
}

/** Length of an embedding. */
export function sphereLength(width: Experiment['width']): number {
  return 8 * firstChannels[width];
}

function convolve<T>(x: T, { name, side }: Layer, isLast: boolean, operations: Operations<T>): T {
  const layer = { name, stride: 1, padding: (side - 1) / 2, hasBias: false };
  return operations.convolve(x, layer, isLast ? {} : { activation: 'relu' });
}

function applyOnTrunk<T>(images: T, [first, last]: readonly Layer[], operations: Operations<T>): T {
  const { fine, coarse } = applyTrunk(images, operations);
  const smaller = operations.pool(fine, { kind: 'mean', side: 2, stride: 2, padding: 0 });
  const hidden = convolve(operations.concat([smaller, coarse]), first, false, operations);
  return operations.averagePool(convolve(hidden, last, true, operations));
}

/** The last map, before the mean over its places [N, S / 8, S / 8, length]. */
function encode<T>(images: T, layers: readonly Layer[], operations: Operations<T>): T {
  const last = layers[layers.length - 1];
  const features = layers
    .slice(0, -1)
    .reduce((x, layer) => operations.pool(convolve(x, layer, false, operations), stemPool), images);
  return convolve(features, last, true, operations);
}

function decoderLayers(width: Experiment['width']): Layer[] {
  const base = firstChannels[width];
  return [
    { name: 'decoder.conv1', side: 1, from: 8 * base, to: 4 * base },
    { name: 'decoder.conv2', side: 5, from: 4 * base, to: 2 * base },
    { name: 'decoder.conv3', side: 5, from: 2 * base, to: base },
    { name: 'decoder.conv4', side: 5, from: base, to: 3 },
  ];
}

/**
 * The same layers as an encoder, and their mirror image: what they are pretrained in [DeepSVDD section 4.2]. Its outputs:
 * `reconstruction` [N, S, S, 3], and `seen`, the normalised images themselves. S is a multiple of 8.
 */
export function sphereAutoencoder({ width }: Pick<Experiment, 'width'>): Network {
  const [layers, decoder] = [layersOf(width), decoderLayers(width)];
  return {
    spec: { parameters: [...layers, ...decoder].map(specOf), norms: {} },
    normalisation: plainNormalisation,
    outputs: {
      pooled: { channels: sphereLength(width) },
      reconstruction: { channels: 3, stride: 1 },
      seen: { channels: 3, stride: 1 },
    },
    apply({ images }, operations) {
      const codes = encode(images, layers, operations);
      const [first, ...rest] = decoder;
      const reconstruction = rest.reduce(
        (x, layer, i) => convolve(operations.upsample(x), layer, i === rest.length - 1, operations),
        convolve(codes, first, false, operations),
      );
      return {
        pooled: operations.averagePool(codes),
        reconstruction,
        seen: operations.slice(images, 0, 3),
      };
    },
  };
}

/**
 * Its output `pooled` is the embedding [N, 8 x first channels]. On features, the trunk's frozen weights have to be set before it
 * means anything, see `sphereValues`; the layers on it have no bias either, but features that are never zero can play its part.
 */
export function sphereNetwork({ width, svddSees }: Pick<Experiment, 'width' | 'svddSees'>): Network {
  const isOnTrunk = svddSees === 'features';
  const layers = isOnTrunk ? headLayers(width) : layersOf(width);
  const length = sphereLength(width);
  const kept = (name: string, size: number): ParameterSpec => ({
    name,
    shape: [size],
    start: 'zeros',
    fan: 1,
    isFrozen: true,
  });
  return {
    spec: {
      parameters: [
        ...(isOnTrunk ? mobileNetV2.spec.parameters : []),
        ...layers.map(specOf),
        kept(centreName, length),
        kept(radiusName, 1),
      ],
      norms: {},
    },
    normalisation: isOnTrunk ? trunkNormalisation : plainNormalisation,
    outputs: { pooled: { channels: length } },
    apply: ({ images }, operations) => ({
      pooled: isOnTrunk
        ? applyOnTrunk(images, layers, operations)
        : operations.averagePool(encode(images, layers, operations)),
    }),
  };
}

/** Fresh weights on the trunk's own. */
export function sphereValues(
  experiment: Pick<Experiment, 'width' | 'svddSees' | 'seed'>,
  trunk: Values,
): FirstValues {
  const { spec } = sphereNetwork(experiment);
  const drawn = drawParameters(spec, createRandom(experiment.seed).fork('weights'));
  return { parameters: { ...drawn, ...trunk }, statistics: startStatistics(spec) };
}
