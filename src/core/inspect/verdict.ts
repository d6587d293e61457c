/** From a score to a verdict, by two limits that normal images alone set: good, look at it, bad. */
import { conformalThreshold, finestPromise } from '../metrics/conformal.ts';

export type Verdict = 'good' | 'look' | 'bad';

/** The worst first. */
export const verdicts: readonly Verdict[] = ['bad', 'look', 'good'];

export interface Limits {
  /** Good below this score: the threshold with the promise. */
  readonly look: number;
  /** Bad from this score on: extrapolated, and promised by nothing. Never below `look`. */
  readonly bad: number;
  /** Share of new normal images that reach `look` at most, averaged over sets of so many images, in (0, 1). */
  readonly promised: number;
  /** Whether that is as fine as was asked. */
  readonly isMet: boolean;
  /** Normal images that the limits rest on. */
  readonly images: number;
}

/** Share of normal images that `bad` is meant to let through, if their tail falls off as an exponential does. */
export const badRate = 0.001;

/**
 * Where the tail above the median meets `rate`, if the excesses over the median are exponential: median + mean excess x ln(.5 / rate)
 * (peaks over a threshold with shape 0). Scores that are largest distances over places fall off about like this.
 */
function extrapolated(rising: Float64Array, rate: number): number {
  const middle = Math.floor(rising.length / 2);
  const median = rising[middle];
  const above = rising.subarray(middle + 1);
  if (above.length === 0) return median;
  const excess = above.reduce((sum, score) => sum + score - median, 0) / above.length;
  return median + excess * Math.log(0.5 / rate);
}

/**
 * Limits from scores of normal images that the detector was not fitted on. Where they are too few for the share that was asked, the
 * finest promise that they allow is taken, 1 / (n + 1), and `isMet` is false. `undefined` without scores, or where one is not finite.
 * @param rate share of false alarms that is asked for, in (0, 1)
 */
export function limitsOf(scores: ArrayLike<number>, rate: number): Limits | undefined {
  const rising = Float64Array.from(scores).sort();
  if (rising.length === 0) return undefined;
  const finest = finestPromise(rising.length);
  const isMet = rate >= finest;
  const found = conformalThreshold(rising, isMet ? rate : finest);
  if (found === undefined) return undefined;
  const { threshold: look, promised, images } = found;
  const bad = Math.max(look, extrapolated(rising, badRate));
  return { look, bad, promised, isMet, images };
}

/** An image without a score must not be passed over: it is `look`. */
export function verdictOf(score: number, { look, bad }: Pick<Limits, 'look' | 'bad'>): Verdict {
  if (score >= bad) return 'bad';
  return score < look ? 'good' : 'look';
}

/** What could not be scored comes first, so that nobody overlooks it. */
const rankOf = (score: number) => (Number.isNaN(score) ? Infinity : score);

/** With their verdicts, the most anomalous first; of equal scores, the earlier one. */
export function worstFirst<Item extends { readonly score: number }>(
  items: readonly Item[],
  limits: Limits,
): (Item & { readonly verdict: Verdict })[] {
  return items
    .map((item) => ({ ...item, verdict: verdictOf(item.score, limits) }))
    .sort((a, b) => (rankOf(a.score) === rankOf(b.score) ? 0 : rankOf(b.score) - rankOf(a.score)));
}
