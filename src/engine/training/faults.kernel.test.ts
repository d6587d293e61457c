import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { TrainingEvent } from '../../core/run/events.ts';
import type { Device } from '../device.ts';
import { forwardKernel } from '../kernels/forward.ts';
import { geometryOf } from '../kernels/geometry.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { compileProgram } from '../program/compile.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { gpuOf } from '../testing/open-gpu.ts';
import { texture } from '../testing/pictures.ts';
import { unwatched } from '../testing/unwatched.ts';
import { createBatchSource } from './batch.ts';
import { createControl } from './control.ts';
import { contrastiveBody } from '../../detectors/contrastive/body.ts';
import { createDetectorTrainer, recipeOf } from '../../detectors/run-detector.ts';
import { executionFor } from './create-trainer.ts';
import { bytesOfTraining, estimateCost } from './estimate.ts';
import { trainThroughLosses } from './recover.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  steps: 32,
  learningRate: 0.02,
  patchArea: [4, 8],
};
const images = [1, 2, 3].map((seed) => texture(64, seed));
const control = () => createControl(() => new Promise((resolve) => setImmediate(resolve)));

/** What is measured of an experiment. */
const costOf = (experiment: Experiment) => ({
  experiment,
  learner: contrastiveBody.learner(experiment),
  recipe: recipeOf(experiment),
});

const hasGpu = await installNodeWebGpu();

/** Bytes of all buffers that live on a device. */
function countBytes(gpu: GPUDevice): () => number {
  let bytes = 0;
  const create = gpu.createBuffer.bind(gpu);
  gpu.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    bytes += descriptor.size;
    const destroy = buffer.destroy.bind(buffer);
    buffer.destroy = () => {
      bytes -= descriptor.size;
      destroy();
    };
    return buffer;
  };
  return () => bytes;
}

describe.skipIf(!hasGpu)('training on WebGPU (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let open: () => Promise<Device>;

  beforeAll(async () => {
    ({ openDevice: open } = await import('../device.ts'));
    device = await open();
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  it('holds as many tensors and bytes after 200 steps as after 5', async () => {
    const bytes = countBytes(gpuOf(device));
    const trainer = await createDetectorTrainer(tiny, device);
    const source = createBatchSource(images, tiny);
    const seen: string[] = [];
    for (let step = 0; step < 200; step++) {
      const batch = source.draw(step);
      if (!batch.ok) throw new Error(batch.problem.kind);
      await trainer.step(batch.value, 0.01);
      const { numTensors, numBytes } = tf.memory();
      const { numBytesInGPUAllocated } = tf.memory() as unknown as { numBytesInGPUAllocated: number };
      if (step === 4 || step === 199)
        seen.push([numTensors, numBytes, numBytesInGPUAllocated, bytes()].join(' '));
    }
    expect(seen[1]).toBe(seen[0]);
    trainer.dispose();
  });

  /** Losses of a whole run; the device is destroyed where `destroyAt` steps have been reported. */
  async function lossesOf(destroyAt: readonly number[]): Promise<{ losses: number[]; restored: number[] }> {
    let current = await open();
    let waiting = [...destroyAt];
    const losses: number[] = [];
    const restored: number[] = [];
    const report = (event: TrainingEvent) => {
      if (event.type === 'step') losses[event.step] = event.loss;
      if (event.type === 'restored') restored.push(event.step);
      if (event.type !== 'step' || waiting[0] !== event.step) return;
      waiting = waiting.slice(1);
      current.gpu?.destroy();
    };
    const trainer = unwatched(await createDetectorTrainer(tiny, current));
    const reopen = async () => {
      current = await open();
      return { device: current, trainer: unwatched(await createDetectorTrainer(tiny, current)) };
    };
    const outcome = await trainThroughLosses({
      experiment: tiny,
      recipe: recipeOf(tiny),
      images,
      trainer,
      device: current,
      control: control(),
      now: () => 0,
      report,
      reopen,
    });
    expect(outcome).toEqual({ ok: true, value: { steps: 32, reason: 'completed' } });
    device = current;
    return { losses: losses.slice(1), restored };
  }

  it('goes on after its device is destroyed, from the last state kept, to the same losses bit for bit', async () => {
    const whole = await lossesOf([]);
    expect(whole.losses).toHaveLength(32);
    const broken = await lossesOf([3, 27, 29]);
    expect(broken.restored).toEqual([0, 25, 25]);
    expect(broken.losses).toEqual(whole.losses);
  });

  it('gives up on a device that is lost again and again', async () => {
    let current = await open();
    const report = (event: TrainingEvent) => {
      if (event.type === 'restored') current.gpu?.destroy();
    };
    const reopen = async () => {
      current = await open();
      return { device: current, trainer: await createDetectorTrainer(tiny, current) };
    };
    const trainer = await createDetectorTrainer(tiny, current);
    current.gpu?.destroy();
    const shared = {
      experiment: tiny,
      recipe: recipeOf(tiny),
      images,
      control: control(),
      now: () => 0,
      report,
      reopen,
    };
    const outcome = await trainThroughLosses({ ...shared, trainer, device: current });
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'device-lost' } });
    device = await open();
  });

  it('finds a device that was lost while nothing ran lost each time it is used, and goes on with another', async () => {
    const dead = await open();
    const trainer = await createDetectorTrainer(tiny, dead);
    dead.gpu?.destroy();
    const lost = { ok: false, problem: { kind: 'device-lost' } };
    const estimate = () => estimateCost({ ...costOf(tiny), device: dead, control: control(), now: () => 0 });
    expect(await estimate()).toMatchObject(lost);
    expect(await estimate()).toMatchObject(lost);
    const reopen = async () => {
      device = await open();
      return { device, trainer: unwatched(await createDetectorTrainer(tiny, device)) };
    };
    const setup = {
      experiment: { ...tiny, steps: 2 },
      recipe: recipeOf(tiny),
      images,
      control: control(),
      now: () => 0,
      reopen,
    };
    const outcome = await trainThroughLosses({ ...setup, trainer, device: dead, report: () => undefined });
    expect(outcome).toEqual({ ok: true, value: { steps: 2, reason: 'completed' } });
  });

  it('names the kernel that does not compile, and the one whose buffers are wrong', async () => {
    const gpu = gpuOf(device);
    const x = { name: 'x', shape: [1, 4, 4, 4] };
    const w = { name: 'w', shape: [3, 3, 4, 4] };
    const y = { name: 'y', shape: [1, 4, 4, 4] };
    const sound = forwardKernel(geometryOf(x.shape, w.shape, { stride: 1, padding: 1 }));
    const compile = (kernel: Kernel, out: typeof y, arenas = {}) => {
      const call = { kernel, label: 'layer1', reads: { x, w }, writes: { y: out } };
      return compileProgram(gpu, { sections: [[call]], kept: [] }, arenas);
    };
    const broken = { ...sound, name: 'conv_broken', body: 'this is no code;' };
    await expect(compile(broken, y)).rejects.toThrow(/kernel conv_broken does not compile: line \d+/);
    const weights = gpu.createBuffer({ size: 4096, usage: GPUBufferUsage.STORAGE });
    const misplaced = { ...y, place: { arena: 'weights', offset: 4 } };
    await expect(compile(sound, misplaced, { weights })).rejects.toThrow(/conv_forward_\S+ of layer1/);
    const huge = { name: 'y', shape: [2 ** 36] };
    await expect(compile(sound, huge)).rejects.toMatchObject({ kind: 'out-of-memory' });
  });

  it('tells what a step costs before training: its time, and its bytes to the last', async () => {
    const now = () => performance.now();
    const bytes = countBytes(gpuOf(device));
    const trainer = await createDetectorTrainer(tiny, device);
    const batch = createBatchSource(images, tiny).draw(0);
    if (!batch.ok) throw new Error(batch.problem.kind);
    await trainer.step(batch.value, 0.01);
    const held = bytes();
    const planned = bytesOfTraining(contrastiveBody.learner(tiny), batch.value, executionFor(tiny, device));
    trainer.dispose();
    const outcome = await estimateCost({ ...costOf(tiny), device, control: control(), now });
    if (!outcome.ok) throw new Error(outcome.problem.kind);
    expect(outcome.value).toMatchObject({ batchSize: 2, wantedBatchSize: 2, steps: 32 });
    expect(outcome.value?.stepMs).toBeGreaterThan(1);
    expect(outcome.value?.bytes).toBe(planned);
    // Beside the plan there are the sizes of calls and what numbers are read through.
    expect(held).toBeGreaterThan(planned);
    expect(held).toBeLessThan(1.2 * planned);
  });

  it('gives no cost where it was stopped before a step could be timed', async () => {
    const stopped = control();
    stopped.stop();
    const outcome = await estimateCost({ ...costOf(tiny), device, control: stopped, now: () => 0 });
    expect(outcome).toEqual({ ok: true, value: undefined });
  });

  it('proposes the batch that fits where the wanted one does not', async () => {
    const gpu = gpuOf(device);
    const { limits } = gpu;
    const layers = 4 * 32 * (16 * 16 * 16 * 4); // the first convolution's output for 32 images of 32 px
    const few = { maxBufferSize: layers, maxStorageBufferBindingSize: layers };
    const fewer = new Proxy(limits, {
      get: (all, name) => (name in few ? layers : (Reflect.get(all, name, all) as number)),
    });
    Object.defineProperty(gpu, 'limits', { value: fewer, configurable: true });
    const experiment = { ...tiny, batchSize: 64 };
    const outcome = await estimateCost({ ...costOf(experiment), device, control: control(), now: () => 0 });
    Object.defineProperty(gpu, 'limits', { value: limits, configurable: true });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
    expect(outcome.value?.wantedBatchSize).toBe(64);
    expect(outcome.value?.batchSize).toBe(32);
  });
});
