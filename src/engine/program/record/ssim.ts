/** SSIM of two maps as kernel calls, with its derivative. */
import {
  ssimColumnsBackKernel,
  ssimGradientKernel,
  ssimKernel,
  ssimRowsKernel,
  ssimSlopesKernel,
} from '../../kernels/ssim.ts';
import { recordGradient } from './addend.ts';
import { checkSameShape } from './entries.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** a, b [N, H, W, C] -> their similarity around each number. */
export function recordSsim(recorder: Recorder, [a, b]: readonly [Value, Value], range: number): Value {
  checkSameShape('ssim', a, b);
  const { shape } = a;
  const value = (name: string, planes?: number): Value => ({
    name: `SSIM ${name}`,
    shape: planes === undefined ? shape : [planes, ...shape],
  });
  const [y, sums] = [value('map'), value('sums', 5)];
  recorder.emit(ssimRowsKernel(a), 'SSIM', { a, b }, { sums });
  recorder.emit(ssimKernel(a, range), 'SSIM', { sums }, { y });
  recorder.onBackward(y, (dy) => {
    const [slopes, spread] = [value('slopes', 4), value('slopes, spread', 4)];
    recorder.emit(ssimSlopesKernel(a, range), 'SSIM', { sums, dy }, { slopes });
    recorder.emit(ssimColumnsBackKernel(a), 'SSIM', { slopes }, { spread });
    for (const [operand, own, other] of [
      ['a', a, b],
      ['b', b, a],
    ] as const) {
      recordGradient(recorder, own, () => {
        const dx = value(`gradient of ${operand}`);
        recorder.emit(ssimGradientKernel(a, operand), 'SSIM', { spread, own, other }, { dx });
        return dx;
      });
    }
  });
  return y;
}
