/** Pooling, with its derivatives. */
import {
  averagePoolGradientKernel,
  averagePoolKernel,
  maxPoolGradientKernel,
  maxPoolKernel,
  pooledLength,
} from '../kernels/pool.ts';
import { recordAddend } from './record-addend.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** x [N, H, W, C] -> [N, H / 2, W / 2, C], rounded up. */
export function recordMaxPool(recorder: Recorder, x: Value): Value {
  const [batch, height, width, channels] = x.shape;
  const geometry = { batch, height, width, channels };
  const shape = [batch, pooledLength(height), pooledLength(width), channels];
  const y = { name: 'max-pool', shape };
  const vectors = channels % 4 === 0 ? channels / 4 : channels;
  const tapOf = { name: 'max-pool taps', shape: [...shape.slice(0, 3), vectors] };
  recorder.emit(maxPoolKernel(geometry), 'max-pool', { x }, { y, tapOf });
  recorder.onBackward(y, (dy) => {
    const dx = { name: 'max-pool input gradient', shape: x.shape };
    recorder.emit(maxPoolGradientKernel(geometry), 'max-pool', { dy, tapOf }, { dx });
    recordAddend(recorder, x, dx);
  });
  return y;
}

/** x [N, H, W, C] -> [N, C]. */
export function recordAveragePool(recorder: Recorder, x: Value): Value {
  const [batch, height, width, channels] = x.shape;
  const y = { name: 'average-pool', shape: [batch, channels] };
  recorder.emit(averagePoolKernel(batch, height * width, channels), 'average-pool', { x }, { y });
  recorder.onBackward(y, (dy) => {
    const dx = { name: 'average-pool input gradient', shape: x.shape };
    const kernel = averagePoolGradientKernel(batch, height * width, channels);
    recorder.emit(kernel, 'average-pool', { dy }, { dx });
    recordAddend(recorder, x, dx);
  });
  return y;
}
