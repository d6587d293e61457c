/** Batches drawn ahead by threads against batches drawn when they are wanted: how long a step waits, and how long a batch takes. */
import { defaultExperiment, type Experiment } from '../../src/core/experiment/experiment.ts';
import { normalImages } from '../../src/core/dataset/normal-images.ts';
import { drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import type { RgbImage } from '../../src/core/image/image.ts';
import { recipeOf } from '../../src/detectors/run-detector.ts';
import { drawAhead, drawHere, type BatchStream } from '../../src/engine/training/batch-stream.ts';
import { nodeDrawers } from '../experiment/node-drawers.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { quantile } from '../support/timing.ts';

/** What the device takes for a step, which the processor is free for. */
const stepMs = 10;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function take(stream: BatchStream, step: number): Promise<void> {
  const drawn = await stream.take(step);
  if (!drawn.ok) throw new Error(drawn.problem.kind);
}

/**
 * Per cent of the time in which the device has nothing to do, as a batch is not there. As in a training, a step is handed over while
 * the one before is under way.
 */
async function starvation(stream: BatchStream, first: number, count: number): Promise<number> {
  let [freeAt, before, idle] = [performance.now(), 0, 0];
  for (let step = first; step < first + count; step++) {
    await take(stream, step);
    const now = performance.now();
    if (step > first) idle += Math.max(0, now - freeAt);
    [before, freeAt] = [freeAt, Math.max(now, freeAt) + stepMs];
    if (before > now) await sleep(before - now);
  }
  return (100 * idle) / (idle + count * stepMs);
}

/** Milliseconds a batch, where nothing else is waited for. */
async function timeOfBatch(stream: BatchStream, first: number, count: number): Promise<number> {
  const start = performance.now();
  for (let step = first; step < first + count; step++) await take(stream, step);
  return (performance.now() - start) / count;
}

type Measure = (stream: BatchStream, first: number, count: number) => Promise<number>;

interface Compared {
  readonly ours: number;
  readonly baseline: number;
  readonly drawers: number;
}

/** Medians of rounds in turns; each round goes on where the last ended. */
async function compare(
  experiment: Experiment,
  images: readonly RgbImage[],
  measure: Measure,
  count: number,
): Promise<Compared> {
  const rounds = 5;
  const source = recipeOf(experiment).batches(images);
  const drawers = nodeDrawers({ experiment: { ...experiment, heldOut: 0 }, images }, (line) => {
    console.log(line);
  });
  if (drawers === undefined) throw new Error('expected images that threads may copy');
  const opened = Array.from({ length: drawers.count }, drawers.open);
  await Promise.all(opened.map(({ ready }) => ready));
  const ready = { ...drawers, open: () => opened.pop() ?? drawers.open() };
  const streams = { ours: drawAhead(source, ready, Number.MAX_SAFE_INTEGER), baseline: drawHere(source) };
  const found = { ours: [] as number[], baseline: [] as number[] };
  await sleep(0); // they are known to be ready
  await timeOfBatch(streams.ours, 0, 2 * drawers.count);
  for (let round = 0; round < rounds; round++) {
    const first = 100 + round * count;
    found.ours.push(await measure(streams.ours, first, count));
    found.baseline.push(await measure(streams.baseline, first, count));
  }
  streams.ours.end();
  const median = (values: readonly number[]) => quantile(values, 0.5);
  return { ours: median(found.ours), baseline: median(found.baseline), drawers: drawers.count };
}

const kinds: Readonly<Record<string, { readonly changes: Partial<Experiment>; readonly count: number }>> = {
  local: { changes: {}, count: 40 },
  nsa: { changes: { detector: 'nsa', generator: 'nsa' }, count: 8 },
  draem: { changes: { detector: 'draem', generator: 'draem' }, count: 4 },
};

export async function* batchesBench(): AsyncGenerator<BenchResult> {
  const images = normalImages(
    [...drawSampleItems('hex-nut', defaultExperiment.imageSize)],
    defaultExperiment.imageSize,
  );
  const { imageSize, inputSize, batchSize } = defaultExperiment;
  const shape = `${batchSize} images of ${imageSize} px, crops of ${inputSize}; baseline: drawn by the thread that trains`;
  const starved = await compare(defaultExperiment, images, starvation, 60);
  yield compared({
    name: 'batch-starvation',
    ...starved,
    unit: '%',
    note: `of a step of ${stepMs} ms that waits for its batch; LocalAug, ${starved.drawers} threads, ${shape}`,
  });
  for (const [name, { changes, count }] of Object.entries(kinds)) {
    const times = await compare({ ...defaultExperiment, ...changes }, images, timeOfBatch, count);
    const note = `${times.drawers} threads, ${shape}`;
    yield compared({ name: `batch-${name}`, ...times, unit: 'ms', note });
  }
}
