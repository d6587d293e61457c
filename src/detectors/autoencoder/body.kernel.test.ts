import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../../engine/device.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import { texture } from '../../engine/testing/pictures.ts';
import { trainHere } from '../../engine/testing/train-here.ts';
import { createControl } from '../../engine/training/control.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from '../run-detector.ts';
import { autoencoderFace } from './face.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  detector: 'autoencoder',
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  steps: 20,
  latent: 16,
  patchArea: [4, 8],
};
const images = [1, 2, 3].map((seed) => texture(64, seed));
const hasGpu = await installNodeWebGpu();

describe(`the autoencoder on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  async function train(experiment: Experiment, trainer: Trainer, recipe = recipeOf(experiment)) {
    const done = await trainHere({ experiment, recipe, images, trainer, device });
    expect(done.outcome.ok).toBe(true);
    return done;
  }

  it.each(['l2', 'ssim'] as const)('learns to give images back, and shows it: %s', async (loss) => {
    const experiment = { ...tiny, reconstructionLoss: loss };
    const trainer = await createDetectorTrainer(experiment, device);
    const { steps, looks } = await train(experiment, trainer);
    expect(steps.at(-1)?.loss).toBeLessThan({ l2: 0.9, ssim: 0.98 }[loss] * steps[0].loss);
    if (loss === 'l2') expect(steps[0].numbers['squaredError']).toBe(steps[0].loss);
    const rows = looks.map(({ outputs = [] }) =>
      outputs.map(({ name, pictures }) => [name, pictures.length]),
    );
    const wanted = autoencoderFace.outputRows?.map(({ name }) => [name, 4]);
    expect(rows).toEqual(looks.map(() => wanted));
    const [first, last] = [looks[0], looks[looks.length - 1]].map(({ outputs = [] }) => outputs);
    expect(first[0]).toEqual(last[0]); // the same images
    expect(first[1]).not.toEqual(last[1]);
    trainer.dispose();
  });

  it('scores an image by its residuals, by the largest or by their mean', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const frozen = () => Promise.reject(new Error('it sees with its own network'));
    const { createMethod, score } = scoringOf({ experiment: tiny, trainer, items: [], frozen });
    expect(score).toBe('largest-residual');
    expect(autoencoderFace.chosenScore({ ...tiny, residualScore: 'mean' })).toBe('mean-residual');
    const method = await createMethod();
    const control = createControl(() => Promise.resolve());
    const fitted = await method.fit([], { gpu: undefined, isSoftware: true, control });
    const judgement = await fitted?.judge(await method.see(images[0]));
    const { 'largest-residual': largest = 0, 'mean-residual': mean = 0 } = judgement?.scores ?? {};
    expect(mean).toBeGreaterThan(0);
    expect(largest).toBeGreaterThan(mean);
    expect(judgement?.map?.scores.length).toBe(64 * 64);
    trainer.dispose();
  });

  it('trains another network for each of its knobs', async () => {
    const lossesOf = async (changes: Partial<Experiment>) => {
      const experiment = { ...tiny, steps: 1, ...changes };
      const trainer = await createDetectorTrainer(experiment, device);
      const source = recipeOf(experiment).batches(images).draw(0);
      if (!source.ok) throw new Error(source.problem.kind);
      const { loss } = await trainer.step(source.value, 0.001);
      trainer.dispose();
      return loss;
    };
    const losses = await Promise.all(
      [{}, { latent: 20 }, { reconstructionLoss: 'ssim' } as const].map(lossesOf),
    );
    expect(new Set(losses).size).toBe(3);
  });

  it.skipIf(!hasGpu).each(['l2', 'ssim'] as const)('has the losses of plain tfjs: %s', async (loss) => {
    const experiment = { ...tiny, steps: 2, reconstructionLoss: loss, trainOn: 'whole' } as const;
    const [compiled, reference] = await Promise.all(
      [device, { ...device, gpu: undefined }].map((one) => createDetectorTrainer(experiment, one)),
    );
    const source = recipeOf(experiment).batches(images);
    for (let step = 0; step < 2; step++) {
      const batch = source.draw(step);
      if (!batch.ok) throw new Error(batch.problem.kind);
      const [got, wanted] = [
        await compiled.step(batch.value, 0.001),
        await reference.step(batch.value, 0.001),
      ];
      expect(Math.abs(got.loss / wanted.loss - 1)).toBeLessThan(1e-3);
      expect(Math.abs(got.numbers['squaredError'] / wanted.numbers['squaredError'] - 1)).toBeLessThan(1e-3);
    }
    compiled.dispose();
    reference.dispose();
  });
});
