/** ResNet18 up to its pooled features [ResNet section 3.3, Table 1], at full, half or quarter width. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { OutputSpec } from './network.ts';
import { stemPool, type Operations } from './operations.ts';
import type { ParameterSpec } from './parameters.ts';

const baseChannels: Readonly<Record<Experiment['width'], number>> = { full: 64, half: 32, quarter: 16 };

/** Length of a pooled embedding: 512 at full width. */
export function embeddingLength(width: Experiment['width']): number {
  return 8 * baseChannels[width];
}

interface Block {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly stride: number;
}

/** Four stages of two basic blocks; each stage but the first halves the map and doubles the channels. */
function blocksOf(width: Experiment['width']): Block[] {
  const base = baseChannels[width];
  return [0, 1, 2, 3].flatMap((stage) => {
    const to = base * 2 ** stage;
    const from = stage === 0 ? base : to / 2;
    const name = `encoder.layer${stage + 1}`;
    return [
      { name: `${name}.0`, from, to, stride: stage === 0 ? 1 : 2 },
      { name: `${name}.1`, from: to, to, stride: 1 },
    ];
  });
}

function hasProjection({ from, to, stride }: Block): boolean {
  return stride !== 1 || from !== to;
}

/** A convolution and the BatchNorm behind it. */
interface Convolution {
  readonly name: string;
  readonly norm: string;
  readonly side: number;
  readonly from: number;
  readonly to: number;
}

/** In the order they are run, but for a block's shortcut, which comes last. */
export function encoderConvolutions(width: Experiment['width']): Convolution[] {
  const stem = { name: 'encoder.conv1', norm: 'encoder.bn1', side: 7, from: 3, to: baseChannels[width] };
  const inBlocks = blocksOf(width).flatMap((block) => {
    const { name, from, to } = block;
    const main = [
      { name: `${name}.conv1`, norm: `${name}.bn1`, side: 3, from, to },
      { name: `${name}.conv2`, norm: `${name}.bn2`, side: 3, from: to, to },
    ];
    const shortcut = { name: `${name}.downsample.0`, norm: `${name}.downsample.1`, side: 1, from, to };
    return hasProjection(block) ? [...main, shortcut] : main;
  });
  return [stem, ...inBlocks];
}

/** Shapes of the feature maps `layer1` to `layer4`. */
export function layerSpecs(width: Experiment['width']): Readonly<Record<string, OutputSpec>> {
  const specs = [0, 1, 2, 3].map((stage) => [
    `layer${stage + 1}`,
    { channels: baseChannels[width] * 2 ** stage, stride: 4 * 2 ** stage },
  ]);
  return Object.fromEntries(specs) as Readonly<Record<string, OutputSpec>>;
}

export function encoderSpecs(width: Experiment['width']): ParameterSpec[] {
  return encoderConvolutions(width).flatMap(({ name, norm, side, from, to }) => [
    {
      name: `${name}.weight`,
      shape: [side, side, from, to],
      start: 'kaiming' as const,
      fan: side * side * to,
    },
    { name: `${norm}.weight`, shape: [to], start: 'ones' as const, fan: 1 },
    { name: `${norm}.bias`, shape: [to], start: 'zeros' as const, fan: 1 },
  ]);
}

/** Channels of each BatchNorm layer. */
export function encoderNorms(width: Experiment['width']): Record<string, number> {
  return Object.fromEntries(encoderConvolutions(width).map(({ norm, to }) => [norm, to]));
}

function applyBlock<T>(x: T, block: Block, operations: Operations<T>): T {
  const { name, stride } = block;
  const first = { convolution: `${name}.conv1`, norm: `${name}.bn1`, stride, padding: 1 };
  const second = { convolution: `${name}.conv2`, norm: `${name}.bn2`, stride: 1, padding: 1 };
  const shortcut = { convolution: `${name}.downsample.0`, norm: `${name}.downsample.1`, stride, padding: 0 };
  const residual = hasProjection(block) ? operations.convBatchNorm(x, shortcut) : x;
  const inner = operations.convBatchNorm(x, first, { activation: 'relu' });
  return operations.convBatchNorm(inner, second, { activation: 'relu', residual });
}

export interface Encoded<T> {
  /** Pooled features [N, embeddingLength]. */
  readonly pooled: T;
  /** Feature maps of layers 1 to 4, [N, S / 4, S / 4, channels] to [N, S / 32, S / 32, 8 channels]. */
  readonly maps: readonly T[];
}

/** `images` is [N, S, S, 3], normalised. */
export function encode<T>(images: T, width: Experiment['width'], operations: Operations<T>): Encoded<T> {
  const stem = { convolution: 'encoder.conv1', norm: 'encoder.bn1', stride: 2, padding: 3 };
  const stemmed = operations.convBatchNorm(images, stem, { activation: 'relu' });
  const maps: T[] = [];
  let x = operations.pool(stemmed, stemPool);
  blocksOf(width).forEach((block, i) => {
    x = applyBlock(x, block, operations);
    if (i % 2 === 1) maps.push(x);
  });
  return { pooled: operations.averagePool(x), maps };
}
