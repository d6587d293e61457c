/**
 * The network of Deep SVDD: convolutions, ReLU and pooling as in the paper's LeNet [DeepSVDD section 4.2], without a bias or a norm
 * anywhere. With a bias it could map every image to the centre [DeepSVDD Proposition 2]. Departure: the last layer reads means
 * over all places in place of a dense map, as crops show the object at any place.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { plainNormalisation } from '../../core/views/normalisation.ts';
import type { Network } from '../../engine/networks/network.ts';
import { stemPool, type Operations } from '../../engine/networks/operations.ts';
import type { ParameterSpec } from '../../engine/networks/parameters.ts';
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

/** Length of an embedding. */
export function sphereLength(width: Experiment['width']): number {
  return 8 * firstChannels[width];
}

function apply<T>(images: T, layers: readonly Layer[], operations: Operations<T>): T {
  const convolve = (x: T, { name, side }: Layer, isLast: boolean) => {
    const layer = { name, stride: 1, padding: (side - 1) / 2, hasBias: false };
    return operations.convolve(x, layer, isLast ? {} : { activation: 'relu' });
  };
  const last = layers[layers.length - 1];
  const features = layers
    .slice(0, -1)
    .reduce((x, layer) => operations.pool(convolve(x, layer, false), stemPool), images);
  return operations.averagePool(convolve(features, last, true));
}

/** Its output `pooled` is the embedding [N, 8 x first channels]. */
export function sphereNetwork({ width }: Pick<Experiment, 'width'>): Network {
  const layers = layersOf(width);
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
      parameters: [...layers.map(specOf), kept(centreName, length), kept(radiusName, 1)],
      norms: {},
    },
    normalisation: plainNormalisation,
    outputs: { pooled: { channels: length } },
    apply: ({ images }, operations) => ({ pooled: apply(images, layers, operations) }),
  };
}
