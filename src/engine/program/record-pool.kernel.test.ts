import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceOperations } from '../reference/operations.ts';
import type { Device } from '../device.ts';
import { roundToHalves } from '../testing/halves.ts';
import { kernelsHere } from '../testing/kernels-here.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { difference, draw } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import { recordAveragePool, recordMaxPool } from './record-pool.ts';
import { recordUnary } from './record-unary.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

const hasGpu = await installNodeWebGpu();
const { storages } = await kernelsHere();

describe.skipIf(!hasGpu)('recorded pooling (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  /** Value and input gradient of one operation, beside those of tfjs. */
  async function checkOne(
    shape: number[],
    record: (recorder: Recorder, x: Value) => Value,
    composed: (x: tf.Tensor) => tf.Tensor,
  ): Promise<void> {
    const recorder = createTestRecorder({}, { kind: 'direct' }, storages.at(-1));
    const x = { name: 'x', shape };
    const y = record(recorder, x);
    const kept = record === recordMaxPool ? recorder.keep(y) : y; // what convolutions take
    const dy = { name: 'dy', shape: y.shape };
    recorder.backward(y, dy);
    const [pixels, upstream] = [draw(shape, 'x'), draw(y.shape, 'dy')];
    const contents = [
      [x, pixels],
      [dy, upstream],
    ] as const;
    const dx = recorder.gradientOf(x)!;
    const [gotY, gotDx, gotKept] = await runRecorded(gpu, recorder, contents, [y, dx, kept]);
    const input = tf.tensor(pixels, shape);
    const output = composed(input);
    const gradient = tf.grad(composed)(input, tf.tensor(upstream, [...y.shape]));
    expect(output.shape).toEqual(y.shape);
    expect(difference(gotY, await output.data())).toBeLessThan(1e-6);
    expect(difference(gotDx, await gradient.data())).toBeLessThan(1e-6);
    if (kept !== y) expect(gotKept).toEqual(roundToHalves(gotY));
    expect(device.takeFault()).toBeUndefined();
  }

  it('pool and relu as reference operations do, on any shape', async () => {
    const composed = referenceOperations({
      state: { parameters: {}, statistics: {} },
      mode: 'train',
      sink: [],
    });
    const shapes = fc.tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 2, max: 11 }),
      fc.integer({ min: 2, max: 11 }),
      fc.integer({ min: 1, max: 9 }),
    );
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        await checkOne(shape, recordMaxPool, composed.maxPool);
        await checkOne(shape, recordAveragePool, composed.averagePool);
        await checkOne(shape, (recorder, x) => recordUnary(recorder, x, 'relu'), composed.relu);
      }),
      { seed: 9, numRuns: 15 },
    );
  });
});
