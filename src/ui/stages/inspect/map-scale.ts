/** Which scores are dark and which are bright on the maps of an inspection. */
import type { Limits } from '../../../core/inspect/verdict.ts';
import type { InspectedItem } from '../../../state/inspect/inspect-stage.ts';

/** One scale for all maps: from the lowest score to where bad begins. */
export function mapScaleOf(
  items: readonly Partial<Pick<InspectedItem, 'map'>>[],
  { look, bad }: Limits,
): readonly [number, number] {
  let low = look;
  for (const { map } of items) for (const score of map?.scores ?? []) low = Math.min(low, score);
  return [low, bad > low ? bad : low + 1];
}
