import { readFileSync } from 'node:fs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { Device } from '../../engine/device.ts';
import {
  gradientError,
  waveBatch,
  waveValues,
  type GoldenGradients,
} from '../../engine/testing/autoencoder-values.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { difference } from '../../engine/testing/numbers.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import { texture } from '../../engine/testing/pictures.ts';
import { trainHere } from '../../engine/testing/train-here.ts';
import { createControl } from '../../engine/training/control.ts';
import type { StepNumbers, Trainer } from '../../engine/training/trainer.ts';
import { createDetectorTrainer, recipeOf, scoringOf } from '../run-detector.ts';
import { vaeFace } from './face.ts';
import { vaeNetwork } from './network.ts';

interface Golden {
  readonly shape: Pick<Experiment, 'inputSize' | 'width' | 'latent' | 'seed' | 'beta'>;
  readonly rows: number;
  readonly loss: number;
  readonly reconstruction: number;
  readonly kl: number;
  readonly gradients: GoldenGradients;
}

const golden = JSON.parse(readFileSync('src/detectors/vae/fixtures/step.json', 'utf8')) as Golden;
const tiny: Experiment = {
  ...defaultExperiment,
  detector: 'vae',
  imageSize: 64,
  inputSize: 32,
  batchSize: 2,
  steps: 20,
  latent: 8,
  patchArea: [4, 8],
};
const images = [1, 2, 3].map((seed) => texture(64, seed));
const hasGpu = await installNodeWebGpu();

describe(`the VAE on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  const train = (experiment: Experiment, trainer: Trainer) =>
    trainHere({ experiment, recipe: recipeOf(experiment), images, trainer, device });

  it.each(['webgpu', 'cpu'] as const)('has the terms and gradients of PyTorch, on %s', async (path) => {
    const plain = { optimiser: 'sgd', momentum: 0, weightDecay: 0, normDecay: false } as const;
    const experiment = { ...tiny, ...golden.shape, ...plain };
    const first = { parameters: waveValues(vaeNetwork(experiment).spec), statistics: {} };
    const own = path === 'webgpu' ? device : { ...device, gpu: undefined };
    const trainer = await createDetectorTrainer(experiment, own, first);
    const batch = waveBatch(golden.rows, golden.shape.inputSize);
    let told: StepNumbers | undefined;
    const error = await gradientError(trainer, golden.gradients, async (rate) => {
      told = await trainer.step(batch, rate);
    });
    expect(error).toBeLessThan(1e-4);
    expect(told?.loss).toBeCloseTo(golden.loss, 4);
    expect(told?.numbers['reconstruction']).toBeCloseTo(golden.reconstruction, 1);
    expect(told?.numbers['kl']).toBeCloseTo(golden.kl, 4);
    trainer.dispose();
  });

  it('learns, and shows what it gives back and samples that it draws, of the same codes each time', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const { outcome, steps, looks } = await train(tiny, trainer);
    expect(outcome.ok).toBe(true);
    const terms = steps.map(({ numbers }) => numbers['reconstruction']);
    expect(terms.at(-1)).toBeLessThan(0.9 * terms[0]);
    const names = looks.at(-1)?.outputs?.map(({ name, pictures }) => [name, pictures.length]);
    expect(names).toEqual(vaeFace.outputRows?.map(({ name }) => [name, 4]));
    const codes = Float32Array.from({ length: 16 }, (_, i) => Math.sin(i));
    const made = await trainer.generate?.(codes);
    expect(made?.length).toBe(2 * 32 * 32 * 3);
    expect(difference(made ?? [], (await trainer.generate?.(codes)) ?? [])).toBe(0);
    const { parameters, statistics } = await trainer.save();
    const plain = await createDetectorTrainer(
      tiny,
      { ...device, gpu: undefined },
      { parameters, statistics },
    );
    expect(difference((await plain.generate?.(codes)) ?? [], made ?? [])).toBeLessThan(1e-4);
    trainer.dispose();
    plain.dispose();
  });

  it('scores by reconstruction, by KL, and by both', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const frozen = () => Promise.reject(new Error('it sees with its own network'));
    const scored = async (vaeScore: Experiment['vaeScore']) => {
      const experiment = { ...tiny, vaeScore };
      const { createMethod, score } = scoringOf({ experiment, trainer, items: [], frozen });
      const method = await createMethod();
      const control = createControl(() => Promise.resolve());
      const fitted = await method.fit([], { gpu: undefined, isSoftware: true, control });
      const judged = await fitted?.judge(await method.see(images[0]));
      return { score, scores: judged?.scores ?? {} };
    };
    const [one, kl, both] = [await scored('reconstruction'), await scored('kl'), await scored('both')];
    expect([one.score, kl.score, both.score]).toEqual(['largest-residual', 'kl', 'elbo']);
    expect(both.scores).toEqual(one.scores);
    expect(Object.keys(one.scores).sort()).toEqual(vaeFace.scores.map(({ name }) => name).sort());
    expect(kl.scores['kl']).toBeGreaterThan(0);
    expect(both.scores['elbo']).toBeGreaterThan(both.scores['kl'] ?? Infinity);
    trainer.dispose();
  });

  it('reports a code that says nothing by name, after a while', async () => {
    const experiment = { ...tiny, beta: 1000, steps: 60 };
    const trainer = await createDetectorTrainer(experiment, device);
    const recipe = recipeOf(experiment);
    const source = recipe.batches(images);
    const problems: (RunProblem | undefined)[] = [];
    for (let step = 1; step <= 52; step++) {
      const batch = source.draw(step - 1);
      if (!batch.ok) throw new Error(batch.problem.kind);
      problems.push(recipe.problemOf?.(await trainer.step(batch.value, 0.01), step));
    }
    expect(problems.slice(0, 50)).toEqual(new Array(50).fill(undefined));
    expect(problems[50]).toMatchObject({ kind: 'code-unused', step: 51 });
    expect(recipe.problemOf?.({ loss: 1, numbers: { kl: 3 } }, 55)).toBeUndefined();
    trainer.dispose();
  });
});
