/** A convolution and a linear layer, with their derivatives. */
import {
  convolutionKernel,
  inputGradientOf,
  measuredConvolution,
  weightGradientShares,
} from '../../kernels/convolution.ts';
import { geometryOf, type ConvolutionGeometry } from '../../kernels/geometry.ts';
import { transposeWeightsKernel } from '../../kernels/transpose.ts';
import { sumSharesKernel } from '../../kernels/weight-gradient.ts';
import type { ConvolutionShape } from '../../networks/operations.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { emitColumnSums } from './columns.ts';
import type { Call } from '../plan.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

interface Operands {
  readonly layer: string;
  readonly geometry: ConvolutionGeometry;
  readonly x: Value;
}

export function emitWeightGradient(recorder: Recorder, { layer, geometry, x }: Operands, dy: Value): void {
  const sum = recorder.gradient(`${layer}.weight`);
  const { kernel, shares } = weightGradientShares(geometry, recorder.style);
  if (shares === 1) {
    recorder.emit(kernel, layer, { x, dy }, { partial: sum });
    return;
  }
  const partial = { name: `${layer} weight gradient, shares`, shape: [shares, ...sum.shape] };
  recorder.emit(kernel, layer, { x, dy }, { partial });
  recorder.emit(sumSharesKernel(sizeOf(sum.shape), shares), layer, { partial }, { sum });
}

/** The product of an input gradient: reads dy and, if there is one, an addend. */
export function emitProductWithWeights(
  recorder: Recorder,
  { layer, geometry, hasAddend }: Omit<Operands, 'x'> & { readonly hasAddend: boolean },
  reads: Call['reads'],
  dx: Value,
): void {
  const w = recorder.weight(`${layer}.weight`);
  const { kernel, isTransposed } = inputGradientOf(geometry, recorder.style, hasAddend);
  if (!isTransposed) {
    recorder.emit(kernel, layer, { w, ...reads }, { dx });
    return;
  }
  const transposed = { name: `${layer} transposed`, shape: w.shape };
  recorder.emit(transposeWeightsKernel(geometry), layer, { w }, { transposed });
  recorder.emit(kernel, layer, { weights: transposed, ...reads }, { dx });
}

export function emitInputGradient(recorder: Recorder, { layer, geometry, x }: Operands, dy: Value): void {
  recorder.addGradient(x, (addend) => {
    const dx = { name: `${layer} input gradient`, shape: x.shape };
    const reads = addend === undefined ? { dy } : { dy, addend };
    emitProductWithWeights(recorder, { layer, geometry, hasAddend: addend !== undefined }, reads, dx);
    return dx;
  });
}

export interface Convolved {
  readonly y: Value; // [N, outH, outW, K]
  /** Mean and sum of squared deviations of each tile of y's rows, where its kernel measures them. */
  readonly tileMoments?: Value; // [tiles, 2, K]
}

/** x [N, H, W, C] -> y, for BatchNorm to follow. */
export function recordConvolution(
  recorder: Recorder,
  x: Value,
  layer: string,
  shape: ConvolutionShape,
): Convolved {
  const w = recorder.weight(`${layer}.weight`);
  const geometry = geometryOf(x.shape, w.shape, shape);
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const shapeOfY = [batch, outHeight, outWidth, outChannels];
  const y = { name: layer, shape: shapeOfY };
  const { kernel, tiles } = measuredConvolution(geometry, recorder.style);
  const tileMoments = { name: `${layer} moments of tiles`, shape: [tiles, 2, outChannels] };
  recorder.emit(kernel, layer, { x, w }, tiles > 0 ? { y, partial: tileMoments } : { y });
  const kept = recorder.keep(x);
  recorder.onBackward(y, (dy) => {
    emitWeightGradient(recorder, { layer, geometry, x: kept }, dy);
    emitInputGradient(recorder, { layer, geometry, x }, dy);
  });
  return tiles > 0 ? { y, tileMoments } : { y };
}

/** A product of matrices is a convolution of single pixels: x [M, from] -> [M, to]. */
export function recordLinear(recorder: Recorder, x: Value, layer: string): Value {
  const w = recorder.weight(`${layer}.weight`);
  const [rows, from] = x.shape;
  const to = w.shape[1];
  const geometry = geometryOf([rows, 1, 1, from], [1, 1, from, to], { stride: 1, padding: 0 });
  const y = { name: layer, shape: [rows, to] };
  const bias = recorder.weight(`${layer}.bias`);
  recorder.emit(convolutionKernel(geometry, recorder.style, { hasBias: true }), layer, { x, w, bias }, { y });
  recorder.onBackward(y, (dy) => {
    emitColumnSums(recorder, dy, recorder.gradient(`${layer}.bias`));
    emitWeightGradient(recorder, { layer, geometry, x }, dy);
    emitInputGradient(recorder, { layer, geometry, x }, dy);
  });
  return y;
}
