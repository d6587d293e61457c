/** Weights by name, as PyTorch names them, so that files and fixtures map one to one. */
import type { Random } from '../../core/random.ts';

/**
 * Shapes and first values of a model's weights. Convolutions are [kernelH, kernelW, in, out], linear weights [in, out],
 * all else [channels].
 */
export interface ParameterSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly start: 'kaiming' | 'linear' | 'ones' | 'zeros';
  /** Weights a unit sums over (linear) or feeds (kaiming, fan-out). */
  readonly fan: number;
  /** It keeps the value that it starts with. */
  readonly isFrozen?: boolean;
}

/** Everything a network holds: trained weights, and the channels of each BatchNorm layer, by name. */
export interface NetworkSpec {
  readonly parameters: readonly ParameterSpec[];
  readonly norms: Readonly<Record<string, number>>;
}

/** Layers with frozen weights, by name: their norms use the running statistics, which stay as they are. */
export function frozenLayersOf({ parameters }: NetworkSpec): ReadonlySet<string> {
  const frozen = parameters.filter(({ isFrozen = false }) => isFrozen);
  return new Set(frozen.map(({ name }) => name.slice(0, name.lastIndexOf('.'))));
}

export type Values = Readonly<Record<string, Float32Array>>;

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function startOf({ shape, start, fan }: ParameterSpec, random: Random): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  switch (start) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'kaiming': // N(0, 2 / fan-out) [Kaiming section 2.2]
      return values.map(() => random.normal() * Math.sqrt(2 / fan));
    case 'linear': // U(-1/sqrt(in), 1/sqrt(in)), PyTorch's default of a linear layer
      return values.map(() => random.uniform(-1, 1) / Math.sqrt(fan));
  }
}

/** First weights by name; each draws from its own stream. */
export function drawParameters({ parameters }: NetworkSpec, random: Random): Values {
  return Object.fromEntries(parameters.map((spec) => [spec.name, startOf(spec, random.fork(spec.name))]));
}

/** Running statistics of a network that has seen nothing: `<layer>.running_mean` 0, `<layer>.running_var` 1. */
export function startStatistics({ norms }: NetworkSpec): Values {
  return Object.fromEntries(
    Object.entries(norms).flatMap(([layer, channels]) => [
      [`${layer}.running_mean`, new Float32Array(channels)],
      [`${layer}.running_var`, new Float32Array(channels).fill(1)],
    ]),
  );
}
