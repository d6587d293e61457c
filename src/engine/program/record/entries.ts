/** Functions entry by entry, with their derivatives. */
import { binaryGradientKernel, binaryKernel, passesGradient } from '../../kernels/binary.ts';
import { copyKernel, unaryGradientKernel, unaryKernel, unaryOf } from '../../kernels/unary.ts';
import type { BinaryName, UnaryName } from '../../networks/operations.ts';
import { sizeOf } from '../../networks/parameters.ts';
import { recordGradient } from './addend.ts';
import type { Recorder } from '../recorder.ts';
import type { Value } from '../value.ts';

/** A derivative that is 0 or 1 can be read from a copy in 16 bits. */
function isMask(name: UnaryName): boolean {
  return name === 'relu' || name === 'relu6';
}

export function recordUnary(recorder: Recorder, x: Value, name: UnaryName, parameter?: number): Value {
  const y = { name, shape: x.shape };
  const size = sizeOf(x.shape);
  recorder.emit(unaryKernel(name, size, parameter), name, { x }, { y });
  recorder.onBackward(y, (dy) => {
    const result = isMask(name) ? (recorder.keptOf(y) ?? y) : y;
    const from = { x: { x }, y: { y: result }, neither: {} }[unaryOf(name).from];
    recordGradient(recorder, x, () => {
      const dx = { name: `${name} input gradient`, shape: x.shape };
      recorder.emit(unaryGradientKernel(name, size, parameter), name, { dy, ...from }, { dx });
      return dx;
    });
  });
  return y;
}

/** @throws if a and b differ in shape, with the name of the operation. */
export function checkSameShape(name: string, a: Value, b: Value): void {
  if (String(a.shape) === String(b.shape)) return;
  const got = `[${a.shape.join(', ')}] and [${b.shape.join(', ')}]`;
  throw new Error(`${name} expected two values of one shape, got ${got}`);
}

export function recordBinary(
  recorder: Recorder,
  [a, b]: readonly [Value, Value],
  name: BinaryName,
  parameter?: number,
): Value {
  checkSameShape(name, a, b);
  const y = { name, shape: a.shape };
  const size = sizeOf(a.shape);
  const operands = { aIn: a, bIn: b };
  recorder.emit(binaryKernel(name, size, parameter), name, operands, { y });
  recorder.onBackward(y, (dy) => {
    const give = (value: Value, operand: 'a' | 'b') => {
      recordGradient(recorder, value, () => {
        if (passesGradient(name, operand)) return dy;
        const dx = { name: `${name} gradient of ${operand}`, shape: a.shape };
        const kernel = binaryGradientKernel(name, operand, size, parameter);
        recorder.emit(kernel, name, { dy, ...operands }, { dx });
        return dx;
      });
    };
    give(a, 'a');
    give(b, 'b');
  });
  return y;
}

/** x itself, whose gradient comes back times `factor`. */
export function recordScaledGradient(recorder: Recorder, x: Value, factor: number): Value {
  const y = { name: `${x.name}, gradient scaled`, shape: x.shape };
  const size = sizeOf(x.shape);
  recorder.emit(copyKernel(size), 'copy', { x }, { y });
  if (factor === 0) return y;
  recorder.onBackward(y, (dy) => {
    recordGradient(recorder, x, () => {
      const dx = { name: `${x.name} gradient, scaled`, shape: x.shape };
      recorder.emit(unaryGradientKernel('scale', size, factor), 'scale', { dy }, { dx });
      return dx;
    });
  });
  return y;
}
