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
}

export interface LayerExtras<T> {
  readonly activation?: Activation;
  /** Added before the activation. */
  readonly residual?: T;
}

export interface NormExtras<T> {
  /** relu(y) in place of y. */
  readonly hasRelu?: boolean;
  /** Added to y before the ReLU. */
  readonly residual?: T;
}

/** A convolution and the normalisation after it, by the names of their weights. */
export interface Unit extends ConvolutionShape {
  readonly convolution: string;
  readonly norm: string;
}

export interface Operations<T> {
  /** x [N, H, W, C] convolved without bias, then normalised over the batch, or by running statistics in evaluation. */
  readonly convBatchNorm: (x: T, unit: Unit, extras?: NormExtras<T>) => T; // [N, outH, outW, K]
  /** activation(x convolved + bias + residual), x [N, H, W, C]. */
  readonly convolve: (x: T, layer: Layer, extras?: LayerExtras<T>) => T; // [N, outH, outW, K]
  /** x [M, C] normalised. */
  readonly normalise: (x: T, layer: string, extras?: NormExtras<T>) => T; // [M, C]
  /** The largest of 3x3, by steps of 2, with a border of 1. */
  readonly maxPool: (x: T) => T;
  /** x [N, H, W, C], the mean of all positions. */
  readonly averagePool: (x: T) => T; // [N, C]
  /** x [M, from] times the layer's weight, plus its bias. */
  readonly linear: (x: T, layer: string) => T; // [M, to]
  readonly relu: (x: T) => T;
}
