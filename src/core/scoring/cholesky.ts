/** Solves with a symmetric positive definite matrix, without ever forming its inverse. */

function rowDot(matrix: Float64Array, rowA: number, rowB: number, count: number): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += matrix[rowA + k] * matrix[rowB + k];
  return sum;
}

/**
 * Lower triangular L with L L' = `matrix` [size, size], of which only the lower half is read. O(size^3 / 6).
 * Throws where the matrix is not positive definite; NaN passes through.
 */
export function choleskyFactor(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const rest = matrix[i * size + j] - rowDot(factor, i * size, j * size, j);
      factor[i * size + j] = rest / factor[j * size + j];
    }
    const pivot = matrix[i * size + i] - rowDot(factor, i * size, i * size, i);
    if (pivot <= 0) throw new RangeError(`the matrix is not positive definite: pivot ${i} is ${pivot}`);
    factor[i * size + i] = Math.sqrt(pivot);
  }
  return factor;
}

/** v' (L L')^-1 v = |y|^2 with L y = v, by forward substitution. O(size^2 / 2). */
export function inverseQuadraticForm(factor: Float64Array, vector: Float64Array): number {
  const size = vector.length;
  const solved = new Float64Array(size);
  let squares = 0;
  for (let i = 0; i < size; i++) {
    let rest = vector[i];
    for (let j = 0; j < i; j++) rest -= factor[i * size + j] * solved[j];
    solved[i] = rest / factor[i * size + i];
    squares += solved[i] ** 2;
  }
  return squares;
}

/** L^-1, lower triangular [size, size]. O(size^3 / 6). */
export function inverseOfFactor(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    for (let i = column; i < size; i++) {
      let rest = i === column ? 1 : 0;
      for (let k = column; k < i; k++) rest -= factor[i * size + k] * inverse[k * size + column];
      inverse[i * size + column] = rest / factor[i * size + i];
    }
  }
  return inverse;
}
