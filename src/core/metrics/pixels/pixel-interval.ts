/**
 * Intervals of pixel figures. Pixels of one image are alike, so images are the unit: a million pixels of 30 images are 30
 * observations. Images are drawn again from counts at a few hundred thresholds; sorting all pixels for each draw would take minutes.
 */
import type { Random } from '../../random.ts';
import type { PixelAreas, PixelScores } from './pixels.ts';
import { scoreInterval, z95, type Interval } from '../score-interval.ts';
import { t95 } from '../student.ts';

export interface PixelIntervals {
  readonly auroc: Interval;
  readonly auPro: Interval;
}

const levels = 128;
const resamples = 200;

/** What one image adds to the curves at each threshold. */
interface ImageCounts {
  readonly normal: Float64Array; // [T] pixels alarmed
  readonly defective: Float64Array; // [T] pixels alarmed
  readonly regions: Float64Array; // [T] sum over its regions of the share alarmed
  readonly sizes: readonly [normal: number, defective: number, regions: number];
}

/** Falling thresholds: quantiles of the normal pixels, dense where alarms are few, and of the defective ones. */
function chooseThresholds(images: readonly PixelScores[]): Uint32Array {
  const quantiles = (pick: (image: PixelScores) => Uint32Array, shares: readonly number[]) => {
    const sampled = images.flatMap((image) => {
      const keys = pick(image);
      const step = Math.max(1, Math.floor(keys.length / 4096));
      return Array.from({ length: Math.ceil(keys.length / step) }, (_, i) => keys[i * step]);
    });
    const rising = Uint32Array.from(sampled).sort();
    return shares.map((share) => rising[Math.floor(share * (rising.length - 1))]);
  };
  const even = Array.from({ length: levels }, (_, i) => i / (levels - 1));
  const chosen = [
    ...quantiles(
      ({ normal }) => normal,
      even.map((share) => 1 - share ** 3),
    ),
    ...quantiles(({ defective }) => defective, even),
  ];
  return Uint32Array.from(new Set(chosen)).sort().reverse();
}

/** Adds `weight` at the first threshold that each key reaches; sums over thresholds follow. */
function accumulate(keys: Uint32Array, falling: Uint32Array, weight: (i: number) => number): Float64Array {
  const counts = new Float64Array(falling.length + 1);
  for (let i = 0; i < keys.length; i++) {
    let [low, high] = [0, falling.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (keys[i] >= falling[middle]) high = middle;
      else low = middle + 1;
    }
    counts[low] += weight(i);
  }
  for (let at = 1; at < counts.length; at++) counts[at] += counts[at - 1];
  return counts;
}

function countImage(image: PixelScores, falling: Uint32Array): ImageCounts {
  const { normal, defective, regionOf, regionSizes } = image;
  return {
    normal: accumulate(normal, falling, () => 1),
    defective: accumulate(defective, falling, () => 1),
    regions: accumulate(defective, falling, (i) => 1 / regionSizes[regionOf[i]]),
    sizes: [normal.length, defective.length, regionSizes.length],
  };
}

interface Curves {
  readonly fpr: Float64Array;
  readonly tpr: Float64Array;
  readonly pro: Float64Array;
}

/** As many images of each group (with and without defects) as it has. */
function drawCurves(groups: readonly (readonly ImageCounts[])[], length: number, random: Random): Curves {
  const curves = [0, 1, 2].map(() => new Float64Array(length));
  const totals = [0, 0, 0];
  const drawn = groups.flatMap((group) => group.map(() => group[random.integer(group.length)]));
  for (const image of drawn) {
    [image.normal, image.defective, image.regions].forEach((counts, k) => {
      for (let at = 0; at < length; at++) curves[k][at] += counts[at];
      totals[k] += image.sizes[k];
    });
  }
  const [fpr, tpr, pro] = curves.map((curve, k) => curve.map((count) => count / Math.max(1, totals[k])));
  return { fpr, tpr, pro };
}

/** Trapezoids from (0, 0) to x = `limit`, divided by it. */
function areaBelow(x: Float64Array, y: Float64Array, limit: number): number {
  let [area, lastX, lastY] = [0, 0, 0];
  for (let at = 0; at < x.length && lastX < limit; at++) {
    const inside = x[at] > limit ? (limit - lastX) / (x[at] - lastX) : 1;
    const [nextX, nextY] = [lastX + inside * (x[at] - lastX), lastY + inside * (y[at] - lastY)];
    area += ((nextX - lastX) * (lastY + nextY)) / 2;
    [lastX, lastY] = [nextX, nextY];
  }
  return area / limit;
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** Observations that an image with defects is worth at most: a defect that would be missed may be in none of few images. */
const mostPerImage = 4;

function intervalOf(value: number, error: number, images: number): Interval {
  if (value <= 0 || value >= 1) return scoreInterval(value, (truth) => (truth * (1 - truth)) / images);
  const widened = ((t95(images - 1) / z95) * error) ** 2 / (value * (1 - value));
  const perImage = Math.max(widened, 1 / (mostPerImage * images));
  return scoreInterval(value, (truth) => perImage * truth * (1 - truth));
}

/**
 * 95 % intervals with images as the unit: the score interval with variance p (1 - p) / k. Of n images with defects, k is what the spread
 * over resampled images gives [Bootstrap], widened by Student's t of n - 1 degrees of freedom, and 4 n at most.
 * `undefined` where the figures are, or with fewer than two images with defects. Coverage: docs/coverage.md.
 */
export function pixelIntervals(
  images: readonly PixelScores[],
  figures: PixelAreas,
  random: Random,
  limit = 0.3,
): PixelIntervals | undefined {
  const [marked, clean] = [true, false].map((isMarked) =>
    images.filter(({ regionSizes }) => regionSizes.length > 0 === isMarked),
  );
  if (marked.length < 2) return undefined;
  const falling = chooseThresholds(images);
  const groups = [marked, clean].map((group) => group.map((image) => countImage(image, falling)));
  const [areas, pros]: [number[], number[]] = [[], []];
  for (let drawn = 0; drawn < resamples; drawn++) {
    const { fpr, tpr, pro } = drawCurves(groups, falling.length + 1, random);
    areas.push(areaBelow(fpr, tpr, 1));
    pros.push(areaBelow(fpr, pro, limit));
  }
  return {
    auroc: intervalOf(figures.auroc, deviation(areas), marked.length),
    auPro: intervalOf(figures.auPro, deviation(pros), marked.length),
  };
}
