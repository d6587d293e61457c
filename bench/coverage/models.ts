/** Test sets whose true figures are known, for checking that intervals hold them as often as they say. */
import type { Random } from '../../src/core/random.ts';

/** Scores of normal images are N(0, 1) or exponential; those of defective ones lie above. */
export interface ScoreModel {
  readonly name: string;
  readonly draw: (auroc: number, isDefective: boolean, random: Random) => number;
}

/** Standard normal quantile by bisection of the error function's series-free form (Numerical Recipes' erfc, 1.2e-7). */
export function normalQuantile(share: number): number {
  let [low, high] = [-9, 9];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

const erfcTerms = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

export function normalCdf(x: number): number {
  const z = Math.abs(x) / Math.SQRT2;
  const t = 1 / (1 + z / 2);
  const series = erfcTerms.reduceRight((sum, term) => sum * t + term, 0);
  const tail = (t * Math.exp(series - z * z)) / 2;
  return x < 0 ? tail : 1 - tail;
}

/** AUROC = Phi(mean / sqrt(1 + deviation^2)). */
export function normalModel(name: string, deviation: number): ScoreModel {
  return {
    name,
    draw: (auroc, isDefective, random) =>
      isDefective
        ? normalQuantile(auroc) * Math.sqrt(1 + deviation ** 2) + deviation * random.normal()
        : random.normal(),
  };
}

/** Exponential scores with means 1 and k: AUROC = k / (1 + k). */
export const exponentialModel: ScoreModel = {
  name: 'both exponential',
  draw: (auroc, isDefective, random) =>
    -Math.log(1 - random.next()) * (isDefective ? auroc / (1 - auroc) : 1),
};

export const models: readonly ScoreModel[] = [
  normalModel('both normal, equal spread', 1),
  normalModel('defects spread 3 times as far', 3),
  normalModel('defects spread .4 times as far', 0.4),
  exponentialModel,
];

export interface DrawnSet {
  readonly labels: Uint8Array;
  readonly scores: Float64Array;
}

export function drawSet(
  model: ScoreModel,
  [m, n]: readonly [normals: number, defectives: number],
  auroc: number,
  random: Random,
): DrawnSet {
  const labels = Uint8Array.from({ length: m + n }, (_, i) => (i < m ? 0 : 1));
  return { labels, scores: Float64Array.from(labels, (label) => model.draw(auroc, label === 1, random)) };
}
