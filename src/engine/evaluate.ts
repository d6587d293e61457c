/** Scores test images by their distance to normal embeddings, image by image, with a map where crops are used. */
import type { DatasetItem } from '../core/dataset/dataset.ts';
import { normalClass } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import { resizeArea } from '../core/image/resize.ts';
import { createRandom, shuffled } from '../core/random.ts';
import { failure, success, type Result } from '../core/result.ts';
import type { EvaluationEvent, RunProblem, ScoredItem, ScoreMap } from '../core/run/events.ts';
import { fitPrototype, nearestDistances, prototypeDistances } from '../core/scoring/distances.ts';
import { fitUnitGaussian, gaussianDistances } from '../core/scoring/gaussian.ts';
import { clusteredDistances, fitClusteredGaussians } from '../core/scoring/ssd.ts';
import { createPackedImages, packWindow, type PackedImages } from '../core/views/packed.ts';
import { gridStarts } from '../core/views/window.ts';
import { attempt } from './attempt.ts';
import { joinRows } from './program/embedder.ts';
import type { Device } from './device.ts';
import type { RunControl } from './training/control.ts';
import type { Trainer } from './training/trainer.ts';

export interface EvaluationSetup {
  readonly experiment: Experiment;
  /** All items of the dataset; images are square, of any size. */
  readonly items: readonly DatasetItem[];
  readonly trainer: Trainer;
  readonly device: Device;
  readonly control: RunControl;
  readonly now: () => number;
  readonly report: (event: EvaluationEvent) => void;
}

export interface EvaluationOutcome {
  readonly scored: number;
  readonly reason: 'completed' | 'stopped';
}

/** Crops embedded at once. */
const chunk = 64;

/** Crops of one image in rows, or the whole image as its only view. */
function cutViews(
  image: RgbImage,
  { trainOn, imageSize, inputSize, cropStride }: Experiment,
): PackedImages[] {
  const sized = resizeArea(image, imageSize, imageSize);
  if (trainOn === 'whole') {
    const whole = createPackedImages(1, inputSize);
    packWindow(whole, 0, resizeArea(sized, inputSize, inputSize), { left: 0, top: 0 });
    return [whole];
  }
  const starts = gridStarts(imageSize, inputSize, Math.max(1, Math.round(inputSize * cropStride)));
  const places = starts.flatMap((top) => starts.map((left) => ({ left, top })));
  const chunks: PackedImages[] = [];
  for (let first = 0; first < places.length; first += chunk) {
    const part = places.slice(first, first + chunk);
    const packed = createPackedImages(part.length, inputSize);
    part.forEach((place, i) => {
      packWindow(packed, i, sized, place);
    });
    chunks.push(packed);
  }
  return chunks;
}

function embedImage(
  { trainer, experiment, device, control }: EvaluationSetup,
  image: RgbImage,
): Promise<Result<Float32Array, RunProblem>> {
  const embedAll = async () => {
    const parts: Float32Array[] = [];
    for (const pictures of cutViews(image, experiment)) parts.push(await trainer.embed(pictures));
    return joinRows(parts);
  };
  return attempt(embedAll, device, control);
}

type Score = (views: Float32Array) => Float32Array;

/** S1 to S4, fitted on normal training images only. */
function fitScore(bank: Float32Array, length: number, experiment: Experiment): Score {
  const { score, neighbours, clusters, seed } = experiment;
  switch (score) {
    case 'nearest':
      return (views) => nearestDistances(views, bank, length, neighbours);
    case 'prototype': {
      const prototype = fitPrototype(bank, length);
      return (views) => prototypeDistances(views, length, prototype);
    }
    case 'gaussian': {
      const gaussian = fitUnitGaussian(bank, length);
      return (views) => gaussianDistances(views, gaussian);
    }
    case 'clusters': {
      const random = createRandom(seed).fork('clusters');
      const clustered = fitClusteredGaussians(bank, length, clusters, random);
      return (views) => clusteredDistances(views, clustered);
    }
  }
}

/** An image is as anomalous as its most anomalous crop. */
function scoreItem(item: DatasetItem, distances: Float32Array, experiment: Experiment): ScoredItem {
  const { path, defect } = item;
  const label = defect === normalClass ? 0 : 1;
  const scored = {
    path,
    defect,
    label,
    score: distances.reduce((most, value) => Math.max(most, value), -Infinity),
  } as const;
  if (experiment.trainOn === 'whole') return scored;
  const columns = Math.round(Math.sqrt(distances.length));
  const map: ScoreMap = {
    columns,
    rows: columns,
    cropShare: experiment.inputSize / experiment.imageSize,
    strideShare: Math.round(experiment.inputSize * experiment.cropStride) / experiment.imageSize,
    scores: Float32Array.from(distances),
  };
  return { ...scored, map };
}

/** Embeds the normal images that the score is fitted on; undefined when stopped. */
async function embedBank(setup: EvaluationSetup): Promise<Result<Float32Array | undefined, RunProblem>> {
  const { experiment, items, control, report } = setup;
  const normals = shuffled(
    items.filter((item) => item.split === 'train'),
    createRandom(experiment.seed).fork('bank'),
  ).slice(0, experiment.bankImages);
  const parts: Float32Array[] = [];
  for (const { image } of normals) {
    if (control.isStopped()) return success(undefined);
    const embedded = await embedImage(setup, image);
    if (!embedded.ok) return embedded;
    parts.push(embedded.value);
    report({ type: 'bank', done: parts.length, total: normals.length });
    await control.yieldToMessages();
  }
  return success(joinRows(parts));
}

/** Normal and defective images take turns, so that the curve means something from the first batch. */
function inTurns(items: readonly DatasetItem[], seed: number): DatasetItem[] {
  return shuffled(items, createRandom(seed).fork('evaluation'));
}

/** Scores images one by one until done or stopped; gives how many were scored. */
async function scoreAll(
  setup: EvaluationSetup,
  tests: readonly DatasetItem[],
  score: Score,
): Promise<Result<number, RunProblem>> {
  const { experiment, control, report } = setup;
  let done = 0;
  for (const item of tests) {
    if (control.isStopped()) break;
    const embedded = await embedImage(setup, item.image);
    if (!embedded.ok) return embedded;
    const scored = scoreItem(item, score(embedded.value), experiment);
    done++;
    report({ type: 'scored', items: [scored], done, total: tests.length });
    await control.yieldToMessages();
  }
  return success(done);
}

/** Fits the score on normal images, then scores the test images, told by events. */
export async function runEvaluation(setup: EvaluationSetup): Promise<Result<EvaluationOutcome, RunProblem>> {
  const { experiment, items, trainer, now, report } = setup;
  if (!items.some((item) => item.split === 'train')) return failure({ kind: 'no-normal-images' });
  const tests = inTurns(
    items.filter((item) => item.split === 'test'),
    experiment.seed,
  );
  const started = now();
  report({ type: 'evaluation-started', total: tests.length });
  const bank = await embedBank(setup);
  if (!bank.ok) return bank;
  const scored =
    bank.value === undefined
      ? success(0)
      : await scoreAll(setup, tests, fitScore(bank.value, trainer.length, experiment));
  if (!scored.ok) return scored;
  const isWhole = bank.value !== undefined && scored.value === tests.length;
  const reason = isWhole ? 'completed' : 'stopped';
  report({ type: 'evaluated', elapsedMs: now() - started, reason });
  return success({ scored: scored.value, reason });
}
