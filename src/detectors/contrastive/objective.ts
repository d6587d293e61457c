/** The contrastive losses and cross-entropy as an objective of the engine. */
import type { Objective } from '../../engine/program/objective.ts';
import type { Objective as LossChoice } from './loss-of.ts';
import { recordObjective } from './record-objective.ts';

/** Outputs `pooled` [4N, length] and `projected` [4N, d]; the target `classes` [4N] is what each row shows, 0 for normal. */
export function contrastiveObjective(choice: LossChoice): Objective {
  return {
    series: ['positiveSimilarity', 'negativeSimilarity', 'alignment', 'uniformity'],
    record(recorder, { outputs: { pooled, projected }, targets: { classes } }) {
      const inputs = { features: pooled, output: projected, classes };
      const { numbers, gradient } = recordObjective(recorder, inputs, choice);
      return { numbers, gradients: [[projected, gradient]] };
    },
    async loadReference() {
      const { referenceOf } = await import('./reference.ts');
      return referenceOf(choice);
    },
  };
}
