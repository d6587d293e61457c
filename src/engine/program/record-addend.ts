/** A gradient that reaches a value as it is. */
import { binaryKernel } from '../kernels/binary.ts';
import { sizeOf } from '../networks/parameters.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** Adds `gradient`, which nothing reads afterwards, to the gradient of `value`. */
export function recordAddend(recorder: Recorder, value: Value, gradient: Value): void {
  recorder.addGradient(value, (sum) => {
    if (sum === undefined) return gradient;
    const y = { name: `${value.name} gradient`, shape: value.shape };
    recorder.emit(binaryKernel('add', sizeOf(value.shape)), value.name, { aIn: sum, bIn: gradient }, { y });
    return y;
  });
}
