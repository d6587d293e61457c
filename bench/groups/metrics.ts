/** The evaluation's speed: curves and their intervals, maps against masks, and the coreset, each beside the obvious way. */
import { createMask, type Mask } from '../../src/core/image/image.ts';
import { countedPrecision, imageInterval } from '../../src/core/metrics/image-interval.ts';
import { measurePixels } from '../../src/core/metrics/pixels/measure-pixels.ts';
import { pixelMetrics, splitPixels } from '../../src/core/metrics/pixels/pixels.ts';
import { rocCurve } from '../../src/core/metrics/roc.ts';
import { createRandom, type Random } from '../../src/core/random.ts';
import { greedyCoreset } from '../../src/core/scoring/coreset.ts';
import { models } from '../coverage/models.ts';
import { aurocCoverage } from '../coverage/simulate.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { medianTimes } from '../support/timing.ts';
import { promiseError } from './promise-error.ts';

/** Scores of two overlapping normal distributions. */
function drawScores(count: number): { labels: Uint8Array; scores: Float64Array } {
  const random = createRandom('scores');
  const labels = Uint8Array.from({ length: count }, () => random.integer(2));
  return { labels, scores: Float64Array.from(labels, (label) => random.normal() + label) };
}

/** Points of the ROC by sorting indices with a comparator. */
function comparatorRoc(labels: Uint8Array, scores: Float64Array): number[] {
  const order = [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
  let found = 0;
  return order.map((item) => (found += labels[item] ?? 0));
}

function roc(): BenchResult {
  const { labels, scores } = drawScores(100_000);
  const times = medianTimes(
    {
      ours: () => rocCurve(labels, scores),
      baseline: () => comparatorRoc(labels, scores),
    },
    11,
  );
  return compared({
    name: 'roc-100k',
    ...times,
    unit: 'ms',
    note: 'baseline: indices sorted by a comparator',
  });
}

/** How often, in %, the 95 % interval of 20 normal and 28 defective images holds the true AUROC. */
function coverage(auroc: number): BenchResult {
  const model = models[0];
  if (model === undefined) throw new Error('There is no model of scores.');
  const ours = aurocCoverage(model, [20, 28], auroc, 4000);
  const note = `of 4,000 test sets of 20 normal and 28 defective images, true AUROC ${auroc}; normal scores`;
  return { name: `auroc-interval-coverage-${Math.round(100 * auroc)}`, ours, unit: '%', note };
}

function precisionInterval(): BenchResult {
  const { labels, scores } = drawScores(200);
  const { ours } = medianTimes(
    { ours: () => imageInterval(countedPrecision, { labels, scores }, createRandom(1)) },
    5,
  );
  return { name: 'average-precision-interval', ours, unit: 'ms', note: 'of 200 images' };
}

const side = 256;

/** Four rectangles of 5 to 44 px a side. */
function drawMask(random: Random): Mask {
  const mask = createMask(side, side);
  for (let box = 0; box < 4; box++) {
    const [left, top] = [random.integer(200), random.integer(200)];
    const [width, height] = [5 + random.integer(40), 5 + random.integer(40)];
    for (let y = top; y < top + height; y++) mask.data.fill(255, y * side + left, y * side + left + width);
  }
  return mask;
}

function pixels(): BenchResult {
  const random = createRandom('maps');
  const images = Array.from({ length: 83 }, (_, i) => {
    const mask = i < 21 ? createMask(side, side) : drawMask(random);
    const scores = Float32Array.from(mask.data, (value) => random.normal() + value / 255);
    return { scores, mask };
  });
  const { ours } = medianTimes(
    { ours: () => pixelMetrics(images.map(({ scores, mask }) => splitPixels(scores, mask))) },
    5,
  );
  return { name: 'aupro-83', ours, unit: 'ms', note: 'pixel AUROC and AU-PRO, 256x256, exact' };
}

function allPixelFigures(): BenchResult {
  const random = createRandom('all figures');
  const images = Array.from({ length: 100 }, (_, i) => {
    const mask = i < 40 ? createMask(side, side) : drawMask(random);
    return splitPixels(
      Float32Array.from(mask.data, (value) => random.normal() + value / 85),
      mask,
    );
  });
  const { ours } = medianTimes({ ours: () => measurePixels(images, { random, side }) }, 3);
  return { name: 'pixel-figures-100', ours, unit: 'ms', note: 'all figures with intervals, 256x256, exact' };
}

/** Patches like those after a ReLU, of 40 kinds. */
function drawPatches(count: number, length: number): Float32Array {
  const random = createRandom('patches');
  const kinds = Array.from({ length: 40 }, () => Float32Array.from({ length }, () => random.normal()));
  const patches = new Float32Array(count * length);
  for (let row = 0; row < count; row++) {
    const kind = kinds[random.integer(40)];
    for (let i = 0; i < length; i++) {
      patches[row * length + i] = Math.max(0, (kind?.[i] ?? 0) + 0.2 * random.normal());
    }
  }
  return patches;
}

/** Compares every row with every chosen one, each distance to its end. */
function plainCoreset(rows: Float32Array, length: number, size: number): number {
  const nearest = new Float64Array(rows.length / length).fill(Infinity);
  let centre = 0;
  for (let chosen = 0; chosen < size; chosen++) {
    let farthest = 0;
    for (let row = 0; row < nearest.length; row++) {
      let distance = 0;
      for (let i = 0; i < length; i++) {
        distance += ((rows[row * length + i] ?? 0) - (rows[centre * length + i] ?? 0)) ** 2;
      }
      nearest[row] = Math.min(nearest[row] ?? 0, distance);
      if ((nearest[row] ?? 0) > (nearest[farthest] ?? 0)) farthest = row;
    }
    centre = farthest;
  }
  return centre;
}

function coreset(): BenchResult {
  const patches = drawPatches(20_000, 384);
  const times = medianTimes(
    {
      ours: () => greedyCoreset(patches, 384, { size: 200, random: createRandom(1) }),
      baseline: () => plainCoreset(patches, 384, 200),
    },
    3,
  );
  const note = '1 % of 20,000 patches of 384; baseline: no projection, every distance to its end';
  return compared({ name: 'coreset', ...times, unit: 'ms', note });
}

export function metricsBench(): Promise<BenchResult[]> {
  return Promise.resolve([
    roc(),
    precisionInterval(),
    coverage(0.95),
    coverage(0.99),
    promiseError(),
    pixels(),
    allPixelFigures(),
    coreset(),
  ]);
}
