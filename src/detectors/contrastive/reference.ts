/** The objective on tfjs. */
import type * as tf from '@tensorflow/tfjs';
import { lossOf, stepNumbers, type Objective as LossChoice } from './loss-of.ts';
import type { ReferenceObjective } from '../../engine/program/objective.ts';

export function referenceOf(choice: LossChoice): ReferenceObjective {
  return ({ outputs, targets }) => {
    const features = outputs['pooled'] as tf.Tensor2D;
    const output = outputs['projected'] as tf.Tensor2D;
    const loss = lossOf(output, targets['classes'].data, choice);
    return { loss, numbers: stepNumbers(loss, { features, output }, choice.objective) };
  };
}
