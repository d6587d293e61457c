/** How far the AUROC of these test images may be from that of all images, also where there are few and the AUROC is near 1. */
import { aurocCovariance, mean, placementsOf } from './placements.ts';
import type { Labels } from './roc.ts';
import { scoreInterval, type Interval } from './score-interval.ts';

/**
 * Variance of an AUROC whose true value is p, for m and n images of the two classes [Newcombe method 5]:
 * p (1 - p) [1 + ((m + n)/2 - 1) ((1 - p)/(2 - p) + p/(1 + p))] / (m n).
 */
export function newcombeVariance(truth: number, normals: number, defectives: number): number {
  const pairs = (normals + defectives) / 2 - 1;
  const shared = (1 - truth) / (2 - truth) + truth / (1 + truth);
  return (truth * (1 - truth) * (1 + pairs * shared)) / (normals * defectives);
}

/**
 * 95 % interval of the AUROC: the score interval of [Newcombe method 5]. Departure: its variance supposes that both classes
 * spread equally, so it is scaled up wherever the scores' own variance [DeLong] is larger. Chosen by simulated
 * coverage: docs/coverage.md. `undefined` where the AUROC is. O(n log n).
 */
export function aurocInterval(labels: Labels, scores: ArrayLike<number>): Interval | undefined {
  const placements = placementsOf(labels, scores);
  if (placements === undefined) return undefined;
  const [m, n] = [placements.normal.length, placements.defective.length];
  const area = mean(placements.defective);
  const supposed = newcombeVariance(area, m, n);
  const widening = supposed > 0 ? Math.max(1, aurocCovariance(placements, placements) / supposed) : 1;
  return scoreInterval(area, (truth) => widening * newcombeVariance(truth, m, n));
}
