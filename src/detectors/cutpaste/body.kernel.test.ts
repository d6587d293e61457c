import { beforeAll, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { Device } from '../../engine/device.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { difference } from '../../engine/testing/numbers.ts';
import { gpuOf, openTestDevice } from '../../engine/testing/open-gpu.ts';
import { blank } from '../../engine/testing/pictures.ts';
import { createTestRecorder, runRecorded } from '../../engine/testing/run-recorded.ts';
import { createDetectorTrainer, recipeOf } from '../run-detector.ts';
import golden from './fixtures/cutpaste.json' with { type: 'json' };
import { classificationObjective } from './objective.ts';

const tiny: Experiment = {
  ...defaultExperiment,
  detector: 'cutpaste',
  width: 'quarter',
  imageSize: 64,
  inputSize: 32,
  batchSize: 4,
  cutArea: [10, 30],
  cutJitter: 0.5,
};
const images = [90, 120, 150].map((grey) => blank(64, grey));
const logits = Float32Array.from(golden.logits);
const classes = Uint32Array.from(golden.classes);
const rows = classes.length;

const hasGpu = await installNodeWebGpu();

describe(`CutPaste on ${hasGpu ? 'software WebGPU' : 'the CPU (no Vulkan driver here)'}`, () => {
  let device: Device;

  beforeAll(async () => {
    device = await openTestDevice(hasGpu ? undefined : 'cpu');
  });

  it.skipIf(!hasGpu)('has the loss, gradient and accuracy of PyTorch on the device', async () => {
    const recorder = createTestRecorder({});
    const projected = { name: 'logits', shape: [rows, 3] };
    const kinds = { name: 'classes', shape: [rows] };
    const settings = { name: 'settings', shape: [4] };
    const inputs = { outputs: { projected }, targets: { classes: kinds }, settings };
    const { numbers, gradients } = classificationObjective.record(recorder, inputs);
    const contents = [[projected, logits] as const, [kinds, new Uint8Array(classes.buffer)] as const];
    const [got, slope] = await runRecorded(gpuOf(device), recorder, contents, [numbers, gradients[0][1]]);
    expect(difference(got, [golden.loss, golden.accuracy])).toBeLessThan(1e-6);
    expect(difference(slope, golden.gradient)).toBeLessThan(1e-6);
  });

  async function train(on: Pick<Device, 'gpu' | 'report' | 'lanes'>, steps: number) {
    const trainer = await createDetectorTrainer(tiny, on);
    const source = recipeOf(tiny).batches(images);
    const told: { loss: number; accuracy: number }[] = [];
    for (let step = 0; step < steps; step++) {
      const batch = source.draw(step);
      if (!batch.ok) throw new Error(batch.problem.kind);
      const { loss, numbers } = await trainer.step(batch.value, 0.003);
      told.push({ loss, accuracy: numbers['accuracy'] });
    }
    const { parameters } = await trainer.save();
    trainer.dispose();
    return { told, head: parameters['head.2.weight'] };
  }

  it.skipIf(!hasGpu)('takes the step of plain tfjs operations, network and update included', async () => {
    const [compiled, wanted] = [await train(device, 1), await train({ ...device, gpu: undefined }, 1)];
    compiled.told.forEach(({ loss, accuracy }, i) => {
      expect(Math.abs(loss / wanted.told[i].loss - 1)).toBeLessThan(1e-3);
      expect(accuracy).toBeCloseTo(wanted.told[i].accuracy, 5);
    });
    expect(difference(compiled.head, wanted.head)).toBeLessThan(1e-3);
  });

  it('learns to tell the three apart', async () => {
    const { told } = await train(device, 40);
    const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
    const [first, last] = [told.slice(0, 6), told.slice(-6)].map((some) =>
      meanOf(some.map(({ loss }) => loss)),
    );
    expect(last).toBeLessThan(0.9 * first);
    expect(meanOf(told.slice(-6).map(({ accuracy }) => accuracy))).toBeGreaterThan(0.45);
    expect(device.takeFault()).toBeUndefined();
  });
});
