/** What NSA minimises: the binary cross-entropy of each pixel against its label, which may be graded [NSA Eq. 4]. */
import { composedObjective } from '../../engine/program/composed-objective.ts';
import { markedNumbers, markedSeries } from '../../engine/program/marked-numbers.ts';
import type { Objective } from '../../engine/program/objective.ts';

/** L = mean (log(1 + exp(l)) - M l), l the `logits`, M the target `masks` in [0, 1]. */
export function nsaObjective(): Objective {
  return composedObjective(markedSeries, (operations, { outputs, targets }) => {
    const { binary, reduce, unary } = operations;
    const { logits } = outputs;
    const agreed = binary(logits, targets['masks'], 'multiply');
    return {
      loss: reduce(binary(unary(logits, 'softplus'), agreed, 'subtract'), 'mean', 'all'),
      series: markedNumbers(operations, outputs, targets),
    };
  });
}
