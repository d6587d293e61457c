/** 2-D convolution without bias, padded as PyTorch pads: tfjs's `same` differs where the stride is 2. */
import * as tf from '@tensorflow/tfjs';

export interface ConvolutionShape {
  readonly stride: number;
  /** Zeros added on each side. */
  readonly padding: number;
}

/** y = x * w. `x` is [N, H, W, C], `weight` [kernelH, kernelW, C, K]; the result is [N, outH, outW, K]. */
export function convolve(x: tf.Tensor4D, weight: tf.Tensor4D, shape: ConvolutionShape): tf.Tensor4D {
  return tf.conv2d(x, weight, shape.stride, shape.padding);
}
