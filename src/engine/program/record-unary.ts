/** Functions of one number, entry by entry, with their derivatives. */
import { unaryGradientKernel, unaryKernel, unaryOf, type UnaryName } from '../kernels/unary.ts';
import { sizeOf } from '../networks/parameters.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

export function recordUnary(recorder: Recorder, x: Value, name: UnaryName): Value {
  const y = { name, shape: x.shape };
  const size = sizeOf(x.shape);
  recorder.emit(unaryKernel(name, size), name, { x }, { y });
  recorder.onBackward(y, (dy) => {
    const from = unaryOf(name).from === 'x' ? { x } : { y: recorder.keptOf(y) ?? y };
    recorder.addGradient(x, (addend) => {
      const dx = { name: `${name} input gradient`, shape: x.shape };
      const kernel = unaryGradientKernel(name, size, addend !== undefined);
      recorder.emit(kernel, name, { dy, ...from, ...(addend !== undefined && { addend }) }, { dx });
      return dx;
    });
  });
  return y;
}
