import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../device.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { difference, draw } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import type { Compose } from './compose.ts';
import { composedObjective } from './composed-objective.ts';
import { recordAddend } from './record/addend.ts';

const hasGpu = await installNodeWebGpu();

/** What a segmenting autoencoder minimises: pixels, structure and a mask; and an output that the loss reads twice. */
const compose: Compose = (operations, { outputs: { picture, logits }, targets: { clean, mask } }) => {
  const { binary, reduce, unary, ssim } = operations;
  const pixels = reduce(binary(picture, clean, 'squaredDifference'), 'mean', 'all');
  const similarity = reduce(ssim(picture, clean, 4), 'mean', 'all');
  const marks = reduce(binary(logits, mask, 'focal'), 'mean', 'all');
  const noise = reduce(binary(operations.gaussian(picture, 7), picture, 'multiply'), 'mean', 'all');
  const sum = binary(binary(pixels, marks, 'add'), noise, 'add');
  return {
    loss: binary(sum, similarity, 'subtract'),
    series: [pixels, similarity, marks, noise, unary(marks, 'exp'), unary(pixels, 'sigmoid')],
  };
};
const series = ['pixels', 'similarity', 'marks', 'noise', 'a', 'b'];

describe.skipIf(!hasGpu)('a composed objective (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  const shapes = { picture: [2, 5, 7, 3], logits: [2, 5, 7, 1] };
  const contents = {
    picture: draw(shapes.picture, 'picture'),
    logits: draw(shapes.logits, 'logits'),
    clean: draw(shapes.picture, 'clean'),
    mask: draw(shapes.logits, 'mask').map((value) => Number(value > 0)),
  };
  const update = 5;

  it('has the same numbers and gradients on the device as on tfjs', async () => {
    const recorder = createTestRecorder({});
    const outputs = {
      picture: { name: 'picture', shape: shapes.picture },
      logits: { name: 'logits', shape: shapes.logits },
    };
    const targets = {
      clean: { name: 'clean', shape: shapes.picture },
      mask: { name: 'mask', shape: shapes.logits },
    };
    const settings = { name: 'settings', shape: [4] };
    const objective = composedObjective(series, compose);
    const { numbers, gradients } = objective.record(recorder, { outputs, targets, settings });
    for (const [value, gradient] of gradients) recordAddend(recorder, value, gradient);
    recorder.derive();
    expect(recorder.gradientOf(targets.clean)).toBeUndefined();
    const given = [
      [outputs.picture, contents.picture],
      [outputs.logits, contents.logits],
      [targets.clean, contents.clean],
      [targets.mask, contents.mask],
      [settings, Float32Array.of(0, 0, 0, update)],
    ] as const;
    const slopes = [outputs.picture, outputs.logits].map((value) => recorder.gradientOf(value)!);
    const got = await runRecorded(gpu, recorder, given, [numbers, ...slopes]);
    expect(device.takeFault()).toBeUndefined();

    const reference = await objective.loadReference();
    const step = (picture: tf.Tensor, logits: tf.Tensor) =>
      reference({
        outputs: { picture, logits },
        targets: {
          clean: { shape: shapes.picture, data: contents.clean },
          mask: { shape: shapes.logits, data: contents.mask },
        },
        weight: () => tf.scalar(0),
        update,
      });
    const [picture, logits] = [
      tf.tensor(contents.picture, shapes.picture),
      tf.tensor(contents.logits, shapes.logits),
    ];
    const wanted = [
      await step(picture, logits).numbers.data(),
      ...(await Promise.all(
        tf
          .grads((a, b) => step(a, b).loss)([picture, logits])
          .map((slope) => slope.data()),
      )),
    ];
    expect(got[0].length).toBe(1 + series.length);
    got.forEach((values, i) => {
      expect(difference(values, wanted[i])).toBeLessThan(1e-5);
    });
  });

  it('refuses whole numbers as targets, by name', async () => {
    const reference = await composedObjective([], compose).loadReference();
    const targets = { mask: { shape: [1], data: Uint32Array.of(1) } };
    expect(() => reference({ outputs: {}, targets, weight: () => tf.scalar(0), update })).toThrow(
      'expected the target mask as 32-bit floats, got whole numbers',
    );
  });
});
