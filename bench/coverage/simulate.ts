/** How often 95 % intervals hold the truth, in %. */
import { aurocDifference } from '../../src/core/metrics/auroc-difference.ts';
import { aurocInterval } from '../../src/core/metrics/auroc-interval.ts';
import { imageInterval, type CountedFigure } from '../../src/core/metrics/image-interval.ts';
import { pixelIntervals } from '../../src/core/metrics/pixels/pixel-interval.ts';
import { pixelMetrics, splitPixels, type PixelScores } from '../../src/core/metrics/pixels/pixels.ts';
import type { Interval } from '../../src/core/metrics/score-interval.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { drawSet, normalQuantile, type ScoreModel } from './models.ts';

type Size = readonly [normals: number, defectives: number];

function shareHolding(
  truth: number,
  sets: number,
  intervalOf: (set: number) => Interval | undefined,
): number {
  let held = 0;
  for (let set = 0; set < sets; set++) {
    const [low, high] = intervalOf(set) ?? [NaN, NaN];
    if (low <= truth + 1e-12 && truth <= high + 1e-12) held++;
  }
  return (100 * held) / sets;
}

export function aurocCoverage(model: ScoreModel, size: Size, auroc: number, sets: number): number {
  const random = createRandom(`coverage ${model.name} ${size.join('/')} ${auroc}`);
  return shareHolding(auroc, sets, () => {
    const { labels, scores } = drawSet(model, size, auroc, random);
    return aurocInterval(labels, scores);
  });
}

export interface Figure {
  readonly exact: (labels: Uint8Array, scores: Float64Array) => number | undefined;
  readonly counted: CountedFigure;
}

/** The figure on a test set so large that it is the truth, with the same share of defects. */
function largeSample({ exact }: Figure, model: ScoreModel, size: Size, auroc: number): number {
  const factor = Math.ceil(200_000 / (size[0] + size[1]));
  const { labels, scores } = drawSet(
    model,
    [size[0] * factor, size[1] * factor],
    auroc,
    createRandom(`truth ${model.name} ${auroc}`),
  );
  return exact(labels, scores) ?? Number.NaN;
}

export interface FigureCase {
  readonly figure: Figure;
  readonly model: ScoreModel;
  readonly size: Size;
  readonly auroc: number;
}

export function figureCoverage({ figure, model, size, auroc }: FigureCase, sets: number): number {
  const random = createRandom(`coverage ${model.name} ${size.join('/')} ${auroc}`);
  return shareHolding(largeSample(figure, model, size, auroc), sets, (set) => {
    const { labels, scores } = drawSet(model, size, auroc, random);
    return imageInterval(figure.counted, { labels, scores }, random.fork(set));
  });
}

/** Two detectors that share `agreement` of the variance of each image's score. */
export function differenceCoverage(
  [aurocA, aurocB]: readonly [number, number],
  size: Size,
  agreement: number,
  sets: number,
): number {
  const random = createRandom(`difference ${aurocA} ${aurocB} ${size.join('/')} ${agreement}`);
  const labels = Array.from({ length: size[0] + size[1] }, (_, i) => (i < size[0] ? 0 : 1));
  const [meanA, meanB] = [aurocA, aurocB].map((area) => Math.SQRT2 * normalQuantile(area));
  return shareHolding(aurocA - aurocB, sets, () => {
    const shared = labels.map(() => Math.sqrt(agreement) * random.normal());
    const scoresOf = (mean: number) =>
      labels.map((label, i) => label * mean + (shared[i] ?? 0) + Math.sqrt(1 - agreement) * random.normal());
    const found = aurocDifference({ labels, a: scoresOf(meanA ?? 0), b: scoresOf(meanB ?? 0) });
    return found && [found.low, found.high];
  });
}

const side = 20;

function intervalsOf(images: readonly PixelScores[], random: Random) {
  const areas = pixelMetrics(images);
  return areas && pixelIntervals(images, areas, random);
}

/** A map whose level differs from image to image, with one square defect whose contrast differs as well. */
function drawMap(isDefective: boolean, contrast: number, random: Random): PixelScores {
  const level = 0.5 * random.normal();
  const strength = contrast * Math.exp(0.6 * random.normal());
  const size = 3 + random.integer(5);
  const [left, top] = [random.integer(side - size), random.integer(side - size)];
  const mask = { width: side, height: side, data: new Uint8Array(side * side) };
  const scores = Float32Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    const isInside = isDefective && x >= left && x < left + size && y >= top && y < top + size;
    if (isInside) mask.data[i] = 255;
    return level + random.normal() + (isInside ? strength : 0);
  });
  return splitPixels(scores, mask);
}

function drawMaps([m, n]: Size, contrast: number, random: Random): PixelScores[] {
  return Array.from({ length: m + n }, (_, i) => drawMap(i >= m, contrast, random));
}

export interface PixelCoverage {
  readonly truth: { readonly auroc: number; readonly auPro: number };
  readonly auroc: number;
  readonly auPro: number;
}

export function pixelCoverage(contrast: number, size: Size, sets: number): PixelCoverage {
  const large = drawMaps([2000, 2000], contrast, createRandom(`pixel truth ${contrast}`));
  const truth = pixelMetrics(large) ?? { auroc: Number.NaN, auPro: Number.NaN };
  const random = createRandom(`pixels ${contrast} ${size.join('/')}`);
  const found = Array.from({ length: sets }, (_, set) =>
    intervalsOf(drawMaps(size, contrast, random), random.fork(set)),
  );
  return {
    truth: { auroc: truth.auroc, auPro: truth.auPro },
    auroc: shareHolding(truth.auroc, sets, (set) => found[set]?.auroc),
    auPro: shareHolding(truth.auPro, sets, (set) => found[set]?.auPro),
  };
}
