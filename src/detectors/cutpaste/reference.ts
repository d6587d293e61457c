/** The objective on tfjs. */
import * as tf from '@tensorflow/tfjs';
import { crossEntropy } from '../../engine/reference/cross-entropy.ts';
import type { ReferenceObjective } from '../../engine/program/objective.ts';

export const classificationReference: ReferenceObjective = ({ outputs, targets }) => {
  const logits = outputs['projected'] as tf.Tensor2D;
  const { data } = targets['classes'];
  const loss = crossEntropy(logits, data);
  const wanted = tf.tensor1d(Int32Array.from(data), 'int32');
  const accuracy = logits.argMax(1).equal(wanted).cast('float32').mean();
  return { loss, numbers: tf.stack([loss, accuracy]).as1D() };
};
