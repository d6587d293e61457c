/** Sizes of one convolution, as the direct kernels take them: NHWC images, [kernelH, kernelW, C, K] weights. */
import { backend_util } from '@tensorflow/tfjs';

export interface ConvolutionGeometry {
  readonly batch: number;
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly stride: number;
  readonly padTop: number;
  readonly padLeft: number;
}

/** What tfjs hands a convolution kernel. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Undefined where the direct kernels do not apply: another layout, dilation, channels that no vec4 holds. */
export function readGeometry(
  inShape: readonly number[],
  filterShape: readonly number[],
  { strides, pad, dataFormat, dilations = 1, dimRoundingMode }: ConvolutionAttributes,
): ConvolutionGeometry | undefined {
  const info = backend_util.computeConv2DInfo(
    inShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const isPlain = dataFormat === 'NHWC' && info.dilationHeight === 1 && info.dilationWidth === 1;
  const fits = info.outChannels % 4 === 0 && (info.inChannels % 4 === 0 || info.inChannels <= 4);
  if (!isPlain || !fits || info.strideHeight !== info.strideWidth) return undefined;
  return {
    batch: info.batchSize,
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: info.outChannels,
    kernelHeight: info.filterHeight,
    kernelWidth: info.filterWidth,
    stride: info.strideHeight,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}

/** A geometry as the code knows it; K4 counts output channels in fours. */
export function integersOf(geometry: ConvolutionGeometry): Record<string, number> {
  return {
    H: geometry.inHeight,
    W: geometry.inWidth,
    C: geometry.inChannels,
    OH: geometry.outHeight,
    OW: geometry.outWidth,
    K4: geometry.outChannels / 4,
    KH: geometry.kernelHeight,
    KW: geometry.kernelWidth,
    STRIDE: geometry.stride,
    PAD_TOP: geometry.padTop,
    PAD_LEFT: geometry.padLeft,
  };
}
