import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stepSettings } from '../../engine/optimisers/optimiser.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { difference } from '../../engine/testing/numbers.ts';
import { openGpu } from '../../engine/testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../engine/testing/run-recorded.ts';
import golden from './fixtures/objective.json' with { type: 'json' };
import { sphereObjective } from './objective.ts';
import { referenceOf } from './reference.ts';
import { centreName, centreOf, radiusName, squaredDistances, type SphereChoice } from './sphere.ts';

const { rows, length, nu: svddNu } = golden;
const [z, centre, radius] = [golden.z, golden.centre, [golden.radius]].map((values) =>
  Float32Array.from(values),
);
const kinds = ['one-class', 'soft-boundary'] as const;
const warmUp = 3;
const choiceOf = (svddObjective: SphereChoice['svddObjective']) => ({
  svddObjective,
  svddNu,
  svddWarmUp: warmUp,
});

const hasGpu = await installNodeWebGpu();

/** Loss, mean distance, squared radius and spread by PyTorch. */
function numbersOf(kind: (typeof kinds)[number]): number[] {
  const { loss, meanDistance, spread } = golden[kind];
  return [loss, meanDistance, golden.radius ** 2, spread];
}

describe('the centre', () => {
  it('is the mean of the rows, with coordinates near zero pushed away, as PyTorch gives it', () => {
    expect(difference(centreOf(z, length), golden.centreOfRows)).toBeLessThan(1e-6);
    expect([...centreOf(Float32Array.of(0.02, -0.02, 0, 3), 4)]).toEqual([
      Math.fround(0.1),
      Math.fround(-0.1),
      0,
      3,
    ]);
  });

  it('is what distances are measured from', () => {
    const distances = squaredDistances(z, centre);
    const mean = distances.reduce((sum, one) => sum + one, 0) / rows;
    expect(Math.abs(mean / golden['one-class'].meanDistance - 1)).toBeLessThan(1e-6);
  });
});

describe('Deep SVDD on tfjs', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(kinds)('has the loss, the gradient and the radius of PyTorch: %s', (kind) => {
    const weights: Record<string, tf.Tensor> = {
      [centreName]: tf.tensor1d(centre),
      [radiusName]: tf.tensor1d(radius),
    };
    const step = (pooled: tf.Tensor, update = warmUp + 1) =>
      referenceOf(choiceOf(kind))({
        outputs: { pooled },
        targets: {},
        weight: (name) => weights[name],
        update,
      });
    const pooled = tf.tensor2d(z, [rows, length]);
    const { numbers, moved } = step(pooled);
    expect(difference(numbers.dataSync(), numbersOf(kind))).toBeLessThan(1e-5);
    const gradient = tf.grad((value) => step(value).loss)(pooled);
    expect(difference(gradient.dataSync(), golden[kind].gradient)).toBeLessThan(1e-5);
    const after = moved?.[radiusName].dataSync()[0];
    if (kind === 'one-class') expect(after).toBeUndefined();
    else expect(after).toBeCloseTo(golden[kind].radiusAfter, 5);
    expect(step(pooled, warmUp).moved).toBeUndefined();
  });
});

describe.skipIf(!hasGpu)('Deep SVDD on the device (skipped where there is no Vulkan driver)', () => {
  it.each(kinds)('has the loss, the gradient and the radius of PyTorch: %s', async (kind) => {
    const { device, gpu } = await openGpu();
    const recorder = createTestRecorder({ [centreName]: [length], [radiusName]: [1] });
    const pooled = { name: 'z', shape: [rows, length] };
    const settings = { name: 'settings', shape: [4] };
    const inputs = { outputs: { pooled }, targets: {}, settings };
    const recorded = sphereObjective(choiceOf(kind)).record(recorder, inputs);
    const [[output, gradient]] = recorded.gradients;
    expect(output).toBe(pooled);
    const moved = recorder.weight(radiusName);
    const run = (update: number) => {
      const contents = [
        [pooled, z] as const,
        [settings, stepSettings(0.1, update)] as const,
        [recorder.weight(centreName), centre] as const,
        [moved, radius] as const,
      ];
      return runRecorded(gpu, recorder, contents, [recorded.numbers, gradient, moved]);
    };
    const [numbers, dz, after] = await run(warmUp + 1);
    expect(difference(numbers, numbersOf(kind))).toBeLessThan(1e-5);
    expect(difference(dz, golden[kind].gradient)).toBeLessThan(1e-5);
    const wanted = kind === 'one-class' ? golden.radius : golden[kind].radiusAfter;
    expect(after[0]).toBeCloseTo(wanted, 5);
    expect(device.takeFault()).toBeUndefined();
  });
});
