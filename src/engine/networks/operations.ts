/**
 * What the network is made of. Its definition is written once over these; plain tfjs operations and the planned kernels
 * each carry them out. `T` is a tensor, or stands for one.
 */
import type { Padding } from './padding.ts';

export interface ConvolutionShape {
  readonly stride: number;
  /** Zeros around x; one number for all sides, as PyTorch pads. */
  readonly padding: number | Padding;
  /** Each channel by its own kernel: weights [kernelH, kernelW, 1, C]. */
  readonly isDepthwise?: boolean;
}

/** What can be applied to a sum as it is written. */
export type Activation = 'relu' | 'relu6';

/** A convolution by the name of its weights, `<name>.weight` and `<name>.bias`. */
export interface Layer extends ConvolutionShape {
  readonly name: string;
  /** True where not given. */
  readonly hasBias?: boolean;
  /** Gradients go through it to x and none into its weights, which another use of the layer may train; false where not given. */
  readonly isFixed?: boolean;
}

export interface LayerExtras<T> {
  readonly activation?: Activation;
  /** Added before the activation. */
  readonly residual?: T;
}

export interface NormExtras<T> {
  readonly activation?: Extract<Activation, 'relu'>;
  /** Added before the activation. */
  readonly residual?: T;
}

/** A convolution and the normalisation after it, by the names of their weights. */
export interface Unit extends ConvolutionShape {
  readonly convolution: string;
  readonly norm: string;
}

export interface PoolShape {
  /** The largest number of each window, or the mean of its pixels that lie inside of the map. */
  readonly kind: 'max' | 'mean';
  readonly side: number;
  readonly stride: number;
  readonly padding: number | Padding;
}

/** The pool behind a first convolution: the largest of 3x3, by steps of 2, with a border of 1. */
export const stemPool: PoolShape = { kind: 'max', side: 3, stride: 2, padding: 1 };

/** Functions of one number. `leakyRelu` takes the slope below zero (0.01), `scale` the factor; `log` is of positive numbers. */
export type UnaryName =
  | 'relu'
  | 'relu6'
  | 'leakyRelu'
  | 'sigmoid'
  | 'tanh'
  | 'softplus'
  | 'exp'
  | 'log'
  | 'square'
  | 'absolute'
  | 'scale';

/**
 * Functions of two numbers. `focal` is the focal loss [FocalLoss Eq. 4] of a logit against a target in [0, 1]; it takes the
 * exponent gamma (2).
 */
export type BinaryName =
  'add' | 'subtract' | 'multiply' | 'absoluteDifference' | 'squaredDifference' | 'focal';

/** Of x [..., C]: all numbers to [1], the rows to [C], or the channels of each row to [...]. */
export type ReduceOver = 'all' | 'rows' | 'channels';

/** What has weights. */
interface LayerOperations<T> {
  /** x [N, H, W, C] convolved without bias, then normalised over the batch, or by running statistics in evaluation. */
  readonly convBatchNorm: (x: T, unit: Unit, extras?: NormExtras<T>) => T; // [N, outH, outW, K]
  /** activation(x convolved + bias + residual), x [N, H, W, C]. */
  readonly convolve: (x: T, layer: Layer, extras?: LayerExtras<T>) => T; // [N, outH, outW, K]
  /**
   * The transposed convolution, by weights [kernelH, kernelW, K, C]: x [N, H, W, C] -> [N, (H - 1) stride - zeros + kernelH, ..., K].
   * One zero less below and to the right is PyTorch's output padding of 1.
   */
  readonly convolveTransposed: (x: T, layer: Layer, extras?: LayerExtras<T>) => T;
  /** x [M, C] normalised. */
  readonly normalise: (x: T, layer: string, extras?: NormExtras<T>) => T; // [M, C]
  /** x [M, from] times the layer's weight, plus its bias. */
  readonly linear: (x: T, layer: string) => T; // [M, to]
}

/** What works on maps [N, H, W, C]. */
interface MapOperations<T> {
  /** x [N, H, W, C], the mean of all positions. */
  readonly averagePool: (x: T) => T; // [N, C]
  readonly pool: (x: T, shape: PoolShape) => T; // [N, outH, outW, C]
  /** Every pixel four times. */
  readonly upsample: (x: T) => T; // [N, 2H, 2W, C]
  /** Two to six values of the same rows, side by side along their channels. */
  readonly concat: (xs: readonly T[]) => T; // [..., C0 + C1 + ...]
  /** Channels of x [..., C] from `first`: kernels see images with a fourth channel of zeros, which a target must not have. */
  readonly slice: (x: T, first: number, count: number) => T; // [..., count]
  /** Two to six values that differ in their first dimension, one behind another. */
  readonly stack: (xs: readonly T[]) => T; // [N0 + N1 + ..., ...]
  /** One of `of` equal parts of the rows of x [N, ...], `index` from 0; rows left over are in none, and a part has one at least. */
  readonly part: (x: T, index: number, of: number) => T; // [N / of, ...]
  /**
   * SSIM around each number of a and b [N, H, W, C], a channel at a time, by the window of core/similarity, of numbers that span
   * `range` [SSIM Eq. 13].
   */
  readonly ssim: (a: T, b: T, range: number) => T; // [N, H, W, C]
}

/** What works on numbers, whatever the shape. */
interface NumberOperations<T> {
  readonly unary: (x: T, name: UnaryName, parameter?: number) => T;
  /** a and b are of one shape. */
  readonly binary: (a: T, b: T, name: BinaryName, parameter?: number) => T;
  /** Over the channels of x [..., C]. */
  readonly softmax: (x: T) => T;
  readonly reduce: (x: T, how: 'sum' | 'mean', over: ReduceOver) => T;
  /** x itself; its gradient comes back times `factor`: -1 for what should do the opposite, 0 for what should not learn. */
  readonly scaleGradient: (x: T, factor: number) => T;
  /**
   * Standard normal numbers of the shape of `like`, by `seed` (whole, below 2^32) and the step's number: others at each step of a training, and
   * the same when it is repeated or continues. Zeros in evaluation, so that a sample is its mean there.
   */
  readonly gaussian: (like: T, seed: number) => T;
}

export type WeightlessOperations<T> = MapOperations<T> & NumberOperations<T>;

export type Operations<T> = LayerOperations<T> & WeightlessOperations<T>;
