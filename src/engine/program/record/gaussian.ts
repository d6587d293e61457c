/** Normal numbers as kernel calls. */
import { fillKernel, gaussianKernel } from '../../kernels/gaussian.ts';
import { sizeOf } from '../../networks/parameters.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** [...]: standard normal by `settings`, whose last number is the step; without settings, as in evaluation, zeros. */
export function recordGaussian(
  recorder: Recorder,
  { shape }: Value,
  seed: number,
  settings: Value | undefined,
): Value {
  const y = { name: 'gaussian', shape };
  const size = sizeOf(shape);
  if (settings === undefined) recorder.emit(fillKernel(size, 0), 'zeros', {}, { y });
  else recorder.emit(gaussianKernel(size, seed), 'gaussian', { settings }, { y });
  recorder.stopGradient(y);
  return y;
}
