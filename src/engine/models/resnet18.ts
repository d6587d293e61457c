/** ResNet18 up to its pooled features [ResNet section 3.3, Table 1], at full, half or quarter width. */
import * as tf from '@tensorflow/tfjs';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { batchNorm, type NormContext, type NormExtras } from './batch-norm.ts';
import { convolve, type ConvolutionShape } from './convolution.ts';
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

interface Convolution {
  readonly name: string;
  readonly norm: string;
  readonly side: number;
  readonly from: number;
  readonly to: number;
}

function convolutionsOf(width: Experiment['width']): Convolution[] {
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

export function encoderSpecs(width: Experiment['width']): ParameterSpec[] {
  return convolutionsOf(width).flatMap(({ name, norm, side, from, to }) => [
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
  return Object.fromEntries(convolutionsOf(width).map(({ norm, to }) => [norm, to]));
}

interface Unit extends ConvolutionShape {
  readonly name: string;
  readonly norm: string;
}

function convolveAndNormalise(
  x: tf.Tensor4D,
  { name, norm, ...shape }: Unit,
  context: NormContext,
  extras: NormExtras<tf.Tensor4D>,
): tf.Tensor4D {
  const weight = context.state.parameters[`${name}.weight`] as unknown as tf.Tensor4D;
  return batchNorm(convolve(x, weight, shape), norm, context, extras);
}

function applyBlock(x: tf.Tensor4D, block: Block, context: NormContext): tf.Tensor4D {
  const { name, stride } = block;
  const first = { name: `${name}.conv1`, norm: `${name}.bn1`, stride, padding: 1 };
  const second = { name: `${name}.conv2`, norm: `${name}.bn2`, stride: 1, padding: 1 };
  const projection = { name: `${name}.downsample.0`, norm: `${name}.downsample.1`, stride, padding: 0 };
  const residual = hasProjection(block) ? convolveAndNormalise(x, projection, context, {}) : x;
  const inner = convolveAndNormalise(x, first, context, { isRectified: true });
  return convolveAndNormalise(inner, second, context, { isRectified: true, residual });
}

/** `images` is [N, S, S, 3], normalised; returns pooled features [N, embeddingLength]. Must run inside a tidy. */
export function encode(images: tf.Tensor4D, width: Experiment['width'], context: NormContext): tf.Tensor2D {
  const stem = { name: 'encoder.conv1', norm: 'encoder.bn1', stride: 2, padding: 3 };
  const stemmed: tf.Tensor4D = convolveAndNormalise(images, stem, context, { isRectified: true });
  const pooled = tf.maxPool<tf.Tensor4D>(stemmed, 3, 2, 1);
  const features = blocksOf(width).reduce((x, block) => applyBlock(x, block, context), pooled);
  return features.mean([1, 2]);
}
