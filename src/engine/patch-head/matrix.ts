/** Dense matrices and who multiplies them: WebAssembly where it is there, else plain loops. */
import type { WasmMath } from '../backbone/wasm-math.ts';

export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float32Array; // [rows, columns]
}

/** a [m, k] times b [k, n]: [m, n]. */
export type Multiply = (a: Matrix, b: Matrix) => Matrix;

export function createMatrix(rows: number, columns: number, data?: Float32Array): Matrix {
  return { rows, columns, data: data ?? new Float32Array(rows * columns) };
}

export function transpose({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float32Array(data.length);
  for (let i = 0, from = 0; i < rows; i++) {
    for (let j = 0, to = i; j < columns; j++, to += rows) turned[to] = data[from++];
  }
  return { rows: columns, columns: rows, data: turned };
}

function requireFit(a: Matrix, b: Matrix): void {
  if (a.columns === b.rows) return;
  throw new RangeError(`expected ${a.columns} rows to multiply with, got ${b.rows}`);
}

/** Row by row, so that memory is read in order. */
export const multiplyPlainly: Multiply = (a, b) => {
  requireFit(a, b);
  const product = createMatrix(a.rows, b.columns);
  for (let i = 0; i < a.rows; i++) {
    const to = i * b.columns;
    for (let k = 0; k < a.columns; k++) {
      const factor = a.data[i * a.columns + k];
      if (factor === 0) continue;
      const from = k * b.columns;
      for (let j = 0; j < b.columns; j++) product.data[to + j] += factor * b.data[from + j];
    }
  }
  return product;
};

/** 15 to 30 GFLOP/s a core; operands that lie transposed would be ten times slower. */
export function multiplyOn(math: WasmMath): Multiply {
  return (a, b) => {
    requireFit(a, b);
    const [left, right] = [a, b].map(({ data, rows, columns }) => math.write(data, [1, rows, columns]));
    const product = math.run('BatchMatMul', { a: left, b: right }, { transposeA: false, transposeB: false });
    const data = math.read(product);
    for (const tensor of [left, right, product]) math.release(tensor);
    return { rows: a.rows, columns: b.columns, data };
  };
}
