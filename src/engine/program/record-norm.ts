/** Batch normalisation in training mode with its rectifier and residual, and its derivative. */
import {
  momentsKernel,
  momentSumsKernel,
  normaliseKernel,
  normGradientKernel,
  normGradientSumsKernel,
  normParameterGradientsKernel,
  sharesOfRows,
} from '../kernels/norm.ts';
import type { NormExtras } from '../network/operations.ts';
import { sizeOf } from '../network/parameters.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** x [..., C] -> the same shape, with the batch's own moments; moves the running statistics. */
export function recordNorm(
  recorder: Recorder,
  x: Value,
  layer: string,
  { isRectified = false, residual }: NormExtras<Value> = {},
): Value {
  const channels = x.shape[x.shape.length - 1];
  const geometry = { rows: sizeOf(x.shape) / channels, channels };
  const form = { isRectified, hasResidual: residual !== undefined };
  const scratch = (name: string, shape: readonly number[]) => ({ name: `${layer} ${name}`, shape });
  const shares = [sharesOfRows(geometry), 2, channels];
  const gamma = recorder.weight(`${layer}.weight`);

  const partial = scratch('sums', shares);
  recorder.emit(momentSumsKernel(geometry), layer, { x }, { partial });
  const moments = scratch('moments', [2, channels]);
  const running = recorder.running(layer);
  recorder.emit(momentsKernel(geometry), layer, { partial, x }, { moments, running });
  const y = scratch('y', x.shape);
  const affine = { x, moments, gamma, beta: recorder.weight(`${layer}.bias`) };
  const reads = residual === undefined ? affine : { ...affine, residual };
  recorder.emit(normaliseKernel(geometry, form), layer, reads, { y });

  recorder.onBackward(y, (dy) => {
    const mask = residual === undefined ? { gamma, beta: affine.beta } : { y };
    const shared = { dy, x, moments, ...(isRectified && mask) };
    const sums = scratch('gradient sums', shares);
    recorder.emit(normGradientSumsKernel(geometry, form), layer, shared, { partial: sums });
    const [dgamma, dbeta] = [recorder.gradient(`${layer}.weight`), recorder.gradient(`${layer}.bias`)];
    recorder.emit(
      normParameterGradientsKernel(geometry),
      layer,
      { partial: sums, moments },
      { dbeta, dgamma },
    );
    const dx = scratch('input gradient', x.shape);
    const dresidual = scratch('residual gradient', x.shape);
    const writes = residual === undefined ? { dx } : { dx, dresidual };
    recorder.emit(normGradientKernel(geometry, form), layer, { ...shared, gamma, dbeta, dgamma }, writes);
    recorder.setGradient(x, dx);
    if (residual !== undefined) recorder.setGradient(residual, dresidual);
  });
  return y;
}
