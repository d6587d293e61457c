import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../device.ts';
import { referenceOperations } from '../reference/operations.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { difference, draw } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import { recordNorm } from './record/norm.ts';
import { recordBinary, recordUnary } from './record/entries.ts';
import type { Recorder } from './recorder.ts';
import type { Value } from './value.ts';

const [rows, channels] = [6, 4];
const norms = ['first', 'left', 'right'] as const;
const gamma = (layer: string) => draw([channels], `${layer} gamma`, 1);
const beta = (layer: string) => draw([channels], `${layer} beta`);

/** [M, C] by its definition, in 64 bits. */
function normByDefinition(x: readonly number[], layer: string): number[] {
  const [scale, shift] = [gamma(layer), beta(layer)];
  const columns = Array.from({ length: channels }, (_, c) => x.filter((_, i) => i % channels === c));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / rows);
  const variances = columns.map(
    (column, c) => column.reduce((sum, value) => sum + (value - means[c]) ** 2, 0) / rows,
  );
  return x.map((value, i) => {
    const c = i % channels;
    return ((value - means[c]) / Math.sqrt(variances[c] + 1e-5)) * scale[c] + shift[c];
  });
}

/** h = relu(norm(x)), which is used three times: norm(h) + norm'(h) + relu(h). */
function byDefinition(x: readonly number[]): number[] {
  const h = normByDefinition(x, 'first').map((value) => Math.max(0, value));
  const [left, right] = [normByDefinition(h, 'left'), normByDefinition(h, 'right')];
  return h.map((value, i) => left[i] + right[i] + value);
}

/** Both get the sum's own gradient. */
function recordSum(recorder: Recorder, a: Value, b: Value): Value {
  return recordBinary(recorder, [a, b], 'add');
}

const hasGpu = await installNodeWebGpu();

describe.skipIf(!hasGpu)('a value that is used three times (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;
  const [x, dy] = [draw([rows, channels], 'x'), draw([rows, channels], 'dy')];

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  async function onTheDevice(): Promise<{ y: Float32Array; dx: Float32Array }> {
    const shapes = Object.fromEntries(
      norms.flatMap((layer) => [
        [`${layer}.weight`, [channels]],
        [`${layer}.bias`, [channels]],
        [layer, [2, channels]],
      ]),
    );
    const recorder = createTestRecorder(shapes);
    const input: Value = { name: 'x', shape: [rows, channels] };
    const upstream: Value = { name: 'dy', shape: input.shape };
    const h = recordNorm(recorder, input, 'first', { activation: 'relu' });
    const [left, right] = [recordNorm(recorder, h, 'left'), recordNorm(recorder, h, 'right')];
    const y = recordSum(recorder, recordSum(recorder, left, right), recordUnary(recorder, h, 'relu'));
    recorder.backward(y, upstream);
    const gradient = recorder.gradientOf(input);
    if (gradient === undefined) throw new Error('no gradient reached x');
    const contents = [
      [input, x] as const,
      [upstream, dy] as const,
      ...norms.flatMap((layer) => [
        [recorder.weight(`${layer}.weight`), gamma(layer)] as const,
        [recorder.weight(`${layer}.bias`), beta(layer)] as const,
      ]),
    ];
    const [gotY, gotDx] = await runRecorded(gpu, recorder, contents, [y, gradient]);
    return { y: gotY, dx: gotDx };
  }

  it('has the gradient of its definition', async () => {
    const got = await onTheDevice();
    expect(difference(got.y, byDefinition([...x]))).toBeLessThan(1e-5);
    const loss = (values: readonly number[]) =>
      byDefinition(values).reduce((sum, value, i) => sum + value * dy[i], 0);
    const step = 1e-5;
    const wanted = Array.from(x, (value, i) => {
      const at = (moved: number) => loss(Array.from(x, (one, j) => (j === i ? moved : one)));
      return (at(value + step) - at(value - step)) / (2 * step);
    });
    expect(difference(got.dx, wanted)).toBeLessThan(1e-4);
    expect(device.takeFault()).toBeUndefined();
  });

  it('has the gradient of plain tfjs operations', async () => {
    const got = await onTheDevice();
    const parameters = Object.fromEntries(
      norms.flatMap((layer) => [
        [`${layer}.weight`, tf.variable(tf.tensor1d(gamma(layer)))],
        [`${layer}.bias`, tf.variable(tf.tensor1d(beta(layer)))],
      ]),
    );
    const { normalise, unary } = referenceOperations({
      state: { parameters, statistics: {} },
      mode: 'train',
      sink: [],
    });
    const apply = (input: tf.Tensor) => {
      const h = normalise(input, 'first', { activation: 'relu' });
      return normalise(h, 'left').add(normalise(h, 'right')).add(unary(h, 'relu'));
    };
    const [dx] = tf.grads(apply)([tf.tensor2d(x, [rows, channels])], tf.tensor2d(dy, [rows, channels]));
    expect(difference(got.dx, await dx.data())).toBeLessThan(1e-4);
  });
});
