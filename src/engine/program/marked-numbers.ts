/** What a map says of the pixels that a pseudo-anomaly changed and of all others: numbers of a step, which nothing is learnt from. */
import type { Named } from '../networks/network.ts';
import type { WeightlessOperations } from '../networks/operations.ts';

export const markedSeries = ['changed', 'unchanged'] as const;

/**
 * Means of the output `map` over the target `masks` and over the rest; the targets `perChanged` and `perUnchanged` [1] are one over
 * the sums of both.
 */
export function markedNumbers<T>(
  { binary, reduce }: WeightlessOperations<T>,
  { map }: Named<T>,
  { masks, perChanged, perUnchanged }: Named<T>,
): T[] {
  const all = reduce(map, 'sum', 'all');
  const inside = reduce(binary(map, masks, 'multiply'), 'sum', 'all');
  const outside = binary(all, inside, 'subtract');
  return [binary(inside, perChanged, 'multiply'), binary(outside, perUnchanged, 'multiply')];
}
