import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceOperations, updateStatistics, type MomentSink } from '../../reference/operations.ts';
import type { Device } from '../../device.ts';
import { kernelsHere } from '../../testing/kernels-here.ts';
import { installNodeWebGpu } from '../../testing/node-webgpu.ts';
import { roundToHalves } from '../../testing/halves.ts';
import { difference, draw } from '../../testing/numbers.ts';
import { openGpu } from '../../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../testing/run-recorded.ts';
import { evaluationOperations } from '../evaluation-operations.ts';
import { recordNorm } from './norm.ts';
import type { StorageFormat, Value } from '../value.ts';

type Numbers = Float32Array<ArrayBuffer>;

const hasGpu = await installNodeWebGpu();
const { storages } = await kernelsHere();

interface NormCase {
  readonly rows: number;
  readonly channels: number;
  readonly hasRelu: boolean;
  readonly hasResidual: boolean;
  readonly mean: number;
  /** Of x, and of the copy of y where one is wanted. */
  readonly storage: StorageFormat;
  readonly isKept: boolean;
  /** Sums of gradients are a thread's each, or trees. */
  readonly kind: 'direct' | 'tiled';
}

describe.skipIf(!hasGpu)('recorded norms (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  function stateOf(channels: number) {
    const variable = (values: Numbers) => tf.tidy(() => tf.variable(tf.tensor1d(values)));
    return {
      parameters: {
        'n.weight': variable(draw([channels], 'gamma', 1)),
        'n.bias': variable(draw([channels], 'beta')),
      },
      statistics: {
        'n.running_mean': variable(draw([channels], 'mean')),
        'n.running_var': variable(draw([channels], 'var', 4).map(Math.abs)),
      },
    };
  }

  async function checkNorm({
    rows,
    channels,
    hasRelu,
    hasResidual,
    mean,
    storage,
    isKept,
    kind,
  }: NormCase): Promise<void> {
    const shapes = { 'n.weight': [channels], 'n.bias': [channels], n: [2, channels] };
    const recorder = createTestRecorder(shapes, { kind }, storage);
    const [x, residual, dy]: Value[] = ['x', 'residual', 'dy'].map((name) => ({
      name,
      shape: [rows, 1, 1, channels],
      storage: name === 'x' ? storage : 'f32',
    }));
    const y = recordNorm(recorder, x, 'n', {
      ...(hasRelu && { activation: 'relu' }),
      ...(hasResidual && { residual }),
    });
    const kept = isKept ? recorder.keep(y) : y;
    recorder.backward(y, dy);
    const given = new Map(
      [x, residual, dy].map((value) => {
        const drawn = draw(value.shape, value.name, value === x ? mean : 0);
        return [value, value.storage === 'f16' ? roundToHalves(drawn) : drawn];
      }),
    );
    const state = stateOf(channels);
    const running = recorder.running('n');
    const joined = new Float32Array(2 * channels);
    joined.set(await state.statistics['n.running_mean'].data());
    joined.set(await state.statistics['n.running_var'].data(), channels);
    const contents: [Value, Numbers][] = [
      [x, given.get(x)!],
      [dy, given.get(dy)!],
      ...(hasResidual ? [[residual, given.get(residual)] as [Value, Numbers]] : []),
      [recorder.weight('n.weight'), draw([channels], 'gamma', 1)],
      [recorder.weight('n.bias'), draw([channels], 'beta')],
      [running, joined],
    ];
    const wantedValues = [
      y,
      recorder.gradientOf(x)!,
      recorder.gradient('n.weight'),
      recorder.gradient('n.bias'),
      running,
      kept,
      ...(hasResidual ? [recorder.gradientOf(residual)!] : []),
    ];
    const [gotY, gotDx, gotGamma, gotBeta, gotRunning, gotKept, gotResidual] = await runRecorded(
      gpu,
      recorder,
      contents,
      wantedValues,
    );

    const sink: MomentSink = [];
    const tensors = [x, residual].map((value) => tf.tensor2d(given.get(value)!, [rows, channels]));
    const apply = (a: tf.Tensor, r: tf.Tensor) =>
      referenceOperations({ state, mode: 'train', sink }).normalise(a, 'n', {
        ...(hasRelu && { activation: 'relu' as const }),
        ...(hasResidual && { residual: r }),
      });
    const composed = tf.tidy(() => apply(tensors[0], tensors[1]));
    const upstream = tf.tensor2d(given.get(dy)!, [rows, channels]);
    const { grads } = tf.variableGrads(() => {
      const value = apply(tensors[0], tensors[1]).mul(upstream).sum();
      return value as tf.Scalar;
    }, Object.values(state.parameters));
    const [dx, dr] = tf.grads((a, r) => apply(a, r).mul(upstream).add(r.mul(0)).sum())(tensors);
    expect(difference(gotY, await composed.data())).toBeLessThan(2e-5);
    expect(gotKept).toEqual(kept === y ? gotY : roundToHalves(gotY));
    expect(kept === y).toBe(storage === 'f32' || !isKept);
    expect(difference(gotDx, await dx.data())).toBeLessThan(2e-4);
    const [gamma, beta] = Object.values(state.parameters).map(({ name }) => grads[name]);
    expect(difference(gotGamma, await gamma.data())).toBeLessThan(1e-4);
    expect(difference(gotBeta, await beta.data())).toBeLessThan(1e-4);
    if (hasResidual) expect(difference(gotResidual, await dr.data())).toBeLessThan(1e-6);
    updateStatistics(state.statistics, sink.slice(0, 1));
    const wantedRunning = [
      ...(await state.statistics['n.running_mean'].data()),
      ...(await state.statistics['n.running_var'].data()),
    ];
    expect(difference(gotRunning, wantedRunning)).toBeLessThan(1e-5);
    expect(device.takeFault()).toBeUndefined();
    tf.disposeVariables();
    tf.dispose([...tensors, composed, upstream, dx, dr, grads]);
  }

  it('normalise as reference operations do, on any shape, with their gradients and running statistics', async () => {
    const cases = fc.record({
      rows: fc.integer({ min: 8, max: 300 }),
      channels: fc.integer({ min: 1, max: 21 }),
      hasRelu: fc.boolean(),
      hasResidual: fc.boolean(),
      mean: fc.constantFrom(0, 30),
      storage: fc.constantFrom<StorageFormat>(...storages),
      isKept: fc.boolean(),
      kind: fc.constantFrom('direct' as const, 'tiled' as const),
    });
    await fc.assert(fc.asyncProperty(cases, checkNorm), { seed: 7, numRuns: 50 });
  });

  it('fold a norm into the convolution before it, with residual and ReLU', async () => {
    for (const [from, to, stride] of [
      [3, 8, 2],
      [6, 5, 1],
      [8, 12, 2],
    ]) {
      const shapes = { 'c.weight': [3, 3, from, to], 'n.weight': [to], 'n.bias': [to], n: [2, to] };
      const recorder = createTestRecorder(shapes);
      const x = { name: 'x', shape: [2, 7, 7, from] };
      const side = stride === 2 ? 4 : 7;
      const residual = { name: 'residual', shape: [2, side, side, to] };
      const unit = { convolution: 'c', norm: 'n', stride, padding: 1 };
      const extras = { activation: 'relu', residual } as const;
      const y = evaluationOperations(recorder).convBatchNorm(x, unit, extras);
      const state = stateOf(to);
      const kernel = draw(shapes['c.weight'], 'c');
      const weight = tf.tidy(() => tf.variable(tf.tensor(kernel, shapes['c.weight'])));
      const running = new Float32Array(2 * to);
      running.set(await state.statistics['n.running_mean'].data());
      running.set(await state.statistics['n.running_var'].data(), to);
      const [image, added] = [draw(x.shape, 'x'), draw(residual.shape, 'residual')];
      const contents = [
        [x, image],
        [residual, added],
        [recorder.weight('c.weight'), kernel],
        [recorder.weight('n.weight'), draw([to], 'gamma', 1)],
        [recorder.weight('n.bias'), draw([to], 'beta')],
        [recorder.running('n'), running],
      ] as const;
      const [got] = await runRecorded(gpu, recorder, contents, [y]);
      const parameters = { ...state.parameters, 'c.weight': weight };
      const wanted = tf.tidy(() =>
        referenceOperations({
          state: { ...state, parameters },
          mode: 'evaluate',
          sink: [],
        }).convBatchNorm(tf.tensor(image, x.shape), unit, {
          activation: 'relu',
          residual: tf.tensor(added, residual.shape),
        }),
      );
      expect(wanted.shape).toEqual(y.shape);
      expect(difference(got, await wanted.data())).toBeLessThan(1e-5);
      tf.disposeVariables();
    }
  });
});
