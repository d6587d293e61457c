import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../../engine/device.ts';
import {
  gradientError,
  waveBatch,
  waveValues,
  type GoldenGradients,
} from '../../engine/testing/autoencoder-values.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import { texture } from '../../engine/testing/pictures.ts';
import { trainHere } from '../../engine/testing/train-here.ts';
import { createControl } from '../../engine/training/control.ts';
import type { StepNumbers } from '../../engine/training/trainer.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from '../run-detector.ts';
import { vaeGanFace } from './face.ts';
import { vaeGanNetwork } from './network.ts';

interface Golden {
  readonly shape: Pick<Experiment, 'inputSize' | 'width' | 'latent' | 'seed' | 'ganBalance'>;
  readonly rows: number;
  readonly loss: number;
  readonly numbers: Readonly<Record<string, number>>;
  readonly gradients: GoldenGradients;
}

const golden = JSON.parse(readFileSync('src/detectors/vae-gan/fixtures/step.json', 'utf8')) as Golden;
const tiny: Experiment = {
  ...defaultExperiment,
  detector: 'vae-gan',
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  steps: 20,
  latent: 8,
  learningRate: 0.001,
  patchArea: [4, 8],
};
const images = [1, 2, 3].map((seed) => texture(64, seed));
const hasGpu = await installNodeWebGpu();

describe(`the VAE-GAN on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  it.each(['webgpu', 'cpu'] as const)(
    'gives each of its three networks the gradient that PyTorch gives it by a backward pass of its own, on %s',
    async (path) => {
      const plain = { optimiser: 'sgd', momentum: 0, weightDecay: 0, normDecay: false } as const;
      const experiment = { ...tiny, ...golden.shape, ...plain };
      const first = { parameters: waveValues(vaeGanNetwork(experiment).spec), statistics: {} };
      const own = path === 'webgpu' ? device : { ...device, gpu: undefined };
      const trainer = await createDetectorTrainer(experiment, own, first);
      const batch = waveBatch(golden.rows, golden.shape.inputSize);
      let told: StepNumbers | undefined;
      const error = await gradientError(trainer, golden.gradients, async (rate) => {
        told = await trainer.step(batch, rate);
      });
      expect(Object.keys(golden.gradients)).toHaveLength(30);
      expect(error).toBeLessThan(3e-4);
      expect(Math.abs((told?.loss ?? 0) / golden.loss - 1)).toBeLessThan(1e-4);
      for (const [name, value] of Object.entries(golden.numbers)) {
        expect(Math.abs((told?.numbers[name] ?? 0) / value - 1), name).toBeLessThan(1e-4);
      }
      trainer.dispose();
    },
  );

  it('trains, shows its pictures, and scores', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const { outcome, steps, looks } = await trainHere({
      experiment: tiny,
      recipe: recipeOf(tiny),
      images,
      trainer,
      device,
    });
    expect(outcome.ok).toBe(true);
    expect(steps.at(-1)?.numbers['likeness']).toBeLessThan(steps[0].numbers['likeness']);
    const look = looks.at(-1);
    const rows = look?.outputs?.map(({ name, pictures }) => [name, pictures.length]);
    expect(rows).toEqual(vaeGanFace.outputRows?.map(({ name }) => [name, 4]));
    const frozen = () => Promise.reject(new Error('it sees with its own network'));
    const { createMethod, score } = scoringOf({ experiment: tiny, trainer, items: [], frozen });
    const method = await createMethod();
    const control = createControl(() => Promise.resolve());
    const fitted = await method.fit([], { gpu: undefined, isSoftware: true, control });
    const judged = await fitted?.judge(await method.see(images[0]));
    expect(judged?.scores[score]).toBeGreaterThan(0);
    expect(Object.keys(judged?.scores ?? {}).sort()).toEqual(
      vaeGanFace.scores.map(({ name }) => name).sort(),
    );
    trainer.dispose();
  });

  it('reports a collapse by name, of either kind, but not in the first steps', () => {
    const recipe = recipeOf({ ...tiny, steps: 400 });
    const sound = { kl: 3, likeness: 9, discriminator: 1.5, sampleSpread: 0.02, imageSpread: 0.05 };
    const problem = (changes: Partial<typeof sound>, step: number) =>
      recipe.problemOf?.({ loss: 1, numbers: { ...sound, ...changes } }, step);
    expect(problem({}, 200)).toBeUndefined();
    expect(problem({ sampleSpread: 0 }, 100)).toBeUndefined();
    expect(problem({ sampleSpread: 0.000_01 }, 101)).toEqual({
      kind: 'gan-collapsed',
      step: 101,
      how: 'samples-alike',
      value: 0.0002,
    });
    expect(problem({ discriminator: 0.0004 }, 101)).toEqual({
      kind: 'gan-collapsed',
      step: 101,
      how: 'fakes-told-apart',
      value: 0.0004,
    });
  });
});
