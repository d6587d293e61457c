/** Our layouts against PyTorch's: convolutions [kernelH, kernelW, in, out] and OIHW, linear weights [in, out] and [out, in]. */
import { sizeOf } from '../networks/parameters.ts';

export function toTorchShape(shape: readonly number[]): readonly number[] {
  const [first, second, third, fourth] = shape;
  if (shape.length === 4) return [fourth, third, first, second];
  return shape.length === 2 ? [second, first] : shape;
}

/** A matrix [rows, columns] to [columns, rows]; both layouts differ by this alone, a kernel's pixels being one axis. */
function transpose(values: Float32Array, rows: number, columns: number): Float32Array {
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = values[row * columns + column];
    }
  }
  return turned;
}

/** [y, x, in, out] is [pixel, in, out]; OIHW is [out, in, pixel]. */
function reverseAxes(values: Float32Array, [first, second, third]: readonly number[]): Float32Array {
  const reversed = new Float32Array(values.length);
  for (let i = 0; i < first; i++) {
    for (let j = 0; j < second; j++) {
      for (let k = 0; k < third; k++) {
        reversed[(k * second + j) * first + i] = values[(i * second + j) * third + k];
      }
    }
  }
  return reversed;
}

/** `shape` is ours. */
export function toTorchLayout(values: Float32Array, shape: readonly number[]): Float32Array {
  if (shape.length === 2) return transpose(values, shape[0], shape[1]);
  if (shape.length < 4) return values.slice();
  return reverseAxes(values, [shape[0] * shape[1], shape[2], sizeOf(shape.slice(3))]);
}

/** `shape` is ours. */
export function fromTorchLayout(values: Float32Array, shape: readonly number[]): Float32Array {
  if (shape.length === 2) return transpose(values, shape[1], shape[0]);
  if (shape.length < 4) return values.slice();
  return reverseAxes(values, [shape[3], shape[2], shape[0] * shape[1]]);
}
