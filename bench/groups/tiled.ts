/**
 * The tiled kernels, which real GPUs run, on whatever WebGPU runs in Node. `KIZU_BENCH_BEFORE=/path/of/a/checkout` (with node_modules) compares them with
 * that checkout's, steps in turns in one run; `broadcast`, the kind for drivers that run on the CPU, stands beside them.
 */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Compiled from '../../src/engine/training/compiled-trainer.ts';
import { createRandom } from '../../src/core/random.ts';
import type * as Body from '../../src/detectors/contrastive/body.ts';
import type { ConvolutionStyle } from '../../src/engine/kernels/convolution.ts';
import { drawParameters, startStatistics } from '../../src/engine/networks/parameters.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../src/engine/testing/open-gpu.ts';
import { styleFor } from '../../src/engine/training/create-trainer.ts';
import { countWork, type Loader } from '../support/count-work.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { batchOf, experimentOf, type StepShape } from '../support/step-bench.ts';
import { quantile } from '../support/timing.ts';

const shapes: readonly StepShape[] = [
  { width: 'quarter', side: 64, images: 16 },
  { width: 'full', side: 64, images: 4 },
];
const rounds = 5;

const here: Loader = (path) => import(`../../${path}`);

function loaderOf(checkout: string): Loader {
  return (path) => import(pathToFileURL(resolve(checkout, path)).href);
}

/** A step of the default detector by a checkout's trainer; resolves when the loss is here. */
async function stepsOf(load: Loader, gpu: GPUDevice, shape: StepShape, style: ConvolutionStyle) {
  const { createCompiledTrainer } = (await load(
    'src/engine/training/compiled-trainer.ts',
  )) as typeof Compiled;
  const { contrastiveBody } = (await load('src/detectors/contrastive/body.ts')) as typeof Body;
  const learner = contrastiveBody.learner(experimentOf(shape));
  const { spec } = learner.network;
  const first = {
    parameters: drawParameters(spec, createRandom('bench')),
    statistics: startStatistics(spec),
  };
  const trainer = createCompiledTrainer(learner, first, gpu, { style, storage: 'f32' });
  const batch = batchOf(shape);
  return {
    step: async () => (await trainer.step(batch, 0.01)).loss,
    dispose() {
      trainer.dispose();
    },
  };
}

/** Median milliseconds of a step each, in turns. */
async function timeInTurns(
  engines: readonly { step(): Promise<number>; dispose(): void }[],
): Promise<{ ms: readonly number[]; losses: readonly number[] }> {
  const times = engines.map((): number[] => []);
  const losses = engines.map(() => Number.NaN);
  for (let round = -1; round < rounds; round++) {
    for (const [i, engine] of engines.entries()) {
      const start = performance.now();
      losses[i] = await engine.step();
      if (round >= 0) times[i]?.push(performance.now() - start);
    }
  }
  for (const engine of engines) engine.dispose();
  return { ms: times.map((one) => quantile(one, 0.5)), losses };
}

async function countsBench(before: Loader | undefined): Promise<BenchResult[]> {
  const shape = shapes[0] ?? { width: 'quarter', side: 64, images: 16 };
  const experiment = experimentOf(shape);
  const ours = await countWork(here, experiment, shape);
  const theirs = before && (await countWork(before, experiment, shape));
  const of = 'quarter width, 64 views of 64 px, counted from the plan for a GPU';
  const note = `${of}; ${ours.calls} calls, ${ours.thinProducts} of the thin ones products`;
  const row = (name: string, one: number, baseline: number | undefined, unit: string): BenchResult =>
    baseline === undefined
      ? { name, ours: one, unit, note }
      : compared({ name, ours: one, baseline, unit, note });
  return [
    row('flop-waste', ours.flopWaste, theirs?.flopWaste, 'executed / real'),
    row('tiled-bytes', ours.bytes / 1e6, theirs && theirs.bytes / 1e6, 'MB'),
    row('thin-dispatches', ours.thin, theirs?.thin, 'calls with fewer than 64 workgroups'),
  ];
}

export async function* tiledBench(): AsyncGenerator<BenchResult> {
  const checkout = process.env['KIZU_BENCH_BEFORE'];
  const before = checkout === undefined ? undefined : loaderOf(checkout);
  yield* await countsBench(before);
  if (!(await installNodeWebGpu())) {
    console.log('tiled: not timed, there is no Vulkan driver here');
    return;
  }
  const device = await openTestDevice();
  const { gpu } = device;
  if (gpu === undefined) return;
  for (const shape of shapes) {
    const tiled = { kind: 'tiled' } as const;
    const engines = [
      await stepsOf(here, gpu, shape, tiled),
      await stepsOf(here, gpu, shape, styleFor(device)),
      ...(before === undefined ? [] : [await stepsOf(before, gpu, shape, tiled)]),
    ];
    const { ms, losses } = await timeInTurns(engines);
    const [ours = Number.NaN, own = Number.NaN, earlier] = ms;
    const label = `${shape.width}-${shape.images}x4-views-${shape.side}px`;
    const note = `steps in turns, ${device.report.adapter}; losses after ${rounds + 1}: ${losses.join(', ')}`;
    yield compared({
      name: `tiled-vs-${styleFor(device).kind}-${label}`,
      ours,
      baseline: own,
      unit: 'ms',
      note,
    });
    if (earlier !== undefined) {
      yield compared({ name: `tiled-vs-before-${label}`, ours, baseline: earlier, unit: 'ms', note });
    }
  }
}
