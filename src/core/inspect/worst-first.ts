/** Judged images with their verdicts, in the order in which somebody should look at them. */
import { verdictOf, type Limits, type Verdict } from './verdict.ts';

/** What could not be scored comes first: it is nothing to pass over. */
const rankOf = (score: number) => (Number.isNaN(score) ? Infinity : score);

/** The most anomalous first; of equal scores, the earlier one. */
export function worstFirst<Item extends { readonly score: number }>(
  items: readonly Item[],
  limits: Limits,
): (Item & { readonly verdict: Verdict })[] {
  return items
    .map((item) => ({ ...item, verdict: verdictOf(item.score, limits) }))
    .sort((a, b) => (rankOf(a.score) === rankOf(b.score) ? 0 : rankOf(b.score) - rankOf(a.score)));
}
