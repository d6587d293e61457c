/**
 * What the network is made of. Its definition is written once over these; plain tfjs operations and the planned kernels
 * each carry them out. `T` is a tensor, or stands for one.
 */

export interface ConvolutionShape {
  readonly stride: number;
  /** Zeros added on each side, as PyTorch pads: tfjs's `same` differs where the stride is 2. */
  readonly padding: number;
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
