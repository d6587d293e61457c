/** Sizes of one convolution: NHWC images, [kernelH, kernelW, C, K] weights. */
import type { ConvolutionShape } from '../networks/operations.ts';
import { sidesOf } from '../networks/padding.ts';
import { widthOf, type Width } from './kernel.ts';

export interface ConvolutionGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  /** Numbers from one pixel of x to the next: more than its channels where three are padded to four. */
  readonly inStride: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  /** Zeros above and to the left; those below and to the right show in the sizes of the output. */
  readonly padTop: number;
  readonly padLeft: number;
  /** Each channel by its own kernel. */
  readonly isDepthwise: boolean;
}

/** Entries of the result of a window of `kernel` over a length with `padding` zeros in all. */
export function outLength(length: number, kernel: number, stride: number, padding: number): number {
  return Math.floor((length + padding - kernel) / stride) + 1;
}

/** A wrong number of channels would read beyond a row. */
function checkChannels(x: readonly number[], w: readonly number[], isDepthwise: boolean): void {
  const [channels, from, to] = [x[3], w[2], w[3]];
  if (isDepthwise ? from === 1 && to === channels : from <= channels) return;
  const expected = isDepthwise ? `[.., .., 1, ${channels}]` : `[.., .., ${channels}, ..]`;
  throw new Error(`expected weights ${expected} for ${channels} channels, got [${w.join(', ')}]`);
}

/**
 * `x` is [N, H, W, C or more], `w` [kernelH, kernelW, C, K], or [kernelH, kernelW, 1, C] of a depthwise one.
 * @throws if the channels do not match, or the kernel is larger than x with its zeros.
 */
export function geometryOf(
  x: readonly number[],
  w: readonly number[],
  { stride, padding, isDepthwise = false }: ConvolutionShape,
): ConvolutionGeometry {
  const [batch, inHeight, inWidth, inStride] = x;
  const [kernelHeight, kernelWidth, inChannels, outChannels] = w;
  checkChannels(x, w, isDepthwise);
  const { top, bottom, left, right } = sidesOf(padding);
  const outHeight = outLength(inHeight, kernelHeight, stride, top + bottom);
  const outWidth = outLength(inWidth, kernelWidth, stride, left + right);
  if (outHeight < 1 || outWidth < 1) {
    const size = `${inHeight + top + bottom} x ${inWidth + left + right}`;
    throw new Error(`a kernel of ${kernelHeight} x ${kernelWidth} does not fit into ${size} pixels`);
  }
  return {
    batch,
    inHeight,
    inWidth,
    inChannels,
    inStride,
    outHeight,
    outWidth,
    outChannels,
    kernelHeight,
    kernelWidth,
    stride,
    padTop: top,
    padLeft: left,
    isDepthwise,
  };
}

/**
 * The convolution that leads back from a transposed one's result to `x` [N, H, W, K], by weights `w` [kernelH, kernelW, C, K].
 * @throws if the channels do not match or nothing is left of the result.
 */
export function transposedGeometryOf(
  x: readonly number[],
  w: readonly number[],
  shape: ConvolutionShape,
): ConvolutionGeometry {
  const [batch, height, width, channels] = x;
  const [kernelHeight, kernelWidth, from, to] = w;
  if (shape.isDepthwise === true || to !== channels) {
    throw new Error(
      `expected full weights [.., .., .., ${channels}] for ${channels} channels, got [${w.join(', ')}]`,
    );
  }
  const { top, bottom, left, right } = sidesOf(shape.padding);
  const outHeight = (height - 1) * shape.stride - top - bottom + kernelHeight;
  const outWidth = (width - 1) * shape.stride - left - right + kernelWidth;
  if (outHeight < 1 || outWidth < 1) {
    throw new Error(
      `a padding of ${top}, ${bottom}, ${left}, ${right} leaves nothing of ${height} x ${width} pixels`,
    );
  }
  return geometryOf([batch, outHeight, outWidth, from], w, shape);
}

/** Input channels that can be read at once: a padded pixel is read whole. */
export function inVectorOf({ inStride }: ConvolutionGeometry): Width {
  return widthOf(inStride);
}

/** A geometry as the code knows it. */
export function integersOf(geometry: ConvolutionGeometry): Record<string, number> {
  return {
    H: geometry.inHeight,
    W: geometry.inWidth,
    C: geometry.inChannels,
    CS: geometry.inStride,
    OH: geometry.outHeight,
    OW: geometry.outWidth,
    K: geometry.outChannels,
    KH: geometry.kernelHeight,
    KW: geometry.kernelWidth,
    STRIDE: geometry.stride,
    PAD_TOP: geometry.padTop,
    PAD_LEFT: geometry.padLeft,
  };
}
