/** Defects that a person confirmed, as negatives of the head: their unusual places, and patches of these in normal images. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Box, RgbImage } from '../../core/image/image.ts';
import { drawAccepted } from '../../core/pseudo-anomaly/draw-accepted.ts';
import type { Random } from '../../core/random.ts';
import type { Scale } from '../../engine/backbone/place-scorer.ts';
import { changedPlaces, drawSizes, type Pseudo } from './negatives.ts';
import { recipe } from './recipe.ts';

/** A confirmed defect, of the recipe's side. */
export interface Confirmed {
  readonly image: RgbImage;
  /** Its unusual places, counted in rows, the most unusual first; one at least. */
  readonly places: readonly number[];
}

/**
 * Places farther from the bank than all but one in 200 normal places are, at most `recipe.defectPlaces`; where there are fewer than an
 * image's score is the mean of, the farthest so many.
 * @param distances of all places to the bank: [grid^2]
 */
export function unusualPlaces(distances: Float32Array, { usual, unit }: Scale): number[] {
  const farthest = Array.from(distances.keys()).sort((a, b) => distances[b] - distances[a]);
  const unusual = farthest.filter((place) => distances[place] > usual + unit).length;
  return farthest.slice(0, Math.min(recipe.defectPlaces, Math.max(recipe.largestPlaces, unusual)));
}

/** About an unusual place, of a side that holds as many pixels as LocalAug would cut; cut off at the border. */
function boxAbout(place: number, grid: number, { width, height }: RgbImage, area: number): Box {
  const side = Math.max(2, Math.round(Math.sqrt((area / 100) * width * height)));
  const cell = width / grid;
  const from = (at: number) => Math.max(0, Math.round((at + 0.5) * cell - side / 2));
  const [left, top] = [from(place % grid), from(Math.floor(place / grid))];
  return { left, top, width: Math.min(side, width - left), height: Math.min(side, height - top) };
}

interface DrawTools {
  readonly experiment: Experiment;
  readonly random: Random;
  readonly grid: number;
}

/** A patch of a confirmed defect in a normal image, by LocalAug; `undefined` if the gate kept none. */
export function drawFromConfirmed(
  image: RgbImage,
  { image: defect, places }: Confirmed,
  { experiment, random, grid }: DrawTools,
): Pseudo | undefined {
  const sized = drawSizes(experiment, random.fork('size'));
  const place = places[random.fork('place').integer(places.length)];
  const source = boxAbout(place, grid, defect, sized.patchArea[0]);
  const settings: Experiment = { ...sized, generator: 'local', patchCount: 1 };
  const input = { image, drawOther: () => image, turn: 0, source, donor: defect };
  const accepted = drawAccepted(input, random.fork('patch'), settings);
  if (accepted === undefined) return undefined;
  const { image: changed } = accepted.candidate;
  return { image: changed, places: changedPlaces(image, changed, grid) };
}
