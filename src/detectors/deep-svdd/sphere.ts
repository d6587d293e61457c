/** The sphere: where it is kept, how it is chosen, and distances to its centre. */
import type { Experiment } from '../../core/experiment/experiment.ts';

/** Frozen weights that the objective sets and moves, so that the sphere is kept and saved with the network. */
export const [centreName, radiusName] = ['svdd.centre', 'svdd.radius'];

export type SphereChoice = Pick<Experiment, 'svddObjective' | 'svddNu' | 'svddWarmUp'>;

/** Coordinates nearer to zero than this are pushed away from it, as in the authors' code. */
const leastCoordinate = 0.1;

/**
 * Mean of embeddings [n, length] of normal images by the network as it is before training; a coordinate near zero becomes 0.1 or
 * -0.1, since a network without biases can match a centre of zeros by weights of zeros [DeepSVDD section 3.3, Proposition 1].
 */
export function centreOf(rows: Float32Array, length: number): Float32Array<ArrayBuffer> {
  const count = rows.length / length;
  const sums = new Float64Array(length);
  rows.forEach((value, i) => (sums[i % length] += value));
  return Float32Array.from(sums, (sum) => {
    const mean = sum / count;
    if (Math.abs(mean) >= leastCoordinate || mean === 0) return mean;
    return Math.sign(mean) * leastCoordinate;
  });
}

/** Squared distances of rows [n, length] to the centre, [n]. */
export function squaredDistances(rows: Float32Array, centre: Float32Array): Float32Array<ArrayBuffer> {
  const { length } = centre;
  return Float32Array.from({ length: rows.length / length }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < length; c++) sum += (rows[i * length + c] - centre[c]) ** 2;
    return sum;
  });
}
