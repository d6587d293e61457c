import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { PackedImages } from '../../core/views/packed.ts';
import { plainView } from '../../core/views/view.ts';
import type { Device } from '../device.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { openTestDevice } from '../testing/open-gpu.ts';
import { texture } from '../testing/pictures.ts';
import { createBatchSource, type PairBatch } from './batch.ts';
import { createDetectorTrainer } from '../../detectors/run-detector.ts';
import type { Trainer } from './trainer.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  batchSize: 4,
  patchArea: [4, 8],
};

function batchOf(experiment: Experiment): PairBatch {
  const images = [1, 2, 3, 4].map((seed) => texture(64, seed));
  const outcome = createBatchSource(images, experiment).draw(0);
  if (!outcome.ok) throw new Error(outcome.problem.kind);
  return outcome.value;
}

function picturesOf({ data, side }: PackedImages, first: number, end: number): PackedImages {
  const size = side * side * 4;
  return { side, count: end - first, data: data.slice(first * size, end * size) };
}

const hasGpu = await installNodeWebGpu();

describe(`the trainer on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  it.each(['pair', 'classwise', 'decoupled', 'dcl', 'nt-xent', 'firm', 'cross-entropy'] as const)(
    'lowers %s on a batch it sees again, and leaves no tensors behind',
    async (objective) => {
      const experiment = { ...tiny, objective, headBatchNorm: objective !== 'decoupled' };
      const batch = batchOf(experiment);
      const start = tf.memory().numTensors;
      const trainer = await createDetectorTrainer(experiment, device);
      const losses = [(await trainer.step(batch, 0.02)).loss];
      const before = tf.memory().numTensors;
      for (let step = 1; step < 20; step++) losses.push((await trainer.step(batch, 0.02)).loss);
      expect(tf.memory().numTensors).toBe(before);
      expect(losses.at(-1)).toBeLessThan(0.9 * losses[0]);
      trainer.dispose();
      await new Promise((resolve) => setImmediate(resolve));
      expect(tf.memory().numTensors).toBe(start);
    },
  );

  it('loses as much with activations in 16 bits', async ({ skip }) => {
    skip(!device.report.hasHalfStorage, 'this device keeps 32 bits');
    const experiment: Experiment = { ...tiny, batchSize: 16 };
    const images = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => texture(64, seed));
    const source = createBatchSource(images, experiment);
    const walk = async (halfStorage: boolean) => {
      const trainer = await createDetectorTrainer({ ...experiment, halfStorage }, device);
      const losses: number[] = [];
      for (let step = 0; step < 20; step++) {
        const batch = source.draw(step);
        if (!batch.ok) throw new Error(batch.problem.kind);
        losses.push((await trainer.step(batch.value, 0.01)).loss);
      }
      trainer.dispose();
      return losses;
    };
    const [halves, whole] = [await walk(true), await walk(false)];
    const apart = whole.map((loss, i) => halves[i] / loss - 1);
    expect(Math.abs(apart[0])).toBeLessThan(1e-6); // what comes forward is not rounded
    expect(apart[1]).not.toBe(0);
    expect(Math.abs(apart[1])).toBeLessThan(0.01);
    // Training is chaotic: kernels of another order of summing, 2e-7 apart at first, are as far apart after a few steps.
    expect(Math.max(...apart.map(Math.abs))).toBeLessThan(0.2);
    expect(Math.abs(apart.reduce((sum, one) => sum + one, 0) / 20)).toBeLessThan(0.03);
  });

  it('measures similarities that are cosines', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const { numbers } = await trainer.step(batchOf(tiny), 0);
    for (const similarity of [numbers['positiveSimilarity'], numbers['negativeSimilarity']]) {
      expect(Math.abs(similarity)).toBeGreaterThan(0);
      expect(Math.abs(similarity)).toBeLessThanOrEqual(1);
    }
    trainer.dispose();
  });

  it('embeds each view by itself, whatever shares its batch', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const { pictures } = batchOf(tiny);
    const together = (await trainer.forward(picturesOf(pictures, 0, 3), ['pooled']))[0];
    const alone = (await trainer.forward(picturesOf(pictures, 1, 2), ['pooled']))[0];
    expect(together).toHaveLength(3 * trainer.length);
    const spread = Math.max(...alone) - Math.min(...alone);
    expect(spread).toBeGreaterThan(0);
    alone.forEach((value, i) => {
      expect(Math.abs(value - together[trainer.length + i]) / spread).toBeLessThan(1e-4);
    });
    trainer.dispose();
  });

  it('gives the embeddings, projections and feature maps of layers 1 to 4 that reference operations give, of any view', async () => {
    const { pictures } = batchOf(tiny);
    const some = picturesOf(pictures, 0, 3);
    const trainers = [
      await createDetectorTrainer(tiny, device),
      await createDetectorTrainer(tiny, { ...device, gpu: undefined }),
    ];
    await trainers[0].step(batchOf(tiny), 0.05); // running statistics and weights that are not the first
    trainers[1].restore(await trainers[0].save());
    const turned = { ...plainView, rotation: 0.3, brightness: 1.1 };
    const [got, wanted] = await Promise.all(
      trainers.map(async (one) => [
        ...(await one.forward(some, ['layer1', 'layer2', 'layer3', 'layer4'])),
        ...(await one.forward(some, ['projected', 'pooled'])),
        ...(await one.forward(some, ['pooled'], turned)),
      ]),
    );
    const maps = [3 * 8 * 8 * 16, 3 * 4 * 4 * 32, 3 * 2 * 2 * 64, 3 * 128];
    expect(got.map(({ length }) => length)).toEqual([...maps, 3 * 128, 3 * 128, 3 * 128]);
    expect(got[6]).not.toEqual(got[5]);
    got.forEach((values, i) => {
      const scale = Math.max(...wanted[i]);
      expect(scale).toBeGreaterThan(0);
      values.forEach((value, at) => {
        expect(Math.abs(value - wanted[i][at]) / scale).toBeLessThan(1e-4);
      });
    });
    for (const trainer of trainers) trainer.dispose();
  });

  it('starts from the same weights for the same seed', async () => {
    const batch = batchOf(tiny);
    const first = async (seed: number) => {
      const trainer = await createDetectorTrainer({ ...tiny, seed }, device);
      const { loss } = await trainer.step(batch, 0.01);
      trainer.dispose();
      return loss;
    };
    const loss = await first(3);
    expect(await first(3)).toBe(loss);
    expect(await first(4)).not.toBe(loss);
  });

  it('goes on from a checkpoint as if it had never stopped, bit for bit', async () => {
    const experiment = { ...tiny, steps: 6 };
    const images = [1, 2, 3, 4].map((seed) => texture(64, seed));
    const source = createBatchSource(images, experiment);
    const pictures = picturesOf(batchOf(tiny).pictures, 0, 2);
    const walk = async (trainer: Trainer, from: number, to: number) => {
      const losses: number[] = [];
      for (let step = from; step < to; step++) {
        const batch = source.draw(step);
        if (!batch.ok) throw new Error(batch.problem.kind);
        losses.push((await trainer.step(batch.value, 0.05)).loss);
      }
      return losses;
    };
    const whole = await createDetectorTrainer(experiment, device);
    const wanted = await walk(whole, 0, 6);
    const [embedding] = await whole.forward(pictures, ['pooled']);
    whole.dispose();

    const first = await createDetectorTrainer(experiment, device);
    await walk(first, 0, 3);
    const checkpoint = await first.save();
    first.dispose();
    const second = await createDetectorTrainer({ ...experiment, seed: 9 }, device);
    const tensors = tf.memory().numTensors;
    second.restore(checkpoint);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(await walk(second, 3, 6)).toEqual(wanted.slice(3));
    expect(await second.forward(pictures, ['pooled'])).toEqual([embedding]);
    second.dispose();
  });
});
