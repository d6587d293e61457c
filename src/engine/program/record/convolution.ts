/** A convolution and a linear layer, with their derivatives. */
import {
  convolutionOf,
  inputGradientOf,
  measuredTiles,
  weightGradientShares,
} from '../../kernels/convolution.ts';
import type { Epilogue } from '../../kernels/epilogue.ts';
import { geometryOf, type ConvolutionGeometry } from '../../kernels/geometry.ts';
import { joinPartsKernel } from '../../kernels/tiled/join-parts.ts';
import { leastShares, sumSharesInTreesKernel } from '../../kernels/tiled/sums.ts';
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
  const isTree = recorder.style.kind === 'tiled' && shares >= leastShares;
  const sumOf = isTree ? sumSharesInTreesKernel : sumSharesKernel;
  recorder.emit(kernel, layer, { x, dy }, { partial });
  recorder.emit(sumOf(sizeOf(sum.shape), shares), layer, { partial }, { sum });
}

/** What a product leaves in shares, [shares, rows, channels], and what follows it. */
interface Parts {
  readonly layer: string;
  readonly shares: number;
  readonly rows: number;
  readonly channels: number;
  readonly epilogue: Epilogue;
  /** The epilogue's operands. */
  readonly reads: Call['reads'];
  readonly writes: Call['writes'];
}

/** `emitProduct` emits the product; what it leaves is joined and ended. */
function emitJoined(
  recorder: Recorder,
  { layer, epilogue, reads, writes, ...joined }: Parts,
  emitProduct: (parts: Value) => void,
): void {
  const parts = { name: `${layer} parts`, shape: [joined.shares, joined.rows, joined.channels] };
  emitProduct(parts);
  recorder.emit(joinPartsKernel(joined, epilogue), layer, { parts, ...reads }, writes);
}

/** A convolution with its epilogue: reads x, w and the epilogue's operands; writes y and, where asked, `partial`. */
export function emitConvolution(
  recorder: Recorder,
  { layer, geometry, epilogue = {} }: Omit<Operands, 'x'> & { readonly epilogue?: Epilogue },
  { x, w, ...reads }: Call['reads'],
  writes: Call['writes'],
): void {
  const { kernel, shares } = convolutionOf(geometry, recorder.style, epilogue);
  if (shares === 1) {
    recorder.emit(kernel, layer, { x, w, ...reads }, writes);
    return;
  }
  const { batch, outHeight, outWidth, outChannels: channels } = geometry;
  const rows = batch * outHeight * outWidth;
  emitJoined(recorder, { layer, shares, rows, channels, epilogue, reads, writes }, (parts) => {
    recorder.emit(kernel, layer, { x, w }, { parts });
  });
}

/** The product of an input gradient: reads dy and, if there is one, an addend. */
export function emitProductWithWeights(
  recorder: Recorder,
  { layer, geometry, hasAddend }: Omit<Operands, 'x'> & { readonly hasAddend: boolean },
  reads: Call['reads'],
  dx: Value,
): void {
  const w = recorder.weight(`${layer}.weight`);
  const { kernel, shares, isTransposed } = inputGradientOf(geometry, recorder.style, hasAddend);
  if (isTransposed) {
    const transposed = { name: `${layer} transposed`, shape: w.shape };
    recorder.emit(transposeWeightsKernel(geometry), layer, { w }, { transposed });
    recorder.emit(kernel, layer, { weights: transposed, ...reads }, { dx });
    return;
  }
  if (shares === 1) {
    recorder.emit(kernel, layer, { w, ...reads }, { dx });
    return;
  }
  const { dy, addend } = reads;
  const { batch, inHeight, inWidth, inChannels: channels } = geometry;
  const rows = batch * inHeight * inWidth;
  const joined = { layer, shares, rows, channels, epilogue: { hasResidual: hasAddend } };
  const others: Call['reads'] = hasAddend ? { residual: addend } : {};
  emitJoined(recorder, { ...joined, reads: others, writes: { y: dx } }, (parts) => {
    recorder.emit(kernel, layer, { w, dy }, { parts });
  });
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
  const tiles = measuredTiles(geometry, recorder.style);
  const tileMoments = { name: `${layer} moments of tiles`, shape: [tiles, 2, outChannels] };
  const writes = tiles > 0 ? { y, partial: tileMoments } : { y };
  emitConvolution(recorder, { layer, geometry, epilogue: { hasMoments: tiles > 0 } }, { x, w }, writes);
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
  emitConvolution(recorder, { layer, geometry, epilogue: { hasBias: true } }, { x, w, bias }, { y });
  recorder.onBackward(y, (dy) => {
    emitColumnSums(recorder, dy, recorder.gradient(`${layer}.bias`));
    emitWeightGradient(recorder, { layer, geometry, x }, dy);
    emitInputGradient(recorder, { layer, geometry, x }, dy);
  });
  return y;
}
