/** The engine's step against tfjs's own kernels and gradients, on whatever WebGPU runs in Node. */
import { drawSampleItems } from '../../src/core/dataset/samples/samples.ts';
import { defaultExperiment, type Experiment } from '../../src/core/experiment/experiment.ts';
import type { RgbImage } from '../../src/core/image/image.ts';
import type { Device } from '../../src/engine/device.ts';
import { installNodeWebGpu } from '../../src/engine/testing/node-webgpu.ts';
import { createBatchSource, type StepBatch } from '../../src/engine/training/batch.ts';
import { createTrainer } from '../../src/engine/training/create-trainer.ts';
import type { Trainer } from '../../src/engine/training/trainer.ts';
import { compared, type BenchResult } from '../support/report.ts';
import { quantile } from '../support/timing.ts';

/** Quarter width, 64 views of 32 px: a step that tfjs's own kernels finish in seconds without a GPU. */
const experiment: Experiment = { ...defaultExperiment, width: 'quarter', imageSize: 128, inputSize: 32 };

const rounds = 5;

type Engine = 'ours' | 'stock';

/** Counts what is sent to the GPU from now on. */
function countDispatches(): () => number {
  let count = 0;
  const { prototype } = (
    globalThis as unknown as { GPUComputePassEncoder: { prototype: GPUComputePassEncoder } }
  ).GPUComputePassEncoder;
  const dispatch = Object.getOwnPropertyDescriptor(prototype, 'dispatchWorkgroups')?.value as (
    ...sizes: number[]
  ) => void;
  prototype.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...sizes: number[]) {
    count++;
    dispatch.apply(this, sizes);
  };
  return () => count;
}

function drawBatch(): StepBatch {
  const images: RgbImage[] = [];
  for (const { image } of drawSampleItems('hex-nut', experiment.imageSize)) {
    if (images.push(image) === 16) break;
  }
  const batch = createBatchSource(images, experiment).draw(0);
  if (!batch.ok) throw new Error(batch.problem.kind);
  return batch.value;
}

interface Measured {
  readonly ms: number[];
  dispatches: number;
}

async function timeStep(trainer: Trainer, batch: StepBatch): Promise<number> {
  const start = performance.now();
  await trainer.step(batch, 0.01);
  return performance.now() - start;
}

/** Engines take turns, after a step each to compile the shaders. */
async function measure(device: Device): Promise<Record<Engine, Measured>> {
  const batch = drawBatch();
  const dispatches = countDispatches();
  const measured: Record<Engine, Measured> = {
    ours: { ms: [], dispatches: 0 },
    stock: { ms: [], dispatches: 0 },
  };
  const trainers: Record<Engine, Trainer> = {
    ours: createTrainer(experiment, device),
    stock: createTrainer(experiment, { gpu: undefined }),
  };
  for (let round = -1; round < rounds; round++) {
    for (const engine of ['ours', 'stock'] as const) {
      const sent = dispatches();
      const ms = await timeStep(trainers[engine], batch);
      if (round >= 0) measured[engine].ms.push(ms);
      measured[engine].dispatches = dispatches() - sent;
    }
  }
  trainers.ours.dispose();
  trainers.stock.dispose();
  return measured;
}

export async function engineBench(): Promise<BenchResult[]> {
  if (!(await installNodeWebGpu())) {
    console.log('engine: skipped, there is no Vulkan driver here');
    return [];
  }
  const { openDevice } = await import('../../src/engine/device.ts');
  const device = await openDevice();
  const { ours, stock } = await measure(device);
  const note = `quarter width, 64 views of 32 px, ${device.report.adapter}; baseline: the same network on tfjs 4.22's kernels`;
  return [
    compared({
      name: 'step-vs-stock',
      ours: quantile(ours.ms, 0.5),
      baseline: quantile(stock.ms, 0.5),
      unit: 'ms',
      note,
    }),
    compared({
      name: 'dispatches-per-step',
      ours: ours.dispatches,
      baseline: stock.dispatches,
      unit: 'dispatches',
      note,
    }),
  ];
}
