/** Functions entry by entry, with their derivatives. */
import { binaryGradientKernel, binaryKernel, passesGradient } from '../kernels/binary.ts';
import { copyKernel, unaryGradientKernel, unaryKernel, unaryOf } from '../kernels/unary.ts';
import type { BinaryName, UnaryName } from '../networks/operations.ts';
import { sizeOf } from '../networks/parameters.ts';
import { recordAddend } from './record-addend.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

/** A derivative that is 0 or 1 can be read from a copy in 16 bits. */
function isMask(name: UnaryName): boolean {
  return name === 'relu' || name === 'relu6';
}

export function recordUnary(recorder: Recorder, x: Value, name: UnaryName, parameter?: number): Value {
  const y = { name, shape: x.shape };
  const size = sizeOf(x.shape);
  recorder.emit(unaryKernel(name, size, parameter), name, { x }, { y });
  recorder.onBackward(y, (dy) => {
    const dx = { name: `${name} input gradient`, shape: x.shape };
    const result = isMask(name) ? (recorder.keptOf(y) ?? y) : y;
    const from = { x: { x }, y: { y: result }, neither: {} }[unaryOf(name).from];
    recorder.emit(unaryGradientKernel(name, size, parameter), name, { dy, ...from }, { dx });
    recordAddend(recorder, x, dx);
  });
  return y;
}

/** @throws where a and b differ in shape. */
export function recordBinary(
  recorder: Recorder,
  [a, b]: readonly [Value, Value],
  name: BinaryName,
  parameter?: number,
): Value {
  if (String(a.shape) !== String(b.shape)) {
    throw new Error(
      `${name} expected two values of one shape, got [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`,
    );
  }
  const y = { name, shape: a.shape };
  const size = sizeOf(a.shape);
  const operands = { aIn: a, bIn: b };
  recorder.emit(binaryKernel(name, size, parameter), name, operands, { y });
  recorder.onBackward(y, (dy) => {
    const give = (value: Value, operand: 'a' | 'b') => {
      if (passesGradient(name, operand)) {
        recordAddend(recorder, value, dy);
        return;
      }
      recorder.addGradient(value, (sum) => {
        const dx = { name: `${name} gradient of ${operand}`, shape: a.shape };
        const kernel = binaryGradientKernel(name, operand, size, { parameter, hasAddend: sum !== undefined });
        recorder.emit(kernel, name, { dy, ...operands, ...(sum !== undefined && { addend: sum }) }, { dx });
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
    const dx = { name: `${x.name} gradient, scaled`, shape: x.shape };
    recorder.emit(unaryGradientKernel('scale', size, factor), 'scale', { dy }, { dx });
    recordAddend(recorder, x, dx);
  });
  return y;
}
