/** Made-up scores for lessons: normal distributions, so that the true AUROC is known. */
import type { Random } from '../random.ts';

export interface LabelledScores {
  readonly labels: readonly (0 | 1)[];
  readonly scores: readonly number[];
}

/** Normal images score N(0, 1), defective ones N(separation, 1); AUROC = Phi(separation / sqrt 2). */
export function drawScores(separation: number, perClass: number, random: Random): LabelledScores {
  const labels = Array.from({ length: 2 * perClass }, (_, i) => (i < perClass ? 0 : 1));
  return { labels, scores: labels.map((label) => label * separation + random.normal()) };
}

/** Separations that give AUROC .942 and .937: sqrt 2 times the normal quantile of each. */
export const separationA = Math.SQRT2 * 1.5718;
export const separationB = Math.SQRT2 * 1.5301;

/** How alike two detectors judge one image: both see the same pixels. */
const agreement = 0.9;

export interface TwoDetectors {
  readonly labels: readonly (0 | 1)[];
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** Scores of two detectors on the same test images, a quarter of them normal as in MVTec's bottle. */
export function drawTwoDetectors(images: number, random: Random): TwoDetectors {
  const normals = Math.max(1, Math.round(images / 4));
  const labels = Array.from({ length: images }, (_, i) => (i < normals ? 0 : 1));
  const own = Math.sqrt(1 - agreement);
  const shared = labels.map(() => Math.sqrt(agreement) * random.normal());
  const scoresOf = (separation: number) =>
    labels.map((label, i) => label * separation + shared[i] + own * random.normal());
  return { labels, a: scoresOf(separationA), b: scoresOf(separationB) };
}

/** Numbers of an image that know nothing of defects. */
export const leakStatistics = ['median', 'spread', 'size', 'order'] as const;
export type LeakStatistic = (typeof leakStatistics)[number];

/** Means and standard deviations of good and defective test images; the median as measured on MVTec screw. */
const leakNumbers: Readonly<Record<LeakStatistic, readonly [[number, number], [number, number]]>> = {
  median: [
    [183.8, 1.5],
    [201.6, 3.5],
  ],
  spread: [
    [31, 3],
    [32, 3.2],
  ],
  size: [
    [412, 9],
    [409, 11],
  ],
  order: [
    [80, 46],
    [82, 46],
  ],
};

const screwGood = 41;
const screwDefective = 119;

/** One statistic of 41 good and 119 defective images; `isLevelled` scales each image to one median first. */
export function drawLeak(statistic: LeakStatistic, isLevelled: boolean, random: Random): LabelledScores {
  const labels = Array.from({ length: screwGood + screwDefective }, (_, i) => (i < screwGood ? 0 : 1));
  const isEmpty = isLevelled && statistic === 'median';
  const scores = labels.map((label) => {
    const [mean, deviation] = leakNumbers[statistic][label];
    const drawn = mean + deviation * random.normal();
    return isEmpty ? 190 + 0.3 * random.normal() : drawn;
  });
  return { labels, scores };
}
