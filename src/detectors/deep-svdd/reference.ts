/** Deep SVDD's objectives on tfjs. */
import * as tf from '@tensorflow/tfjs';
import type { ReferenceObjective } from '../../engine/program/objective.ts';
import { centreName, radiusName, type SphereChoice } from './sphere.ts';

/** The quantile 1 - nu of distances [n], between the two nearest ones. */
function quantile(distances: tf.Tensor1D, nu: number): tf.Tensor1D {
  const at = (1 - nu) * (distances.size - 1);
  const sorted = tf.reverse(tf.topk(distances, distances.size).values);
  const [lower, upper] = [Math.floor(at), Math.ceil(at)].map((i) => sorted.slice(i, 1));
  return lower.add(upper.sub(lower).mul(at - Math.floor(at)));
}

/** Root mean squared deviation of rows from their mean, as a share of the mean's length. */
function spreadOf(z: tf.Tensor2D): tf.Scalar {
  const mean = z.mean(0);
  const apart = z.sub(mean).square().sum(1).mean();
  return apart.sqrt().div<tf.Scalar>(mean.norm().maximum(1e-12));
}

export function referenceOf({ svddObjective, svddNu: nu, svddWarmUp }: SphereChoice): ReferenceObjective {
  return ({ outputs, weight, update }) => {
    const z = outputs['pooled'] as tf.Tensor2D;
    const square = weight(radiusName).square().asScalar();
    const distances = z.sub(weight(centreName)).square().sum<tf.Tensor1D>(1);
    const mean = distances.mean<tf.Scalar>();
    const isSoft = svddObjective === 'soft-boundary';
    const loss = isSoft ? square.add<tf.Scalar>(distances.sub(square).relu().mean().div(nu)) : mean;
    const numbers = tf.stack([loss, mean, square, spreadOf(z)]).as1D();
    const isMoved = isSoft && update > svddWarmUp;
    return { loss, numbers, ...(isMoved && { moved: { [radiusName]: quantile(distances.sqrt(), nu) } }) };
  };
}
