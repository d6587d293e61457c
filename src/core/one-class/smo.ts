/**
 * The dual of the one-class SVM, solved two coefficients at a time (SMO). Written here, since of all that the LIBSVM builds on npm
 * solve only this is needed (docs/decisions/one-class-svm.md).
 */

export interface DualSolution {
  /** In [0, 1]; they sum to nu n. */
  readonly coefficients: Float64Array; // [n]
  /** Offset of the decision: a row's sum of coefficients times kernel, less this, is its decision value. */
  readonly offset: number;
}

/** Stops where no pair of coefficients breaks the conditions of the optimum by more; scikit-learn stops at 1e-3. */
const tolerance = 1e-9;

/** Changes of a pair, at most, as in LIBSVM. */
const mostChanges = 10_000_000;

/** Stands for the curvature of two equal rows, which have none [LIBSVM section 4.1.2]. */
const leastCurvature = 1e-12;

/** Coefficients and the gradient of the objective, Q a. */
interface State {
  readonly kernel: Float64Array; // [n, n]
  readonly a: Float64Array; // [n]
  readonly gradient: Float64Array; // [n]
}

/** The first floor(nu n) coefficients are 1, the next has the rest [LIBSVM section 4.2.2]. */
function start(kernel: Float64Array, count: number, nu: number): State {
  const a = Float64Array.from({ length: count }, (_, i) => Math.min(1, Math.max(0, nu * count - i)));
  const gradient = Float64Array.from({ length: count }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < count && a[j] > 0; j++) sum += a[j] * kernel[i * count + j];
    return sum;
  });
  return { kernel, a, gradient };
}

/** The coefficient below 1 of the smallest gradient: it gains most by growing; -1 without one. */
function growing({ a, gradient }: State): number {
  let best = -1;
  for (let i = 0; i < a.length; i++) if (a[i] < 1 && (best < 0 || gradient[i] < gradient[best])) best = i;
  return best;
}

function curvatureOf({ kernel, a: { length } }: State, i: number, j: number): number {
  const sum = kernel[i * length + i] + kernel[j * length + j] - 2 * kernel[i * length + j];
  return Math.max(leastCurvature, sum);
}

/**
 * The coefficient above 0 that lowers the objective most if it shrinks while `i` grows, by second-order information [WSS2];
 * `undefined` if no pair breaks the conditions of the optimum by more than the tolerance.
 */
function shrinking(state: State, i: number): number | undefined {
  const { a, gradient } = state;
  let [best, most, widest] = [-1, 0, 0];
  for (let j = 0; j < a.length; j++) {
    const gap = gradient[j] - gradient[i];
    if (a[j] <= 0 || gap <= 0) continue;
    widest = Math.max(widest, gap);
    const gain = gap ** 2 / curvatureOf(state, i, j);
    if (gain > most) [best, most] = [j, gain];
  }
  return widest < tolerance ? undefined : best;
}

/** Moves as much from `j` to `i` as lowers the objective most, and both ends of [0, 1] allow. */
function move(state: State, i: number, j: number): void {
  const { kernel, a, gradient } = state;
  const count = a.length;
  const [room, rest] = [1 - a[i], a[j]];
  const amount = Math.min((gradient[j] - gradient[i]) / curvatureOf(state, i, j), room, rest);
  a[i] = amount === room ? 1 : a[i] + amount;
  a[j] = amount === rest ? 0 : a[j] - amount;
  for (let k = 0; k < count; k++) gradient[k] += amount * (kernel[k * count + i] - kernel[k * count + j]);
}

/** Mean gradient of coefficients strictly between the ends; without any, the middle of what the ends allow [LIBSVM section 4.1.5]. */
function offsetOf({ a, gradient }: State): number {
  let [sum, free] = [0, 0];
  let [low, high] = [-Infinity, Infinity];
  a.forEach((value, i) => {
    if (value >= 1) low = Math.max(low, gradient[i]);
    else if (value <= 0) high = Math.min(high, gradient[i]);
    else [sum, free] = [sum + gradient[i], free + 1];
  });
  if (free > 0) return sum / free;
  return high === Infinity ? low : (low + high) / 2;
}

/**
 * Minimises 1/2 a' K a with 0 <= a_i <= 1 and sum a = nu n [OCSVM Eq. 11-13, times nu n, as LIBSVM and scikit-learn have it].
 * `kernel` K is [n, n], symmetric and positive semidefinite, n >= 1; nu in (0, 1].
 * @throws RangeError for another nu, or a kernel that is not square.
 */
export function solveDual(kernel: Float64Array, nu: number): DualSolution {
  const count = Math.sqrt(kernel.length);
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`expected a kernel of [n, n], got ${kernel.length} numbers`);
  if (!(nu > 0 && nu <= 1)) throw new RangeError(`expected a nu above 0 and up to 1, got ${nu}`);
  const state = start(kernel, count, nu);
  for (let changes = 0; changes < mostChanges; changes++) {
    const i = growing(state);
    const j = i < 0 ? undefined : shrinking(state, i);
    if (j === undefined) break;
    move(state, i, j);
  }
  return { coefficients: state.a, offset: offsetOf(state) };
}
