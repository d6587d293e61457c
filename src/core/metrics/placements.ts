/**
 * Where each image stands among the images of the other class [DeLong]. The AUROC is the mean placement, and the
 * spread of the placements is what other test images would change.
 */
import type { Labels } from './roc.ts';

export interface Placements {
  /** For each defective image the share of normal images below it, ties counting 1/2. */
  readonly defective: Float64Array;
  /** For each normal image the share of defective images above it, ties counting 1/2. */
  readonly normal: Float64Array;
}

/** How many of `rising` are below `value`, and how many are equal to it. */
function rankIn(rising: Float64Array, value: number): readonly [below: number, equal: number] {
  const firstWhere = (isPast: (other: number) => boolean) => {
    let [low, high] = [0, rising.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isPast(rising[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const below = firstWhere((other) => other >= value);
  return [below, firstWhere((other) => other > value) - below];
}

/** Images keep their order within their class. `undefined` if a class is missing or a score is not finite. O(n log n). */
export function placementsOf(labels: Labels, scores: ArrayLike<number>): Placements | undefined {
  const values = Float64Array.from(scores);
  const normal = values.filter((_, i) => labels[i] === 0);
  const defective = values.filter((_, i) => labels[i] === 1);
  if (normal.length === 0 || defective.length === 0 || !values.every(Number.isFinite)) return undefined;
  const [risingNormal, risingDefective] = [normal.slice().sort(), defective.slice().sort()];
  return {
    defective: defective.map((value) => {
      const [below, equal] = rankIn(risingNormal, value);
      return (below + equal / 2) / normal.length;
    }),
    normal: normal.map((value) => {
      const [below, equal] = rankIn(risingDefective, value);
      return 1 - (below + equal / 2) / defective.length;
    }),
  };
}

type Numbers = readonly number[] | Float64Array;

export function mean(values: Numbers): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/** Unbiased covariance of two lists of equal length; 0 for fewer than two values, which show no spread. */
export function covariance(a: Numbers, b: Numbers): number {
  if (a.length < 2) return 0;
  const [meanA, meanB] = [mean(a), mean(b)];
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] - meanA) * (b[i] - meanB);
  return sum / (a.length - 1);
}

/** Covariance of the AUROCs of two detectors on the same images [DeLong]; with the same one twice, its variance. */
export function aurocCovariance(a: Placements, b: Placements): number {
  return (
    covariance(a.defective, b.defective) / a.defective.length +
    covariance(a.normal, b.normal) / a.normal.length
  );
}
