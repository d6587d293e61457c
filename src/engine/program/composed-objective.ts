/** An objective written once, over operations: recorded on the device, or composed of tfjs's where there is no WebGPU. */
import { fillKernel } from '../kernels/gaussian.ts';
import { mostJoined } from '../kernels/join.ts';
import type { Named } from '../networks/network.ts';
import type { WeightlessOperations } from '../networks/operations.ts';
import type { Objective } from './objective.ts';
import { weightless } from './weightless.ts';

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

/** Gradients flow from the loss alone; the series are only reported. */
export function composedObjective(series: readonly string[], compose: Compose): Objective {
  return {
    series,
    record(recorder, { outputs, targets, settings }) {
      for (const target of Object.values(targets)) recorder.stopGradient(target);
      const operations = weightless(recorder, settings);
      const composed = compose(operations, { outputs, targets });
      const numbers = joinNumbers(operations, [composed.loss, ...composed.series]);
      const one = { name: 'one', shape: [1] };
      recorder.emit(fillKernel(1, 1), 'loss gradient', {}, { y: one });
      return { numbers, gradients: [[composed.loss, one]] };
    },
    async loadReference() {
      const { referenceOf } = await import('../reference/composed-objective.ts');
      return referenceOf(compose);
    },
  };
}
