/**
 * A threshold with a promise about false alarms, from normal images that the detector has not learnt from: split conformal
 * prediction. It assumes only that new normal images are like these and come in no special order (exchangeable).
 */
import type { Interval } from './score-interval.ts';

export interface ConformalThreshold {
  /** "Defective iff score >= threshold": the number next above the score of the rank. */
  readonly threshold: number;
  /** 1 - rank / (n + 1): at most this share of new normal images raise an alarm, averaged over such sets of n images. At most what was asked. */
  readonly promised: number;
  /** ceil((n + 1) (1 - a)), counted from the lowest score, from 1. */
  readonly rank: number;
  /** n. */
  readonly images: number;
}

/** The finest share of false alarms that n normal images can promise: 1 / (n + 1). */
export function finestPromise(images: number): number {
  return 1 / (images + 1);
}

/** The next float64 above a finite number: the lowest threshold at which that score raises no alarm. */
export function nextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE;
  const [bits] = new BigInt64Array(Float64Array.of(value).buffer);
  return new Float64Array(BigInt64Array.of(value > 0 ? bits + 1n : bits - 1n).buffer)[0];
}

/** Rounding must not push the rank up: (n + 1)(1 - a) may be 19.000000000000004. */
const slack = 1e-9;

/**
 * Threshold from the scores of n normal images, none of which the detector was fitted on: the score of rank
 * ceil((n + 1)(1 - a)) is the highest that raises no alarm [Conformal]. Then a new normal image raises an alarm with a
 * probability of at most a, and, without ties, of exactly `promised`.
 * `undefined` if a < 1 / (n + 1), finer than n images can promise (see `finestPromise`), or where a score is not finite.
 * @param falseAlarmRate a, in (0, 1)
 */
export function conformalThreshold(
  normalScores: ArrayLike<number>,
  falseAlarmRate: number,
): ConformalThreshold | undefined {
  if (!(falseAlarmRate > 0 && falseAlarmRate < 1)) {
    throw new RangeError(`expected a share of false alarms between 0 and 1, got ${falseAlarmRate}`);
  }
  const rising = Float64Array.from(normalScores).sort();
  const images = rising.length;
  const rank = Math.max(1, Math.ceil((images + 1) * (1 - falseAlarmRate) - slack));
  if (rank > images || !rising.every(Number.isFinite)) return undefined;
  return { threshold: nextUp(rising[rank - 1]), promised: 1 - rank / (images + 1), rank, images };
}

/** P(X >= least) for X binomial of n draws with chance p. */
function atLeast(least: number, n: number, p: number): number {
  let [term, sum] = [0, 0];
  for (let k = 0; k <= n; k++) {
    term = k === 0 ? n * Math.log1p(-p) : term + Math.log((n - k + 1) / k) + Math.log(p / (1 - p));
    if (k >= least) sum += Math.exp(term);
  }
  return sum;
}

/**
 * Between which shares the false alarms of this one threshold lie, 95 %: the promise is a mean over sets of images, and one set may be
 * lucky. Without ties the share follows Beta(n + 1 - rank, rank), whatever the scores' distribution [Conformal].
 */
export function alarmShareRange({ rank, images }: Pick<ConformalThreshold, 'rank' | 'images'>): Interval {
  // P(Beta(a, b) <= x) = P(Binomial(a + b - 1, x) >= a)
  const quantile = (wanted: number) => {
    let [low, high] = [0, 1];
    for (let i = 0; i < 50; i++) {
      const middle = (low + high) / 2;
      if (atLeast(images + 1 - rank, images, middle) < wanted) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return [quantile(0.025), quantile(0.975)];
}
