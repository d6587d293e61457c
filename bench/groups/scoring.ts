/** PatchCore's scoring on the device against the JavaScript that does the same without one, on features of a built-in category. */
import { defaultExperiment, type Experiment } from '../../src/core/experiment/experiment.ts';
import { drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import { createRandom } from '../../src/core/random.ts';
import { greedyCoreset, takeRows } from '../../src/core/scoring/coreset.ts';
import { nearestPatches } from '../../src/core/scoring/patch-scores.ts';
import { createDetectorTrainer, scoringOf } from '../../src/detectors/run-detector.ts';
import type { Device } from '../../src/engine/device.ts';
import { runEvaluation } from '../../src/engine/evaluation/evaluate.ts';
import { createPatchMethod } from '../../src/engine/evaluation/patch-method.ts';
import { chooseCoreset } from '../../src/engine/neighbours/choose-coreset.ts';
import { createNeighbours } from '../../src/engine/neighbours/neighbours.ts';
import { joinRows } from '../../src/engine/program/embedder.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import { createControl } from '../../src/engine/training/control.ts';
import type { Trainer } from '../../src/engine/training/trainer.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { quantile } from '../support/timing.ts';

const control = createControl(() => new Promise((resolve) => setImmediate(resolve)));
const side = defaultExperiment.imageSize;
const experiment: Experiment = {
  ...defaultExperiment,
  detector: 'patchcore',
  backbone: 'own',
  score: 'patches',
};

async function timed<Result>(work: () => Result | Promise<Result>): Promise<{ ms: number; result: Result }> {
  const start = performance.now();
  const result = await work();
  return { ms: performance.now() - start, result };
}

/** Images that the bank is of, images that are scored, and rows of the bank. */
const [bankImages, scoredImages, bankRows] = [20, 8, 2000] as const;

/** Coreset and distances of the same patches, ours and JavaScript's, which must agree. */
async function neighboursBench(gpu: GPUDevice, trainer: Trainer): Promise<BenchResult[]> {
  const method = createPatchMethod(experiment, trainer);
  const seen = [];
  for (const { image } of drawSampleItems('hex-nut', side)) {
    if (seen.push(await method.see(image)) === bankImages + scoredImages) break;
  }
  const length = seen[0]?.channels ?? 1;
  const patches = joinRows(seen.slice(0, bankImages).map(({ data }) => data));
  const options = { size: bankRows, random: createRandom('coreset') };
  const here = await timed(() => greedyCoreset(patches, length, options));
  const again = { size: bankRows, random: createRandom('coreset') };
  const onDevice = await timed(() => chooseCoreset(gpu, { rows: patches, length }, again, control));
  if (onDevice.result?.join() !== here.result.join()) throw new Error('the coresets differ');
  const bank = takeRows(patches, length, here.result);
  const neighbours = createNeighbours(gpu, bank, length, control);
  await neighbours.nearest(patches.subarray(0, 4096 * length), 1); // compiles
  const times = { ours: [] as number[], baseline: [] as number[] };
  for (const { data } of seen.slice(bankImages)) {
    const ours = await timed(() => neighbours.nearest(data, 1));
    const baseline = await timed(() => nearestPatches(data, bank, length));
    if (ours.result?.distances.join() !== baseline.result.distances.join())
      throw new Error('distances differ');
    times.ours.push(ours.ms);
    times.baseline.push(baseline.ms);
  }
  neighbours.dispose();
  const count = patches.length / length;
  return [
    compared({
      name: 'neighbours-vs-js',
      ours: quantile(times.ours, 0.5),
      baseline: quantile(times.baseline, 0.5),
      unit: 'ms',
      note: `an image of ${(seen[0]?.data.length ?? 0) / length} patches against ${bankRows} rows of ${length}; same rows, same distances`,
    }),
    compared({
      name: 'coreset-vs-js',
      ours: onDevice.ms,
      baseline: here.ms,
      unit: 'ms',
      note: `${bankRows} of ${count} rows of ${length}; the same rows`,
    }),
  ];
}

/** All of an evaluation: 60 images for the bank, 23 scored. */
async function wholeBench(device: Device, trainer: Trainer): Promise<BenchResult> {
  const coreset = 10;
  const items = [...drawSampleItems('hex-nut', side)];
  const some = [
    ...items.filter(({ split }) => split === 'train'),
    ...items.filter(({ split }) => split === 'test').slice(8, 31),
  ];
  const scores: number[][] = [];
  const run = async (where: Device): Promise<number> => {
    const scored: number[] = [];
    const chosen = { ...experiment, coreset };
    const { ms } = await timed(() =>
      runEvaluation({
        experiment: chosen,
        items: some,
        ...scoringOf({
          experiment: chosen,
          trainer,
          items: some,
          frozen: () => Promise.reject(new Error('the network is the trainer’s own')),
        }),
        device: where,
        control,
        now: () => performance.now(),
        report: (event) => {
          if (event.type === 'scored') scored.push(...event.items.map(({ score }) => score));
        },
      }),
    );
    scores.push(scored);
    return ms;
  };
  const baseline = await run({ ...device, gpu: undefined });
  const ours = await run(device);
  if (scores[0]?.join() !== scores[1]?.join()) throw new Error('scores differ');
  const note = `${some.length} images, a bank of ${coreset} % of the patches of 60; the same scores; baseline: the search in JavaScript`;
  return compared({ name: 's7-vs-before', ours: ours / 1000, baseline: baseline / 1000, unit: 's', note });
}

export async function scoringBench(): Promise<BenchResult[]> {
  if (!(await installNodeWebGpu())) {
    console.log('scoring: skipped, there is no Vulkan driver here');
    return [];
  }
  const { openDevice } = await import('../../src/engine/device.ts');
  const device = await openDevice();
  const { gpu } = device;
  if (gpu === undefined) return [];
  const trainer = await createDetectorTrainer(experiment, device);
  return [...(await neighboursBench(gpu, trainer)), await wholeBench(device, trainer)];
}
