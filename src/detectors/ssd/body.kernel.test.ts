import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DatasetItem } from '../../core/dataset/dataset.ts';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import { createMask } from '../../core/image/image.ts';
import type { EvaluationEvent } from '../../core/run/events.ts';
import type { Device } from '../../engine/device.ts';
import { runEvaluation } from '../../engine/evaluation/evaluate.ts';
import { trainHere } from '../../engine/testing/train-here.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import { blank, texture } from '../../engine/testing/pictures.ts';
import { createControl } from '../../engine/training/control.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from '../run-detector.ts';
import { defectiveCrops } from './known.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  detector: 'ssd',
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  batchSize: 3,
  steps: 24,
  patchArea: [4, 8],
  heldOut: 0,
  cropStride: 1,
};
const images = [1, 2, 3, 4].map((seed) => texture(64, seed));
const hasGpu = await installNodeWebGpu();
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const item = (path: string, defect: string, image: DatasetItem['image']): DatasetItem => ({
  path,
  split: path.startsWith('train') ? 'train' : 'test',
  defect,
  image,
});
const items = [
  ...images.map((image, i) => item(`train/${i}`, 'good', image)),
  item('test/good', 'good', texture(64, 9)),
  ...[0, 1, 2].map((i) => item(`test/flat/${i}`, 'flat', blank(64, 100 + 20 * i))),
];

describe(`SSD on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  const train = (experiment: Experiment, trainer: Trainer, of = images) =>
    trainHere({ experiment, recipe: recipeOf(experiment), images: of, trainer, device });

  async function evaluate(
    changes: Partial<Experiment>,
    trainer: Trainer,
    of: readonly DatasetItem[] = items,
  ) {
    const experiment = { ...tiny, ...changes };
    const events: EvaluationEvent[] = [];
    const frozen = () => Promise.reject(new Error('not needed'));
    const outcome = await runEvaluation({
      ...scoringOf({ experiment, trainer, items: of, frozen }),
      experiment,
      items: of,
      device,
      control: createControl(() => Promise.resolve()),
      now: () => 0,
      report: (event) => events.push(event),
    });
    const scored = events.flatMap((event) => (event.type === 'scored' ? event.items : []));
    return { outcome, scored };
  }

  it('learns to know two views of one crop among those of others', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const { outcome, steps } = await train(tiny, trainer);
    expect(outcome).toEqual({ ok: true, value: { steps: 24, reason: 'completed' } });
    const gaps = steps.map(({ numbers }) => numbers['sameSimilarity'] - numbers['otherSimilarity']);
    expect(meanOf(gaps.slice(-5))).toBeGreaterThan(meanOf(gaps.slice(0, 5)) + 0.03);
    const losses = steps.map(({ loss }) => loss);
    expect(meanOf(losses.slice(-5))).toBeLessThan(meanOf(losses.slice(0, 5)));
    trainer.dispose();
  });

  it('has other losses at another temperature', async () => {
    const lossOf = async (ssdTemperature: number) => {
      const experiment = { ...tiny, ssdTemperature, steps: 1 };
      const trainer = await createDetectorTrainer(experiment, device);
      const { steps } = await train(experiment, trainer);
      trainer.dispose();
      return steps[0].loss;
    };
    expect(await lossOf(0.1)).not.toBeCloseTo(await lossOf(0.5), 2);
  });

  it('says that a single image is too few, and that embeddings have collapsed', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const { outcome } = await train(tiny, trainer, images.slice(0, 1));
    expect(outcome).toEqual({ ok: false, problem: { kind: 'too-few-images', images: 1, wanted: 2 } });
    const recipe = recipeOf(tiny);
    const numbers = { sameSimilarity: 1, otherSimilarity: 1 };
    expect(recipe.problemOf?.({ loss: 2, numbers }, 3)).toMatchObject({
      kind: 'embeddings-collapsed',
      step: 3,
    });
    expect(
      recipe.problemOf?.({ loss: 2, numbers: { ...numbers, otherSimilarity: 0.99 } }, 3),
    ).toBeUndefined();
    trainer.dispose();
  });

  it('scores by clusters, and less the distance to known anomalies, which are then no tests', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const plain = await evaluate({}, trainer);
    expect(plain.scored).toHaveLength(4);
    const good = (run: typeof plain) => run.scored.find(({ path }) => path === 'test/good');
    expect(good(plain)?.map?.scores).toHaveLength(4);
    const clustered = await evaluate({ ssdClusters: 2 }, trainer);
    expect(good(clustered)?.score).not.toBe(good(plain)?.score);
    const informed = await evaluate({ ssdKnown: 2 }, trainer);
    expect(informed.outcome).toEqual({ ok: true, value: { scored: 2, reason: 'completed' } });
    const [left] = informed.scored.filter(({ label }) => label === 1);
    const gapOf = (run: typeof plain) => {
      const found = run.scored.find(({ path }) => path === left.path);
      return (found?.score ?? Number.NaN) - (good(run)?.score ?? Number.NaN);
    };
    expect(gapOf(informed)).toBeGreaterThan(gapOf(plain)); // the two known ones are like the one that is left
    trainer.dispose();
  });

  it('says how many defective images are missing for that, before it sees any', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const few = await evaluate({ ssdKnown: 3 }, trainer);
    expect(few.outcome).toEqual({
      ok: false,
      problem: { kind: 'too-few-anomalies', images: 3, wanted: 4 },
    });
    const none = await evaluate(
      { ssdKnown: 1 },
      trainer,
      items.filter(({ defect }) => defect === 'good'),
    );
    expect(none.outcome).toEqual({
      ok: false,
      problem: { kind: 'too-few-anomalies', images: 0, wanted: 2 },
    });
    trainer.dispose();
  });
});

describe('what is taken of a known anomaly', () => {
  it('is the crops that show its mask; without a mask, that is not known', () => {
    const mask = createMask(64, 64);
    mask.data[40 * 64 + 10] = 255; // in the lower left crop of four
    expect(defectiveCrops({ mask }, tiny)).toEqual([2]);
    expect(defectiveCrops({}, tiny)).toBeUndefined();
    expect(defectiveCrops({ mask: createMask(64, 64) }, tiny)).toBeUndefined();
    expect(defectiveCrops({}, { ...tiny, trainOn: 'whole' })).toEqual([0]);
  });
});
