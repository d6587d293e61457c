/** Chooses how a convolution's products are carried out on a device. */
import { broadcastForwardKernel, broadcastInputGradientKernel, canBroadcast } from './broadcast.ts';
import { broadcastShares, broadcastWeightGradientKernel } from './broadcast-weight-gradient.ts';
import {
  depthwiseInputGradientKernel,
  depthwiseKernel,
  depthwiseWeightGradientKernel,
  sharesOfDepthwise,
} from './depthwise.ts';
import type { Epilogue } from './epilogue.ts';
import { forwardKernel } from './forward.ts';
import type { ConvolutionGeometry } from './geometry.ts';
import { inputGradientKernel } from './input-gradient.ts';
import type { Kernel } from './kernel.ts';
import {
  canTile,
  sharesOfPositions,
  tiledForwardKernel,
  tiledInputGradientKernel,
  tiledWeightGradientKernel,
} from './tiled-convolution.ts';
import { tilesOf } from './tiled.ts';
import { sharesOfImages, weightGradientKernel } from './weight-gradient.ts';

/**
 * `tiled` for GPUs; `broadcast` for drivers that run on the CPU, which pay dearly for barriers and for reads, where all
 * their subgroups are of one size; `direct` if there are no subgroups, and for the channels that the others do not take.
 */
export type ConvolutionStyle =
  { readonly kind: 'direct' | 'tiled' } | { readonly kind: 'broadcast'; readonly lanes: number };

export function convolutionKernel(
  geometry: ConvolutionGeometry,
  style: ConvolutionStyle,
  epilogue: Epilogue = {},
): Kernel {
  if (geometry.isDepthwise) return depthwiseKernel(geometry, epilogue);
  const { inStride, outChannels } = geometry;
  if (style.kind === 'tiled' && canTile(inStride, outChannels)) return tiledForwardKernel(geometry, epilogue);
  if (style.kind === 'broadcast' && canBroadcast(inStride, outChannels)) {
    return broadcastForwardKernel(geometry, style.lanes, epilogue);
  }
  return forwardKernel(geometry, epilogue);
}

/**
 * The kernel of a convolution that BatchNorm follows, and into how many tiles its rows fall whose moments it writes as
 * `partial`; 0 where it writes none, and they must be found from its result.
 */
export function measuredConvolution(
  geometry: ConvolutionGeometry,
  style: ConvolutionStyle,
): { readonly kernel: Kernel; readonly tiles: number } {
  const { batch, outHeight, outWidth, inStride, outChannels } = geometry;
  if (geometry.isDepthwise || style.kind !== 'tiled' || !canTile(inStride, outChannels)) {
    return { kernel: convolutionKernel(geometry, style), tiles: 0 };
  }
  const kernel = tiledForwardKernel(geometry, { hasMoments: true });
  return { kernel, tiles: tilesOf(batch * outHeight * outWidth) };
}

/** The kernel, and whether it takes the weights transposed, as `weights` in place of `w`. */
export function inputGradientOf(
  geometry: ConvolutionGeometry,
  style: ConvolutionStyle,
  hasAddend: boolean,
): { readonly kernel: Kernel; readonly isTransposed: boolean } {
  if (geometry.isDepthwise) {
    return { kernel: depthwiseInputGradientKernel(geometry, hasAddend), isTransposed: false };
  }
  const { inChannels, outChannels } = geometry;
  if (style.kind === 'tiled' && canTile(inChannels, outChannels)) {
    return { kernel: tiledInputGradientKernel(geometry, hasAddend), isTransposed: true };
  }
  if (style.kind === 'broadcast' && canBroadcast(outChannels, inChannels)) {
    return { kernel: broadcastInputGradientKernel(geometry, style.lanes, hasAddend), isTransposed: true };
  }
  return { kernel: inputGradientKernel(geometry, hasAddend), isTransposed: false };
}

/** The kernel that writes partial sums, and how many shares it writes. */
export function weightGradientShares(
  geometry: ConvolutionGeometry,
  style: ConvolutionStyle,
): { readonly kernel: Kernel; readonly shares: number } {
  if (geometry.isDepthwise) {
    return { kernel: depthwiseWeightGradientKernel(geometry), shares: sharesOfDepthwise(geometry) };
  }
  const { inStride, outChannels } = geometry;
  if (style.kind === 'tiled' && canTile(inStride, outChannels)) {
    return { kernel: tiledWeightGradientKernel(geometry), shares: sharesOfPositions(geometry) };
  }
  if (style.kind === 'broadcast' && canBroadcast(inStride, outChannels)) {
    return {
      kernel: broadcastWeightGradientKernel(geometry, style.lanes),
      shares: broadcastShares(geometry),
    };
  }
  return { kernel: weightGradientKernel(geometry), shares: sharesOfImages(geometry) };
}
