/**
 * A ResNet18 and a decoder that leads its last map back to the size of the image, as in the authors' code of [NSA]: two 1x1
 * convolutions, three residual blocks that double the side, one pixel made four, and a transposed convolution of 7x7. Departures:
 * blocks enlarge by repeating pixels before a convolution in place of a transposed one, and the last enlargement is no bilinear one.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Operations } from './operations.ts';
import type { NetworkSpec, ParameterSpec } from './parameters.ts';
import { embeddingLength, encode, encoderNorms, encoderSpecs } from './resnet18.ts';

type Width = Experiment['width'];

interface Block {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** At full width 128 to 64, 32 and 16 channels. */
function blocksOf(width: Width): Block[] {
  const from = embeddingLength(width) / 4;
  return [1, 2, 3].map((i) => ({ name: `decoder.up${i}`, from: from / 2 ** (i - 1), to: from / 2 ** i }));
}

interface Convolution extends Block {
  readonly side: number;
}

function convolutionsOf({ name, from, to }: Block): Convolution[] {
  return [
    { name: `${name}.conv1`, side: 3, from, to },
    { name: `${name}.conv2`, side: 3, from: to, to },
    { name: `${name}.shortcut`, side: 1, from, to },
  ];
}

function weightOf({ name, side, from, to }: Convolution): ParameterSpec {
  return { name: `${name}.weight`, shape: [side, side, from, to], start: 'kaiming', fan: side * side * to };
}

export function decoderSpec(width: Width): NetworkSpec {
  const length = embeddingLength(width);
  const convolutions = blocksOf(width).flatMap(convolutionsOf);
  const norms = convolutions.flatMap(({ name, to }): ParameterSpec[] => [
    { name: `${name}.norm.weight`, shape: [to], start: 'ones', fan: 1 },
    { name: `${name}.norm.bias`, shape: [to], start: 'zeros', fan: 1 },
  ]);
  const from = length / 32;
  return {
    parameters: [
      ...encoderSpecs(width),
      weightOf({ name: 'decoder.narrow1', side: 1, from: length, to: length / 2 }),
      weightOf({ name: 'decoder.narrow2', side: 1, from: length / 2, to: length / 4 }),
      ...convolutions.map(weightOf),
      ...norms,
      { name: 'decoder.out.weight', shape: [7, 7, 1, from], start: 'linear', fan: 49 * from },
    ],
    norms: {
      ...encoderNorms(width),
      ...Object.fromEntries(convolutions.map(({ name, to }) => [`${name}.norm`, to])),
    },
  };
}

function applyBlock<T>(x: T, { name }: Block, operations: Operations<T>): T {
  const unit = (part: string, padding: number) => {
    const convolution = `${name}.${part}`;
    return { convolution, norm: `${convolution}.norm`, stride: 1, padding };
  };
  const enlarged = operations.upsample(x);
  const residual = operations.convBatchNorm(enlarged, unit('shortcut', 0));
  const inner = operations.convBatchNorm(enlarged, unit('conv1', 1), { activation: 'relu' });
  return operations.convBatchNorm(inner, unit('conv2', 1), { activation: 'relu', residual });
}

/** One zero less below and to the right: the side is doubled exactly. */
const lastPadding = { top: 3, bottom: 2, left: 3, right: 2 } as const;

export interface Decoded<T> {
  readonly logits: T; // [N, S, S, 1]
  readonly pooled: T; // [N, embeddingLength]
}

/** `images` is [N, S, S, 3], normalised; S divides by 32. */
export function applyResNet18Decoder<T>(images: T, width: Width, operations: Operations<T>): Decoded<T> {
  const { pooled, maps } = encode(images, width, operations);
  const narrow = (x: T, name: string) => {
    const layer = { name: `decoder.${name}`, stride: 1, padding: 0, hasBias: false };
    return operations.convolve(x, layer, { activation: 'relu' });
  };
  const narrowed = narrow(narrow(maps[3], 'narrow1'), 'narrow2');
  const decoded = blocksOf(width).reduce((x, block) => applyBlock(x, block, operations), narrowed);
  const last = { name: 'decoder.out', stride: 2, padding: lastPadding, hasBias: false };
  return { pooled, logits: operations.convolveTransposed(operations.upsample(decoded), last) };
}
