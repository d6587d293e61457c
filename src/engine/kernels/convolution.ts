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
import { widthOf, type Kernel } from './kernel.ts';
import { sharesOfPatches, tiledForwardKernel } from './tiled/forward.ts';
import { sharesOfTaps, tiledInputGradientKernel } from './tiled/input-gradient.ts';
import { tilesOfRows } from './tiled/tile.ts';
import { sharesOfPositions, tiledWeightGradientKernel } from './tiled/weight-gradient.ts';
import { sharesOfImages, weightGradientKernel } from './weight-gradient.ts';

/**
 * `tiled` for GPUs; `broadcast` for drivers that run on the CPU, which pay dearly for barriers and for reads, where all
 * their subgroups are of one size; `direct` if there are no subgroups, and for the channels that the others do not take.
 */
export type ConvolutionStyle =
  { readonly kind: 'direct' | 'tiled' } | { readonly kind: 'broadcast'; readonly lanes: number };

/** A product's kernel; in more than one share it writes `parts`, to be joined with what follows the product. */
export interface Shared {
  readonly kernel: Kernel;
  readonly shares: number;
}

function canTile(inChannels: number, outChannels: number): boolean {
  return widthOf(inChannels) === 4 && widthOf(outChannels) === 4;
}

function isTiled(
  { isDepthwise, inStride, outChannels }: ConvolutionGeometry,
  style: ConvolutionStyle,
): boolean {
  return !isDepthwise && style.kind === 'tiled' && canTile(inStride, outChannels);
}

export function convolutionOf(
  geometry: ConvolutionGeometry,
  style: ConvolutionStyle,
  epilogue: Epilogue = {},
): Shared {
  if (isTiled(geometry, style)) {
    return { kernel: tiledForwardKernel(geometry, epilogue), shares: sharesOfPatches(geometry).shares };
  }
  const { isDepthwise, inStride, outChannels } = geometry;
  if (isDepthwise) return { kernel: depthwiseKernel(geometry, epilogue), shares: 1 };
  if (style.kind === 'broadcast' && canBroadcast(inStride, outChannels)) {
    return { kernel: broadcastForwardKernel(geometry, style.lanes, epilogue), shares: 1 };
  }
  return { kernel: forwardKernel(geometry, epilogue), shares: 1 };
}

/**
 * Into how many tiles the rows of a convolution fall whose moments are measured while it is carried out; 0 where they must be found from
 * its result.
 */
export function measuredTiles(geometry: ConvolutionGeometry, style: ConvolutionStyle): number {
  const { batch, outHeight, outWidth } = geometry;
  return isTiled(geometry, style) ? tilesOfRows(batch * outHeight * outWidth) : 0;
}

/** The kernel, and whether it takes the weights transposed, as `weights` in place of `w`. */
export function inputGradientOf(
  geometry: ConvolutionGeometry,
  style: ConvolutionStyle,
  hasAddend: boolean,
): Shared & { readonly isTransposed: boolean } {
  if (geometry.isDepthwise) {
    return { kernel: depthwiseInputGradientKernel(geometry, hasAddend), shares: 1, isTransposed: false };
  }
  const { inChannels, outChannels } = geometry;
  if (style.kind === 'tiled' && canTile(inChannels, outChannels)) {
    const kernel = tiledInputGradientKernel(geometry, hasAddend);
    return { kernel, shares: sharesOfTaps(geometry).shares, isTransposed: false };
  }
  if (style.kind === 'broadcast' && canBroadcast(outChannels, inChannels)) {
    const kernel = broadcastInputGradientKernel(geometry, style.lanes, hasAddend);
    return { kernel, shares: 1, isTransposed: true };
  }
  return { kernel: inputGradientKernel(geometry, hasAddend), shares: 1, isTransposed: false };
}

/** The kernel that writes partial sums, and how many shares it writes. */
export function weightGradientShares(geometry: ConvolutionGeometry, style: ConvolutionStyle): Shared {
  if (geometry.isDepthwise) {
    return { kernel: depthwiseWeightGradientKernel(geometry), shares: sharesOfDepthwise(geometry) };
  }
  if (isTiled(geometry, style)) {
    return { kernel: tiledWeightGradientKernel(geometry), shares: sharesOfPositions(geometry).shares };
  }
  const { inStride, outChannels } = geometry;
  if (style.kind === 'broadcast' && canBroadcast(inStride, outChannels)) {
    return {
      kernel: broadcastWeightGradientKernel(geometry, style.lanes),
      shares: broadcastShares(geometry),
    };
  }
  return { kernel: weightGradientKernel(geometry), shares: sharesOfImages(geometry) };
}
