/**
 * Normal views that lie far from the others count less: an augmentation may carry one out of what is normal, and pulling at it
 * would widen the cloud [UniConHA].
 */

/**
 * Weights of the 2N normal rows, mean 1: w_i ~ exp( softness cos(z_i, m) ), m the mean of their unit rows. Constants to the
 * gradient. `cosines` is [4N, 4N]; where the rows cancel out there is no mean, and all count the same. Departure: the abstract
 * gives no formula, this one is ours.
 */
export function normalWeights(cosines: readonly (readonly number[])[], softness: number): number[] {
  const normals = cosines.slice(0, cosines.length / 2);
  const sums = normals.map((row) => normals.reduce((sum, _, j) => sum + row[j], 0));
  const square = sums.reduce((sum, value) => sum + value, 0);
  const scale = square > 0 ? softness / Math.sqrt(square) : 0;
  const powers = sums.map((sum) => Math.exp(scale * sum));
  const total = powers.reduce((sum, value) => sum + value, 0);
  return powers.map((power) => (power * powers.length) / total);
}
