/** Sizes of one convolution: NHWC images, [kernelH, kernelW, C, K] weights, padding as PyTorch pads. */
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
  /** Zeros added on each side. */
  readonly padding: number;
}

function outLength(length: number, kernel: number, stride: number, padding: number): number {
  return Math.floor((length + 2 * padding - kernel) / stride) + 1;
}

/** `x` is [N, H, W, C or more], `w` [kernelH, kernelW, C, K]. */
export function geometryOf(
  x: readonly number[],
  w: readonly number[],
  { stride, padding }: { readonly stride: number; readonly padding: number },
): ConvolutionGeometry {
  const [batch, inHeight, inWidth, inStride] = x;
  const [kernelHeight, kernelWidth, inChannels, outChannels] = w;
  const outHeight = outLength(inHeight, kernelHeight, stride, padding);
  const outWidth = outLength(inWidth, kernelWidth, stride, padding);
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
    padding,
  };
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
    PAD: geometry.padding,
  };
}
