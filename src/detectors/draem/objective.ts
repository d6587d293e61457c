/** What DRAEM minimises: L2 and SSIM of the reconstruction, and the focal loss of the map [DRAEM Eq. 1 to 3]. */
import { composedObjective } from '../../engine/program/composed-objective.ts';
import { markedNumbers, markedSeries } from '../../engine/program/marked-numbers.ts';
import type { Objective } from '../../engine/program/objective.ts';

/**
 * L = mean (r - i)^2 + (1 - mean SSIM(r, i)) + mean focal(m, M), r the `reconstruction` of `images`, i the target `clean`, m the
 * `logits`, M the target `masks`; gamma 2, SSIM of numbers in [0, 1] a channel at a time. Weights of 1, as in the authors' code.
 */
export function draemObjective(): Objective {
  return composedObjective(['l2', 'ssim', 'focal', ...markedSeries], (operations, { outputs, targets }) => {
    const { binary, reduce, unary, ssim } = operations;
    const { reconstruction, logits } = outputs;
    const { clean, masks } = targets;
    const mean = (x: typeof clean) => reduce(x, 'mean', 'all');
    const l2 = mean(binary(reconstruction, clean, 'squaredDifference'));
    const one = unary(unary(l2, 'scale', 0), 'exp');
    const unlike = binary(one, mean(ssim(reconstruction, clean, 1)), 'subtract');
    const focal = mean(binary(logits, masks, 'focal'));
    return {
      loss: binary(binary(l2, unlike, 'add'), focal, 'add'),
      series: [l2, unlike, focal, ...markedNumbers(operations, outputs, targets)],
    };
  });
}
