/** The network's operations as kernel calls in evaluation mode: BatchNorm folded into the convolution before it. */
import { geometryOf } from '../kernels/geometry.ts';
import { foldNormKernel, normaliseKernel } from '../kernels/norm.ts';
import type { NormExtras, Operations, Unit } from '../networks/operations.ts';
import { sizeOf } from '../networks/parameters.ts';
import { emitConvolution, recordLinear } from './record/convolution.ts';
import { recordLayer, recordTransposedLayer } from './record/layer.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';
import { weightless } from './weightless.ts';

/** Weights with the norm's scale, and what is added after them. */
function recordFold(recorder: Recorder, { convolution, norm }: Unit): { w: Value; bias: Value } {
  const w = recorder.weight(`${convolution}.weight`);
  const channels = w.shape[3];
  const folded = { name: `${convolution} folded`, shape: w.shape };
  const bias = { name: `${convolution} folded bias`, shape: [channels] };
  const reads = {
    w,
    gamma: recorder.weight(`${norm}.weight`),
    beta: recorder.weight(`${norm}.bias`),
    running: recorder.running(norm),
  };
  const kernel = foldNormKernel(sizeOf(w.shape) / channels, channels);
  recorder.emit(kernel, convolution, reads, { folded, bias });
  return { w: folded, bias };
}

function recordUnit(
  recorder: Recorder,
  x: Value,
  unit: Unit,
  { activation, residual }: NormExtras<Value> = {},
): Value {
  const { w, bias } = recordFold(recorder, unit);
  const geometry = geometryOf(x.shape, w.shape, unit);
  const { batch, outHeight, outWidth, outChannels } = geometry;
  const y = { name: unit.convolution, shape: [batch, outHeight, outWidth, outChannels] };
  const epilogue = {
    hasBias: true,
    hasResidual: residual !== undefined,
    activation,
  };
  const reads = residual === undefined ? { x, w, bias } : { x, w, bias, residual };
  emitConvolution(recorder, { layer: unit.convolution, geometry, epilogue }, reads, { y });
  return y;
}

/** x [M, C] by running statistics, which are laid out as moments are. */
function recordRunningNorm(
  recorder: Recorder,
  x: Value,
  layer: string,
  { activation, residual }: NormExtras<Value> = {},
): Value {
  const [rows, channels] = x.shape;
  const y = { name: layer, shape: x.shape };
  const affine = {
    x,
    moments: recorder.running(layer),
    gamma: recorder.weight(`${layer}.weight`),
    beta: recorder.weight(`${layer}.bias`),
  };
  const form = { hasRelu: activation === 'relu', hasResidual: residual !== undefined };
  const reads = residual === undefined ? affine : { ...affine, residual };
  recorder.emit(normaliseKernel({ rows, channels }, form), layer, reads, { y });
  return y;
}

export function evaluationOperations(recorder: Recorder): Operations<Value> {
  return {
    convBatchNorm: (x, unit, extras) => recordUnit(recorder, x, unit, extras),
    convolve: (x, layer, extras) => recordLayer(recorder, x, layer, extras),
    convolveTransposed: (x, layer, extras) => recordTransposedLayer(recorder, x, layer, extras),
    normalise: (x, layer, extras) => recordRunningNorm(recorder, x, layer, extras),
    linear: (x, layer) => recordLinear(recorder, x, layer),
    ...weightless(recorder),
  };
}
