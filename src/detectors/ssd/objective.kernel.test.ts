import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../../core/fixtures/ssd.json' with { type: 'json' };
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { difference } from '../../engine/testing/numbers.ts';
import { openGpu } from '../../engine/testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../engine/testing/run-recorded.ts';
import { ntXentObjective } from './objective.ts';
import { referenceOf } from './reference.ts';

const { rows, length, temperature, numbers: wanted, gradient: wantedGradient } = golden.contrast;
const z = Float32Array.from(golden.contrast.z);
const hasGpu = await installNodeWebGpu();

describe('NT-Xent on tfjs', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('has the loss, the mean cosines and the gradient of PyTorch', () => {
    const step = (projected: tf.Tensor) =>
      referenceOf(temperature)({
        outputs: { projected },
        targets: {},
        weight: () => projected,
        update: 1,
      });
    const projected = tf.tensor2d(z, [rows, length]);
    expect(difference(step(projected).numbers.dataSync(), wanted)).toBeLessThan(1e-5);
    const gradient = tf.grad((value) => step(value).loss)(projected);
    expect(difference(gradient.dataSync(), wantedGradient)).toBeLessThan(1e-5);
  });
});

describe.skipIf(!hasGpu)('NT-Xent on the device (skipped where there is no Vulkan driver)', () => {
  it('has the loss, the mean cosines and the gradient of PyTorch', async () => {
    const { device, gpu } = await openGpu();
    const recorder = createTestRecorder({});
    const projected = { name: 'z', shape: [rows, length] };
    const settings = { name: 'settings', shape: [4] };
    const inputs = { outputs: { projected }, targets: {}, settings };
    const recorded = ntXentObjective(temperature).record(recorder, inputs);
    const [[output, gradient]] = recorded.gradients;
    expect(output).toBe(projected);
    const [numbers, dz] = await runRecorded(gpu, recorder, [[projected, z]], [recorded.numbers, gradient]);
    expect(difference(numbers, wanted)).toBeLessThan(1e-5);
    expect(difference(dz, wantedGradient)).toBeLessThan(1e-5);
    expect(device.takeFault()).toBeUndefined();
  });
});
