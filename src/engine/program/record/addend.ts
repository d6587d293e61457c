/** A gradient that reaches a value. */
import { binaryKernel } from '../../kernels/binary.ts';
import { sizeOf } from '../../networks/parameters.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** Adds what `emit` gives to the gradient of `value`; where no gradient of it is wanted, nothing is emitted. */
export function recordGradient(recorder: Recorder, value: Value, emit: () => Value): void {
  recorder.addGradient(value, (sum) => {
    const gradient = emit();
    if (sum === undefined) return gradient;
    const y = { name: `${value.name} gradient`, shape: value.shape };
    const operands = { aIn: sum, bIn: gradient };
    recorder.emit(binaryKernel('add', sizeOf(value.shape)), value.name, operands, { y });
    return y;
  });
}

/** Adds `gradient`, which nothing reads afterwards, to the gradient of `value`. */
export function recordAddend(recorder: Recorder, value: Value, gradient: Value): void {
  recordGradient(recorder, value, () => gradient);
}
