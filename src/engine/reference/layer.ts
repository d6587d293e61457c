/** A convolution with what follows it, of plain tfjs operations. */
import * as tf from '@tensorflow/tfjs';
import type { Activation, ConvolutionShape, LayerExtras } from '../networks/operations.ts';
import { sidesOf } from '../networks/padding.ts';

const activations: Readonly<Record<Activation, (x: tf.Tensor) => tf.Tensor>> = {
  relu: (x) => x.relu(),
  relu6: (x) => x.clipByValue(0, 6),
};

/** x with zeros around it: not every tfjs kernel takes a number for each side. */
function padMap(x: tf.Tensor4D, padding: ConvolutionShape['padding']): tf.Tensor4D {
  const { top, bottom, left, right } = sidesOf(padding);
  return tf.pad4d(x, [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ]);
}

/** x [N, H, W, C] by w [kernelH, kernelW, C, K], or [kernelH, kernelW, 1, C] of a depthwise one. */
export function referenceConvolution(
  x: tf.Tensor,
  w: tf.Tensor,
  { stride, padding, isDepthwise = false }: ConvolutionShape,
): tf.Tensor {
  const isEven = typeof padding === 'number';
  const map = isEven ? (x as tf.Tensor4D) : padMap(x as tf.Tensor4D, padding);
  const border = isEven ? padding : 'valid';
  if (!isDepthwise) return tf.conv2d(map, w as tf.Tensor4D, stride, border);
  const [height, width, , channels] = w.shape as [number, number, number, number];
  return tf.depthwiseConv2d(map, w.as4D(height, width, channels, 1), stride, border);
}

/** activation(sum + residual). */
export function finishLayer(
  sum: tf.Tensor,
  { activation, residual }: LayerExtras<tf.Tensor> = {},
): tf.Tensor {
  const total = residual === undefined ? sum : sum.add(residual);
  return activation === undefined ? total : activations[activation](total);
}
