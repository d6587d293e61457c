/**
 * 2-D convolution without bias, padded as PyTorch pads. tfjs computes the weight gradient with one thread a weight;
 * here it is a product of matrices instead, several times faster and deterministic.
 */
import * as tf from '@tensorflow/tfjs';

export interface ConvolutionShape {
  readonly stride: number;
  /** Zeros added on each side. */
  readonly padding: number;
}

/** Rows of `x` under tap (ky, kx) of the kernel: [N, outH, outW, C] of the padded input. */
function tapRows(
  padded: tf.Tensor4D,
  [ky, kx]: readonly [number, number],
  [outHeight, outWidth]: readonly [number, number],
  stride: number,
): tf.Tensor4D {
  const [batch, , , channels] = padded.shape;
  const spanY = (outHeight - 1) * stride + 1;
  const spanX = (outWidth - 1) * stride + 1;
  if (stride === 1) return tf.slice4d(padded, [0, ky, kx, 0], [batch, spanY, spanX, channels]);
  const end = [batch, ky + spanY, kx + spanX, channels];
  return tf
    .stridedSlice(padded, [0, ky, kx, 0], end, [1, stride, stride, 1])
    .as4D(batch, outHeight, outWidth, channels);
}

/** The sums over positions are cut into this many parts, added in order at the end. */
function partsOf(rows: number): number {
  for (const parts of [64, 32, 16, 8, 4, 2]) if (rows % parts === 0 && rows / parts >= 64) return parts;
  return 1;
}

/** dW[ky, kx] = x(ky, kx)^T dy over all positions; [kernelH, kernelW, C, K]. */
export function weightGradient(
  x: tf.Tensor4D,
  dy: tf.Tensor4D,
  kernel: readonly [number, number],
  { stride, padding }: ConvolutionShape,
): tf.Tensor4D {
  return tf.tidy(() => {
    const channels = x.shape[3];
    const [batch, outHeight, outWidth, outChannels] = dy.shape;
    const rows = batch * outHeight * outWidth;
    const parts = partsOf(rows);
    const padded = tf.pad4d(x, [
      [0, 0],
      [padding, padding],
      [padding, padding],
      [0, 0],
    ]);
    const upstream = dy.reshape([parts, rows / parts, outChannels]);
    const taps = Array.from({ length: kernel[0] * kernel[1] }, (_, tap) =>
      tapRows(padded, [Math.floor(tap / kernel[1]), tap % kernel[1]], [outHeight, outWidth], stride),
    );
    const columns = tf.concat(taps, 3).reshape([parts, rows / parts, taps.length * channels]);
    const partial = tf.matMul(columns, upstream, true, false); // [parts, taps * C, K]
    return partial.sum(0).reshape([kernel[0], kernel[1], channels, outChannels]);
  });
}

/** dX by tfjs's own kernel on the padded input, with the padding cut off. */
function inputGradient(
  shape: readonly [number, number, number, number],
  weight: tf.Tensor4D,
  dy: tf.Tensor4D,
  { stride, padding }: ConvolutionShape,
): tf.Tensor4D {
  const [batch, height, width, channels] = shape;
  return tf.tidy(() => {
    const paddedShape: [number, number, number, number] = [
      batch,
      height + 2 * padding,
      width + 2 * padding,
      channels,
    ];
    const gradient = tf.conv2dTranspose(dy, weight, paddedShape, stride, 'valid');
    return tf.slice4d(gradient, [0, padding, padding, 0], [batch, height, width, channels]);
  });
}

/** y = x * w. `x` is [N, H, W, C], `weight` [kernelH, kernelW, C, K]; the result is [N, outH, outW, K]. */
export function convolve(x: tf.Tensor4D, weight: tf.Tensor4D, shape: ConvolutionShape): tf.Tensor4D {
  const run = tf.customGrad((...inputs) => {
    const [input, kernel, save] = inputs as unknown as [tf.Tensor4D, tf.Tensor4D, tf.GradSaveFunc];
    save([input, kernel]);
    return {
      value: tf.conv2d(input, kernel, shape.stride, shape.padding),
      gradFunc: (upstream: tf.Tensor, saved: tf.Tensor[]) => {
        const [keptInput, keptKernel] = saved as [tf.Tensor4D, tf.Tensor4D];
        const dy = upstream as tf.Tensor4D;
        return [
          inputGradient(keptInput.shape, keptKernel, dy, shape),
          weightGradient(keptInput, dy, [keptKernel.shape[0], keptKernel.shape[1]], shape),
        ];
      },
    };
  });
  return run(x, weight);
}
