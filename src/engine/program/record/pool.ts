/** Pooling, with its derivatives. */
import {
  averagePoolGradientKernel,
  averagePoolKernel,
  maxPoolGradientKernel,
  maxPoolKernel,
  meanPoolGradientKernel,
  meanPoolKernel,
  poolGeometryOf,
  tapsShape,
} from '../../kernels/pool.ts';
import type { PoolShape } from '../../networks/operations.ts';
import { recordGradient } from './addend.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** x [N, H, W, C] -> [N, outH, outW, C]. */
export function recordPool(recorder: Recorder, x: Value, { kind, ...shape }: PoolShape): Value {
  const label = `${kind}-pool`;
  const geometry = poolGeometryOf(x.shape, shape);
  const { batch, outHeight, outWidth, channels } = geometry;
  const y = { name: label, shape: [batch, outHeight, outWidth, channels] };
  const dx = { name: `${label} input gradient`, shape: x.shape };
  if (kind === 'mean') {
    recorder.emit(meanPoolKernel(geometry), label, { x }, { y });
    recorder.onBackward(y, (dy) => {
      recordGradient(recorder, x, () => {
        recorder.emit(meanPoolGradientKernel(geometry), label, { dy }, { dx });
        return dx;
      });
    });
    return y;
  }
  const tapOf = { name: `${label} taps`, shape: tapsShape(geometry) };
  recorder.emit(maxPoolKernel(geometry), label, { x }, { y, tapOf });
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      recorder.emit(maxPoolGradientKernel(geometry), label, { dy, tapOf }, { dx });
      return dx;
    });
  });
  return y;
}

/** x [N, H, W, C] -> [N, C]. */
export function recordAveragePool(recorder: Recorder, x: Value): Value {
  const [batch, height, width, channels] = x.shape;
  const y = { name: 'average-pool', shape: [batch, channels] };
  recorder.emit(averagePoolKernel(batch, height * width, channels), 'average-pool', { x }, { y });
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      const dx = { name: 'average-pool input gradient', shape: x.shape };
      const kernel = averagePoolGradientKernel(batch, height * width, channels);
      recorder.emit(kernel, 'average-pool', { dy }, { dx });
      return dx;
    });
  });
  return y;
}
