/** A loss written over operations, whoever carries them out. */
import { mostJoined } from '../kernels/join.ts';
import type { Named } from '../networks/network.ts';
import type { WeightlessOperations } from '../networks/operations.ts';

export interface Composed<T> {
  readonly loss: T; // [1]
  /** As many as the objective's series, in that order. */
  readonly series: readonly T[]; // [1] each
}

/** `targets` are numbers, such as masks in [0, 1]. */
export type Compose = <T>(
  operations: WeightlessOperations<T>,
  values: { readonly outputs: Named<T>; readonly targets: Named<T> },
) => Composed<T>;

/** One list of single numbers, however many: a kernel joins only some at once. */
export function joinNumbers<T>(
  operations: Pick<WeightlessOperations<T>, 'concat'>,
  numbers: readonly T[],
): T {
  const [first, ...rest] = numbers;
  if (rest.length === 0) return first;
  const now = numbers.slice(0, mostJoined);
  return joinNumbers(operations, [operations.concat(now), ...numbers.slice(mostJoined)]);
}
