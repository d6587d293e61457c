/** Places of pseudo-anomalies that differ from the normal image they were made of. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import { drawAccepted } from '../../core/pseudo-anomaly/draw-accepted.ts';
import { otherOf } from '../../core/pseudo-anomaly/generate.ts';
import type { Random } from '../../core/random.ts';
import { recipe } from './recipe.ts';

/**
 * Places of a grid in which enough pixels changed, counted in rows. A mask would also hold pixels of a patch that look as
 * they did before.
 */
export function changedPlaces(before: RgbImage, after: RgbImage, grid: number): number[] {
  const cell = before.width / grid;
  const counts = new Float32Array(grid ** 2);
  for (let y = 0, at = 0; y < before.height; y++) {
    for (let x = 0; x < before.width; x++, at += 3) {
      const change =
        Math.abs(after.data[at] - before.data[at]) +
        Math.abs(after.data[at + 1] - before.data[at + 1]) +
        Math.abs(after.data[at + 2] - before.data[at + 2]);
      if (change > 3 * recipe.changedLevels) counts[Math.floor(y / cell) * grid + Math.floor(x / cell)]++;
    }
  }
  const least = recipe.changedShare * cell ** 2;
  return Array.from(counts.keys()).filter((place) => counts[place] >= least);
}

/** Patches of a size drawn from the recipe's range about the knob's, each order of magnitude as often, and how many. */
export function drawSizes(experiment: Experiment, random: Random): Experiment {
  const [low, high] = experiment.patchArea.map((percent, end) => Math.log(percent * recipe.areaEnds[end]));
  const area = Math.exp(random.uniform(low, high));
  const patchCount = 1 + random.integer(experiment.patchCount + recipe.morePatches);
  return { ...experiment, patchArea: [area, area], patchCount };
}

export interface Pseudo {
  readonly image: RgbImage;
  /** Places that changed, counted in rows; none where all changes are too small. */
  readonly places: readonly number[];
}

/** Of a normal image; `undefined` if the gate kept none. */
export function drawPseudo(
  images: readonly RgbImage[],
  turn: number,
  {
    experiment,
    random,
    grid,
  }: { readonly experiment: Experiment; readonly random: Random; readonly grid: number },
): Pseudo | undefined {
  const index = turn % images.length;
  const image = images[index];
  const input = { image, drawOther: otherOf((i) => images[i], images.length, index), turn };
  const accepted = drawAccepted(input, random.fork('patch'), drawSizes(experiment, random.fork('size')));
  if (accepted === undefined) return undefined;
  const { image: changed } = accepted.candidate;
  return { image: changed, places: changedPlaces(image, changed, grid) };
}
