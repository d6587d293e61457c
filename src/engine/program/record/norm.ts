/** Batch normalisation in training mode with its ReLU and residual, and its derivative. */
import {
  momentsKernel,
  momentSumsKernel,
  normaliseKernel,
  normGradientKernel,
  normGradientSumsKernel,
  normParameterGradientsKernel,
  sharesOfRows,
  type GradientForm,
  type NormGeometry,
} from '../../kernels/norm.ts';
import { mergeTileMomentsKernel } from '../../kernels/tiled/moments.ts';
import {
  normGradientSumsInTreesKernel,
  normParameterGradientsInTreesKernel,
  sharesOfSummedRows,
} from '../../kernels/tiled/sums.ts';
import type { NormExtras } from '../../networks/operations.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { recordAddend } from './addend.ts';
import type { Call } from '../plan.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

interface NormInputs extends NormExtras<Value> {
  /** Moments of tiles of x's rows, where what made x measured them. */
  readonly tileMoments?: Value | undefined;
}

/** Mean and variance of x's channels, [2, C]; moves the running statistics. */
function emitMoments(
  recorder: Recorder,
  layer: string,
  geometry: NormGeometry,
  { x, tileMoments }: { readonly x: Value; readonly tileMoments: Value | undefined },
): Value {
  const moments = { name: `${layer} moments`, shape: [2, geometry.channels] };
  const writes = { moments, running: recorder.running(layer) };
  if (tileMoments !== undefined) {
    recorder.emit(mergeTileMomentsKernel(geometry), layer, { partial: tileMoments }, writes);
    return moments;
  }
  const partial = { name: `${layer} sums`, shape: [sharesOfRows(geometry), 2, geometry.channels] };
  recorder.emit(momentSumsKernel(geometry), layer, { x }, { partial });
  recorder.emit(momentsKernel(geometry), layer, { partial, x }, writes);
  return moments;
}

interface Backward {
  readonly geometry: NormGeometry;
  readonly form: GradientForm;
  readonly reads: Call['reads'];
  readonly writes: Call['writes'];
}

/** The gradients of gamma and beta; where threads share memory well, they add up in trees. */
function emitParameterGradients(
  recorder: Recorder,
  layer: string,
  { geometry, form, reads, writes }: Backward,
): void {
  const isTree = recorder.style.kind === 'tiled';
  const shares = isTree ? sharesOfSummedRows(geometry) : sharesOfRows(geometry);
  const partial = { name: `${layer} gradient sums`, shape: [shares, 2, geometry.channels] };
  const sums = isTree
    ? normGradientSumsInTreesKernel(geometry, form)
    : normGradientSumsKernel(geometry, form);
  recorder.emit(sums, layer, reads, { partial });
  const merge = isTree
    ? normParameterGradientsInTreesKernel(geometry, shares)
    : normParameterGradientsKernel(geometry);
  recorder.emit(merge, layer, { partial, moments: reads['moments'] }, writes);
}

/** x [..., C] -> the same shape, with the batch's own moments; moves the running statistics. */
export function recordNorm(
  recorder: Recorder,
  x: Value,
  layer: string,
  { activation, residual, tileMoments }: NormInputs = {},
): Value {
  const channels = x.shape[x.shape.length - 1];
  const geometry = { rows: sizeOf(x.shape) / channels, channels };
  const hasRelu = activation === 'relu';
  const form = { hasRelu, hasResidual: residual !== undefined };
  const scratch = (name: string, shape: readonly number[]) => ({ name: `${layer} ${name}`, shape });
  const gamma = recorder.weight(`${layer}.weight`);

  const moments = emitMoments(recorder, layer, geometry, { x, tileMoments });
  const y = scratch('y', x.shape);
  const affine = { x, moments, gamma, beta: recorder.weight(`${layer}.bias`) };
  const reads = residual === undefined ? affine : { ...affine, residual };
  recorder.emit(normaliseKernel(geometry, form), layer, reads, { y });

  const isMap = x.shape.length > 2; // the head's rows are few, and stay in 32 bits
  const kept = isMap ? recorder.keep(x) : x;
  if (isMap && hasRelu && residual !== undefined) recorder.keep(y);
  recorder.onBackward(y, (dy) => {
    const seen = recorder.keptOf(y) ?? (residual === undefined ? undefined : y);
    const mask = seen === undefined ? { gamma, beta: affine.beta } : { y: seen };
    const shared = { x: kept, moments, ...(hasRelu && mask) };
    const backward = { ...form, readsY: seen !== undefined };
    const [dgamma, dbeta] = [recorder.gradient(`${layer}.weight`), recorder.gradient(`${layer}.bias`)];
    const parameters = { reads: { dy, ...shared }, writes: { dbeta, dgamma } };
    emitParameterGradients(recorder, layer, { geometry, form: backward, ...parameters });
    const dresidual = scratch('residual gradient', x.shape);
    const inPlace = recorder.ownGradient(dy);
    const writes = residual === undefined ? { dy: inPlace } : { dy: inPlace, dresidual };
    recorder.emit(normGradientKernel(geometry, backward), layer, { ...shared, gamma, dbeta, dgamma }, writes);
    if (residual !== undefined) recordAddend(recorder, residual, dresidual);
    recordAddend(recorder, x, inPlace);
  });
  return y;
}
