/** A convolution with what follows it, of plain tfjs operations. */
import * as tf from '@tensorflow/tfjs';
import type { Activation, ConvolutionShape, LayerExtras } from '../networks/operations.ts';
import { sidesOf } from '../networks/padding.ts';

const activations: Readonly<Record<Activation, (x: tf.Tensor) => tf.Tensor>> = {
  relu: (x) => x.relu(),
  relu6: (x) => x.clipByValue(0, 6),
};

/** x with `value` around it: not every tfjs kernel takes a number for each side. */
export function padMap(x: tf.Tensor4D, padding: ConvolutionShape['padding'], value = 0): tf.Tensor4D {
  const { top, bottom, left, right } = sidesOf(padding);
  const sides: [[number, number], [number, number], [number, number], [number, number]] = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return tf.pad4d(x, sides, value);
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

/** x [N, h, w, K] by w [kernelH, kernelW, C, K], transposed: [N, H, W, C]. */
export function referenceTransposed(x: tf.Tensor, w: tf.Tensor, shape: ConvolutionShape): tf.Tensor {
  const { top, bottom, left, right } = sidesOf(shape.padding);
  const [batch, height, width] = x.shape as [number, number, number, number];
  const [kernelHeight, kernelWidth, channels] = w.shape as [number, number, number, number];
  const whole = [
    (height - 1) * shape.stride + kernelHeight,
    (width - 1) * shape.stride + kernelWidth,
  ] as const;
  const size: [number, number, number, number] = [batch, ...whole, channels];
  const y = tf.conv2dTranspose(x as tf.Tensor4D, w as tf.Tensor4D, size, shape.stride, 'valid');
  const cut = [batch, whole[0] - top - bottom, whole[1] - left - right, channels];
  return tf.slice(y, [0, top, left, 0], cut);
}

/** activation(sum + residual). */
export function finishLayer(
  sum: tf.Tensor,
  { activation, residual }: LayerExtras<tf.Tensor> = {},
): tf.Tensor {
  const total = residual === undefined ? sum : sum.add(residual);
  return activation === undefined ? total : activations[activation](total);
}
