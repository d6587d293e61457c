/** Which scores are dark and which are bright on the maps of one run. */
import type { ScoredItem } from '../../../core/run/events.ts';

/** One scale for all images: lowest and highest score of a place in the run. */
export function scaleOf(items: Iterable<Pick<ScoredItem, 'map'>>): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { map } of items) {
    for (const score of map?.scores ?? []) {
      low = Math.min(low, score);
      high = Math.max(high, score);
    }
  }
  return low <= high ? [low, high] : [0, 1];
}
