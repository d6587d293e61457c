/** Fits tensors of a file, named as torchvision and timm name a ResNet18, onto our encoder: names, layouts, shapes. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import { encoderConvolutions } from '../networks/resnet18.ts';
import { fromTorchLayout, toTorchShape } from './layout.ts';
import type { Tensor, Tensors } from './tensor.ts';

export interface Misshapen {
  readonly name: string;
  readonly came: readonly number[];
  readonly wanted: readonly number[];
}

/** Ours by our names and layouts; the lists by PyTorch's names. */
export interface MappedWeights {
  readonly parameters: Readonly<Record<string, Float32Array>>;
  readonly statistics: Readonly<Record<string, Float32Array>>;
  /** What of the file was taken. */
  readonly matched: readonly string[];
  /** What the encoder has and the file lacks. */
  readonly missing: readonly string[];
  /** What the file has and the encoder has no use for. */
  readonly leftOver: readonly string[];
  readonly misshapen: readonly Misshapen[];
  /** Tensors with numbers that are not finite: not taken. */
  readonly broken: readonly string[];
  /** Our norms that the file had folded into the convolution before them. */
  readonly folded: readonly string[];
}

/** BatchNorm's epsilon, in PyTorch and here. */
export const normEpsilon = 1e-5;

const known = /^(.*?)(?:conv1\.weight|layer\d\.\d\.conv\d\.weight)$/;

/** What stands before the encoder's names (`module.`, `backbone.`, ...): the prefix of most convolutions, the shortest of these. */
function findPrefix(tensors: Tensors): string {
  const counts = new Map<string, number>();
  for (const name of tensors.keys()) {
    const prefix = known.exec(name)?.[1];
    const isInBlock = prefix === undefined || /layer\d\.\d\.$/.test(prefix);
    if (!isInBlock) counts.set(prefix, (counts.get(prefix) ?? 0) + 1);
  }
  const best = [...counts].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0] as
    readonly [string, number] | undefined;
  return best?.[0] ?? '';
}

/** Takes tensors one by one, and keeps account of what became of each. */
class Taker {
  readonly parameters: Record<string, Float32Array> = {};
  readonly statistics: Record<string, Float32Array> = {};
  readonly matched: string[] = [];
  readonly missing: string[] = [];
  readonly misshapen: Misshapen[] = [];
  readonly broken: string[] = [];
  readonly folded: string[] = [];
  readonly #tensors: Tensors;
  readonly #prefix: string;

  constructor(tensors: Tensors, prefix: string) {
    this.#tensors = tensors;
    this.#prefix = prefix;
  }

  find(name: string): Tensor | undefined {
    return this.#tensors.get(this.#prefix + name);
  }

  /** The numbers of `name` in our layout, if they are there and fit. */
  take(name: string, shape: readonly number[]): Float32Array | undefined {
    const tensor = this.find(name);
    const wanted = toTorchShape(shape);
    if (!tensor) {
      this.missing.push(name);
      return undefined;
    }
    const full = this.#prefix + name;
    if (tensor.shape.length !== wanted.length || tensor.shape.some((length, i) => length !== wanted[i])) {
      this.misshapen.push({ name: full, came: tensor.shape, wanted });
      return undefined;
    }
    if (!tensor.values.every((value) => Number.isFinite(value))) {
      this.broken.push(full);
      return undefined;
    }
    this.matched.push(full);
    return fromTorchLayout(tensor.values, shape);
  }

  leftOver(): string[] {
    const seen = new Set([...this.matched, ...this.broken, ...this.misshapen.map(({ name }) => name)]);
    return [...this.#tensors.keys()].filter((name) => !seen.has(name));
  }
}

interface Layer {
  readonly name: string;
  readonly norm: string;
  readonly to: number;
}

/** A bias of a convolution with its own BatchNorm shifts what the norm sees: it moves into the running mean. */
function takeNorm({ name, norm, to }: Layer, taker: Taker): void {
  const ours = `encoder.${norm}`;
  for (const part of ['weight', 'bias']) {
    const values = taker.take(`${norm}.${part}`, [to]);
    if (values) taker.parameters[`${ours}.${part}`] = values;
  }
  const mean = taker.take(`${norm}.running_mean`, [to]);
  const variance = taker.take(`${norm}.running_var`, [to]);
  const shift = taker.find(`${name}.bias`) ? taker.take(`${name}.bias`, [to]) : undefined;
  if (mean) taker.statistics[`${ours}.running_mean`] = mean.map((value, c) => value - (shift?.[c] ?? 0));
  if (variance) taker.statistics[`${ours}.running_var`] = variance;
}

/**
 * A folded layer is convolution plus bias: (x - mean) gamma / sqrt(var + epsilon) + beta is x + bias with mean 0, gamma 1,
 * var 1 - epsilon and beta the bias.
 */
function takeFolded({ name, norm, to }: Layer, taker: Taker): void {
  const bias = taker.take(`${name}.bias`, [to]);
  if (!bias) return;
  const ours = `encoder.${norm}`;
  taker.folded.push(ours);
  taker.parameters[`${ours}.weight`] = new Float32Array(to).fill(1);
  taker.parameters[`${ours}.bias`] = bias;
  taker.statistics[`${ours}.running_mean`] = new Float32Array(to);
  taker.statistics[`${ours}.running_var`] = new Float32Array(to).fill(1 - normEpsilon);
}

/** Partial files fill what they can. */
export function mapWeights(tensors: Tensors, width: Experiment['width']): MappedWeights {
  const taker = new Taker(tensors, findPrefix(tensors));
  for (const { name: ours, norm: oursNorm, side, from, to } of encoderConvolutions(width)) {
    const [name, norm] = [ours, oursNorm].map((one) => one.slice('encoder.'.length));
    const weight = taker.take(`${name}.weight`, [side, side, from, to]);
    if (weight) taker.parameters[`${ours}.weight`] = weight;
    const isFolded = taker.find(`${name}.bias`) && !taker.find(`${norm}.weight`);
    (isFolded ? takeFolded : takeNorm)({ name, norm, to }, taker);
  }
  const { parameters, statistics, matched, missing, misshapen, broken, folded } = taker;
  return { parameters, statistics, matched, missing, misshapen, broken, folded, leftOver: taker.leftOver() };
}
