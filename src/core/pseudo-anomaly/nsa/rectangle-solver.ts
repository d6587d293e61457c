/**
 * Solves 4 e - (sum of e's four neighbours) = r on a rectangle, e = 0 around it, directly: a sine transform along the
 * shorter side turns the system into one tridiagonal system a frequency. O(min(m, n) m n), no iteration.
 */

/** Number of values a pixel, solved side by side. */
const channels = 3;

/** Square: `data[row * side + column]`. */
interface SquareMatrix {
  readonly side: number;
  readonly data: Float64Array; // [side, side]
}

/** `data` [rows, columns, 3] with rows and columns exchanged. */
function transposed(data: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(data.length);
  for (let y = 0, from = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++, from += channels) {
      const to = channels * (x * rows + y);
      for (let c = 0; c < channels; c++) result[to + c] = data[from + c];
    }
  }
  return result;
}

/** sin(pi (first + 2 a) (i + 1) / (count + 1)): the waves of one parity, each on the first half of its places. */
function sineWaves(count: number, first: 1 | 2): SquareMatrix {
  const side = first === 1 ? Math.ceil(count / 2) : Math.floor(count / 2);
  const period = 2 * (count + 1);
  const sines = Float64Array.from({ length: period }, (_, i) => Math.sin((2 * Math.PI * i) / period));
  const data = new Float64Array(side * side);
  for (let a = 0, to = 0; a < side; a++) {
    for (let i = 0; i < side; i++, to++) data[to] = sines[((first + 2 * a) * (i + 1)) % period];
  }
  return { side, data };
}

function flipped({ side, data }: SquareMatrix): SquareMatrix {
  return { side, data: data.map((_, i) => data[(i % side) * side + Math.floor(i / side)]) };
}

/** matrix [side, side] times rows [side, stride]; four rows a pass, for the cache. */
function product({ side, data }: SquareMatrix, rows: Float64Array, stride: number): Float64Array {
  const result = new Float64Array(side * stride);
  for (let a = 0; a < side; a++) {
    const sum = result.subarray(a * stride, (a + 1) * stride);
    for (let i = 0; i < side; i += 4) {
      const [s0, s1, s2, s3] = [0, 1, 2, 3].map((k) => (i + k < side ? data[a * side + i + k] : 0));
      const [r0, r1, r2, r3] = [0, 1, 2, 3].map((k) => Math.min(i + k, side - 1) * stride);
      for (let j = 0; j < stride; j++) {
        sum[j] += s0 * rows[r0 + j] + s1 * rows[r1 + j] + s2 * rows[r2 + j] + s3 * rows[r3 + j];
      }
    }
  }
  return result;
}

/** Rows added to (sign 1) or lessened by (sign -1) their mirror images; the middle row is its own and counts once. */
function folded(rows: Float64Array, count: number, sign: 1 | -1): Float64Array {
  const stride = rows.length / count;
  const half = sign === 1 ? Math.ceil(count / 2) : Math.floor(count / 2);
  const result = rows.slice(0, half * stride);
  for (let i = 0, to = 0; i < Math.floor(count / 2); i++) {
    const mirror = (count - 1 - i) * stride;
    for (let j = 0; j < stride; j++, to++) result[to] += sign * rows[mirror + j];
  }
  return result;
}

/** The inverse of both folds: row i is odd + even, its mirror image odd - even. */
function unfolded(odd: Float64Array, even: Float64Array, count: number): Float64Array {
  const stride = odd.length / Math.ceil(count / 2);
  const result = new Float64Array(count * stride);
  result.set(odd);
  for (let i = 0, from = 0; i < Math.floor(count / 2); i++) {
    const mirror = (count - 1 - i) * stride;
    for (let j = 0; j < stride; j++, from++) {
      result[from] = odd[from] + even[from];
      result[mirror + j] = odd[from] - even[from];
    }
  }
  return result;
}

/** Solves diagonal x_j - x_(j-1) - x_(j+1) = r_j in place, diagonal > 2; then multiplies by `factor`. */
function solveTridiagonal(row: Float64Array, diagonal: number, factor: number): void {
  const count = row.length / channels;
  const pivots = new Float64Array(count);
  for (let j = 0, at = 0; j < count; j++) {
    pivots[j] = 1 / (j === 0 ? diagonal : diagonal - pivots[j - 1]);
    for (let c = 0; c < channels; c++, at++) {
      row[at] = (row[at] * factor + (j === 0 ? 0 : row[at - channels])) * pivots[j];
    }
  }
  for (let at = row.length - channels - 1; at >= 0; at--) {
    row[at] += pivots[Math.floor(at / channels)] * row[at + channels];
  }
}

/** The waves of one parity: there, a tridiagonal system each, and back. */
function solveWaves(rows: Float64Array, count: number, first: 1 | 2): Float64Array {
  const stride = rows.length / count;
  const waves = sineWaves(count, first);
  const spectrum = product(waves, folded(rows, count, first === 1 ? 1 : -1), stride);
  for (let a = 0; a < waves.side; a++) {
    const diagonal = 4 - 2 * Math.cos((Math.PI * (first + 2 * a)) / (count + 1));
    solveTridiagonal(spectrum.subarray(a * stride, (a + 1) * stride), diagonal, 2 / (count + 1));
  }
  return product(flipped(waves), spectrum, stride);
}

/** `right` and the solution are [rows, columns, 3]; exact up to floating point. The result is the caller's. */
export function solveOnRectangle(right: Float64Array, rows: number, columns: number): Float64Array {
  if (right.length === 0) return new Float64Array(0);
  if (rows > columns)
    return transposed(solveOnRectangle(transposed(right, rows, columns), columns, rows), columns, rows);
  return unfolded(solveWaves(right, rows, 1), solveWaves(right, rows, 2), rows);
}
