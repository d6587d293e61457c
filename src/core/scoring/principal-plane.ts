/**
 * Embeddings on the plane of their two largest variances (principal component analysis), turned so that successive
 * planes of one run look alike.
 */
import { requireRows } from './distances.ts';

/** Iterations of the power method; the plane of distinct variances is found long before. */
const iterations = 60;

export interface PlanePoints {
  /** x and y of each row; [n, 2]. */
  readonly points: Float32Array<ArrayBuffer>;
  /** Share of the total variance along x and along y, 0 to 1. */
  readonly shares: readonly [number, number];
}

function centred(rows: Float32Array, length: number): Float64Array {
  const count = rows.length / length;
  const means = new Float64Array(length);
  rows.forEach((value, i) => (means[i % length] += value / count));
  return Float64Array.from(rows, (value, i) => value - means[i % length]);
}

/** X v for X of [n, length]. */
function project(x: Float64Array, axis: Float64Array): Float64Array {
  const length = axis.length;
  return Float64Array.from({ length: x.length / length }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += x[row * length + i] * axis[i];
    return sum;
  });
}

/** X^T c. */
function gather(x: Float64Array, coordinates: Float64Array, length: number): Float64Array {
  const sum = new Float64Array(length);
  for (let i = 0; i < x.length; i++) sum[i % length] += x[i] * coordinates[Math.floor(i / length)];
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** At length 1, at right angles to `others`; zero if nothing is left. */
function straightened(vector: Float64Array, others: readonly Float64Array[]): Float64Array {
  const left = others.reduce((rest, other) => {
    const along = dot(rest, other);
    return rest.map((value, i) => value - along * other[i]);
  }, vector);
  const norm = Math.sqrt(dot(left, left));
  return norm < 1e-12 ? left.fill(0) : left.map((value) => value / norm);
}

/** The direction of the largest variance at right angles to `others`, by the power method from a fixed start. */
function principalAxis(x: Float64Array, length: number, others: readonly Float64Array[]): Float64Array {
  const start = Float64Array.from({ length }, (_, i) => 1 + Math.sin(i + others.length));
  let axis = straightened(start, others);
  for (let i = 0; i < iterations; i++) axis = straightened(gather(x, project(x, axis), length), others);
  return axis;
}

/** `rows` is [n, length], n >= 1; throws otherwise. */
export function principalPlane(rows: Float32Array, length: number): PlanePoints {
  requireRows(rows, length);
  const x = centred(rows, length);
  const first = principalAxis(x, length, []);
  const second = principalAxis(x, length, [first]);
  const along = [project(x, first), project(x, second)];
  const total = dot(x, x);
  const points = Float32Array.from({ length: 2 * along[0].length }, (_, i) => along[i % 2][i >> 1]);
  const [xShare, yShare] = along.map((values) => (total === 0 ? 0 : dot(values, values) / total));
  return { points, shares: [xShare, yShare] };
}

/**
 * `points` turned, and mirrored where that helps, to lie as near as they can to the same rows' earlier points (orthogonal
 * Procrustes in two dimensions); both are [n, 2].
 */
export function alignPlane(
  points: Float32Array<ArrayBuffer>,
  earlier: Float32Array,
): Float32Array<ArrayBuffer> {
  let [xx, xy, yx, yy] = [0, 0, 0, 0];
  for (let i = 0; i < points.length; i += 2) {
    xx += points[i] * earlier[i];
    xy += points[i] * earlier[i + 1];
    yx += points[i + 1] * earlier[i];
    yy += points[i + 1] * earlier[i + 1];
  }
  const [turnCos, turnSin] = [xx + yy, xy - yx];
  const [flipCos, flipSin] = [xx - yy, xy + yx];
  const isMirrored = Math.hypot(flipCos, flipSin) > Math.hypot(turnCos, turnSin);
  const [c, s] = isMirrored ? [flipCos, flipSin] : [turnCos, turnSin];
  const length = Math.hypot(c, s);
  if (length === 0) return points;
  const [cos, sin, sign] = [c / length, s / length, isMirrored ? -1 : 1];
  return points.map((value, i) => {
    const [px, py] = i % 2 === 0 ? [value, points[i + 1]] : [points[i - 1], value];
    return i % 2 === 0 ? cos * px - sign * sin * py : sin * px + sign * cos * py;
  });
}
