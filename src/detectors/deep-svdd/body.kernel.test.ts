import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../../engine/device.ts';
import { createControl } from '../../engine/training/control.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { backboneWeights } from '../../engine/testing/backbone-weights.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { openTestDevice } from '../../engine/testing/open-gpu.ts';
import { texture } from '../../engine/testing/pictures.ts';
import { trainHere } from '../../engine/testing/train-here.ts';
import { createDetectorTrainer, recipeOf } from '../run-detector.ts';
import { deepSvddBody } from './body.ts';
import { sphereLength } from './network.ts';
import { pretrain } from './pretrain.ts';
import { centreName, radiusName } from './sphere.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  detector: 'deep-svdd',
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  batchSize: 3,
  steps: 30,
  learningRate: 0.002,
  patchArea: [4, 8],
  svddWarmUp: 5,
};
const images = [1, 2, 3].map((seed) => texture(64, seed));
const hasGpu = await installNodeWebGpu();

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe(`training of Deep SVDD on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  afterEach(() => {
    expect(device.takeFault()).toBeUndefined();
  });

  const tools = () => ({ device, control: createControl(() => Promise.resolve()) });

  const train = (experiment: Experiment, trainer: Trainer) =>
    trainHere({ experiment, recipe: recipeOf(experiment), images, trainer, device });

  it.each(['one-class', 'soft-boundary'] as const)(
    'draws normal images to the centre: %s',
    async (svddObjective) => {
      const trainer = await createDetectorTrainer({ ...tiny, svddObjective }, device);
      const { outcome, steps, events } = await train({ ...tiny, svddObjective }, trainer);
      expect(outcome).toEqual({ ok: true, value: { steps: 30, reason: 'completed' } });
      const distances = steps.map(({ numbers }) => numbers['meanDistance']);
      // Three images a step are few, and in a soft sphere only those outside are drawn: means of five steps, after the warm-up.
      expect(meanOf(distances.slice(-5))).toBeLessThan(0.75 * meanOf(distances.slice(6, 11)));
      expect(events.some(({ type }) => type === 'watched')).toBe(true);
      const firstRadius = steps.findIndex(({ numbers }) => numbers['radius'] > 0);
      expect(firstRadius).toBe(svddObjective === 'soft-boundary' ? tiny.svddWarmUp + 1 : -1); // a step tells the last one's
      const { parameters } = await trainer.save();
      expect(
        parameters[centreName].every((value) => Math.abs(value) >= Math.fround(0.1) || value === 0),
      ).toBe(true);
      const radii = steps.map(({ numbers }) => numbers['radius']);
      if (svddObjective === 'one-class') {
        expect(parameters[radiusName][0]).toBe(0);
      } else {
        expect(radii.slice(0, 6)).toEqual(new Array(6).fill(0)); // the radius of step 6 counts from step 7 on
        expect(Math.min(...radii.slice(6))).toBeGreaterThan(0);
      }
      trainer.dispose();
    },
  );

  it.skipIf(!hasGpu)('has the losses of plain tfjs operations', async () => {
    const soft = { ...tiny, svddObjective: 'soft-boundary', svddWarmUp: 1, steps: 3 } as const;
    const [compiled, reference] = await Promise.all(
      [device, { ...device, gpu: undefined }].map((one) => createDetectorTrainer(soft, one)),
    );
    const { steps } = await train(soft, compiled);
    const { steps: wanted } = await train(soft, reference);
    steps.forEach(({ loss, numbers }, i) => {
      expect(Math.abs(loss / wanted[i].loss - 1)).toBeLessThan(1e-3);
      expect(Math.abs(numbers['radius'] - wanted[i].numbers['radius'])).toBeLessThan(1e-3);
      expect(Math.abs(numbers['spread'] - wanted[i].numbers['spread'])).toBeLessThan(1e-3);
    });
    compiled.dispose();
    reference.dispose();
  });

  it('learns on features of the pretrained network, which stays as it is and does not collapse', async () => {
    const experiment: Experiment = { ...tiny, svddSees: 'features', steps: 12 };
    const trunk = await backboneWeights();
    const start = await deepSvddBody.firstValues?.(experiment, () => Promise.resolve(trunk));
    expect(await deepSvddBody.firstValues?.(tiny, () => Promise.resolve(trunk))).toBeUndefined();
    const trainer = await createDetectorTrainer(experiment, device, start);
    const { outcome, steps } = await train(experiment, trainer);
    expect(outcome).toEqual({ ok: true, value: { steps: 12, reason: 'completed' } });
    const distances = steps.map(({ numbers }) => numbers['meanDistance']);
    expect(meanOf(distances.slice(-5))).toBeLessThan(0.75 * meanOf(distances.slice(0, 5)));
    expect(Math.min(...steps.map(({ numbers }) => numbers['spread']))).toBeGreaterThan(0.01);
    const { parameters } = await trainer.save();
    for (const [name, values] of Object.entries(trunk)) expect(parameters[name], name).toEqual(values);
    expect(parameters['encoder.conv1.weight']).not.toEqual(start?.parameters['encoder.conv1.weight']);
    trainer.dispose();
  });

  it('is pretrained by giving images back, with a loss that falls, and another centre after it', async () => {
    const experiment: Experiment = { ...tiny, svddPretraining: 15, steps: 1 };
    const trainer = await createDetectorTrainer(experiment, device);
    const before = await trainer.save();
    const losses = await pretrain(trainer, images, experiment, tools());
    expect(losses).toHaveLength(15);
    expect(meanOf(losses.slice(-3))).toBeLessThan(0.9 * meanOf(losses.slice(0, 3)));
    const after = await trainer.save();
    const layers = Object.keys(before.parameters).filter((name) => name.startsWith('encoder.'));
    for (const name of layers) expect(after.parameters[name], name).not.toEqual(before.parameters[name]);
    expect(Object.keys(after.parameters)).toEqual(Object.keys(before.parameters));
    const stopped = { ...tools(), control: { ...tools().control, isStopped: () => true } };
    expect(await pretrain(trainer, images, experiment, stopped)).toEqual([]);
    const centreAfter = async (svddPretraining: number) => {
      const one = await createDetectorTrainer(experiment, device);
      await recipeOf({ ...experiment, svddPretraining }).prepare?.(one, images, tools());
      const { parameters } = await one.save();
      one.dispose();
      return parameters[centreName];
    };
    expect(await centreAfter(3)).not.toEqual(await centreAfter(0));
    trainer.dispose();
  });

  it('reports a collapse on features by name too', async () => {
    const experiment: Experiment = { ...tiny, svddSees: 'features', steps: 3 };
    const trunk = await backboneWeights();
    const start = await deepSvddBody.firstValues?.(experiment, () => Promise.resolve(trunk));
    const flat = { 'encoder.conv2.weight': new Float32Array(256 * sphereLength('quarter')) };
    const trainer = await createDetectorTrainer(
      experiment,
      device,
      start && { ...start, parameters: { ...start.parameters, ...flat } },
    );
    const { outcome } = await train(experiment, trainer);
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'embeddings-collapsed', step: 1 } });
    trainer.dispose();
  });

  it('reports a sphere without a radius by name, once there is to be one', () => {
    const problem = (svddObjective: Experiment['svddObjective'], radius: number, step: number) =>
      recipeOf({ ...tiny, svddObjective }).problemOf?.({ loss: 1, numbers: { spread: 0.1, radius } }, step);
    expect(problem('soft-boundary', 0, 7)).toEqual({ kind: 'sphere-collapsed', step: 7, radius: 0 });
    expect(problem('soft-boundary', 0, 6)).toBeUndefined();
    expect(problem('soft-boundary', 0.2, 7)).toBeUndefined();
    expect(problem('one-class', 0, 7)).toBeUndefined();
  });

  it('reports embeddings that collapse by name, and stops', async () => {
    const trainer = await createDetectorTrainer(tiny, device);
    const still = await trainer.save();
    const flat = Object.fromEntries(
      Object.entries(still.parameters).map(([name, values]) => [name, values.map(() => 0)]),
    );
    const recipe = recipeOf(tiny);
    trainer.restore({ ...still, parameters: flat });
    const { outcome } = await train({ ...tiny, steps: 3 }, trainer);
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'embeddings-collapsed', step: 1 } });
    expect(recipe.problemOf?.({ loss: 1, numbers: { spread: 0.3 } }, 1)).toBeUndefined();
    trainer.dispose();
  });

  it('goes on from a checkpoint as if it had never stopped, bit for bit', async () => {
    const soft = { ...tiny, svddObjective: 'soft-boundary', svddWarmUp: 1 } as const;
    const source = recipeOf(soft).batches(images);
    const lossesOf = async (trainer: Trainer, from: number, end: number) => {
      const losses: number[] = [];
      for (let step = from; step < end; step++) {
        const batch = source.draw(step);
        if (!batch.ok) throw new Error(batch.problem.kind);
        losses.push((await trainer.step(batch.value, 0.001)).loss);
      }
      return losses;
    };
    const whole = await createDetectorTrainer(soft, device);
    await recipeOf(soft).prepare?.(whole, images, tools());
    await lossesOf(whole, 0, 4);
    const saved = await whole.save();
    const wanted = await lossesOf(whole, 4, 8);
    const other = await createDetectorTrainer({ ...soft, seed: 7 }, device);
    other.restore(saved);
    expect(await lossesOf(other, 4, 8)).toEqual(wanted);
    whole.dispose();
    other.dispose();
  });
});
