import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceOperations, updateStatistics, type MomentSink } from '../../reference/operations.ts';
import type { Device } from '../../device.ts';
import type { ConvolutionStyle } from '../../kernels/convolution.ts';
import { kernelsHere } from '../../testing/kernels-here.ts';
import { installNodeWebGpu } from '../../testing/node-webgpu.ts';
import { difference, draw } from '../../testing/numbers.ts';
import { openGpu } from '../../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../testing/run-recorded.ts';
import { trainingOperations } from '../training-operations.ts';

interface UnitCase {
  readonly x: readonly [batch: number, height: number, width: number, channels: number];
  readonly to: number;
  readonly side: number;
  readonly stride: number;
}

type Numbers = Float32Array<ArrayBuffer>;

interface Given {
  readonly x: Numbers;
  readonly w: Numbers;
  readonly gamma: Numbers;
  readonly beta: Numbers;
  readonly running: Numbers;
}

const hasGpu = await installNodeWebGpu();
const { styles } = await kernelsHere();

describe.skipIf(!hasGpu)('a recorded convolution and norm (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  /** The unit's result and running statistics by kernels, and the kernels' names. */
  async function runUnit({ x: shape, to, side, stride }: UnitCase, style: ConvolutionStyle, given: Given) {
    const shapes = { 'c.weight': [side, side, shape[3], to], 'n.weight': [to], 'n.bias': [to], n: [2, to] };
    const recorder = createTestRecorder(shapes, style);
    const names: string[] = [];
    const spy = {
      ...recorder,
      emit: (...call: Parameters<typeof recorder.emit>) => {
        names.push(call[0].name);
        recorder.emit(...call);
      },
    };
    const x = { name: 'x', shape };
    const unit = { convolution: 'c', norm: 'n', stride, padding: (side - 1) / 2 };
    const y = trainingOperations(spy).convBatchNorm(x, unit, { activation: 'relu' });
    const running = recorder.running('n');
    const contents = [
      [x, given.x],
      [recorder.weight('c.weight'), given.w],
      [recorder.weight('n.weight'), given.gamma],
      [recorder.weight('n.bias'), given.beta],
      [running, given.running],
    ] as const;
    const [gotY, gotRunning] = await runRecorded(gpu, recorder, contents, [y, running]);
    return { y: gotY, running: gotRunning, names };
  }

  function drawGiven({ x, to, side }: UnitCase): Given {
    return {
      x: draw(x, 'x', 1),
      w: draw([side, side, x[3], to], 'w', 0.5),
      gamma: draw([to], 'gamma', 1),
      beta: draw([to], 'beta'),
      running: draw([2, to], 'running', 4).map(Math.abs),
    };
  }

  async function checkUnit(one: UnitCase, style: ConvolutionStyle): Promise<void> {
    const { x: shape, to, side, stride } = one;
    const given = drawGiven(one);
    const got = await runUnit(one, style, given);
    const vector = (values: Numbers) => tf.tidy(() => tf.variable(tf.tensor1d(values)));
    const state = {
      parameters: {
        'c.weight': tf.tidy(() => tf.variable(tf.tensor(given.w, [side, side, shape[3], to]))),
        'n.weight': vector(given.gamma),
        'n.bias': vector(given.beta),
      },
      statistics: {
        'n.running_mean': vector(given.running.slice(0, to)),
        'n.running_var': vector(given.running.slice(to)),
      },
    };
    const sink: MomentSink = [];
    const unit = { convolution: 'c', norm: 'n', stride, padding: (side - 1) / 2 };
    const wanted = tf.tidy(() =>
      referenceOperations({ state, mode: 'train', sink }).convBatchNorm(
        tf.tensor(given.x, [...shape]),
        unit,
        { activation: 'relu' },
      ),
    );
    updateStatistics(state.statistics, sink);
    const wantedRunning = [
      ...(await state.statistics['n.running_mean'].data()),
      ...(await state.statistics['n.running_var'].data()),
    ];
    expect(difference(got.y, await wanted.data())).toBeLessThan(1e-4);
    expect(difference(got.running, wantedRunning)).toBeLessThan(1e-5);
    expect(device.takeFault()).toBeUndefined();
    tf.disposeVariables();
    tf.dispose(wanted);
  }

  it.each(styles)('agrees with reference operations on any shape, $kind', async (style) => {
    const shapes = fc.record({
      x: fc.tuple(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 2, max: 13 }),
        fc.integer({ min: 2, max: 13 }),
        fc.constantFrom(3, 4, 6, 8, 16),
      ),
      to: fc.constantFrom(4, 8, 10, 16, 68),
      side: fc.constantFrom(1, 3),
      stride: fc.constantFrom(1, 2),
    });
    await fc.assert(
      fc.asyncProperty(shapes, (one) => checkUnit(one, style)),
      { seed: 11, numRuns: 25 },
    );
  });

  it('merges more tiles than a workgroup has threads', async () => {
    await checkUnit({ x: [5, 33, 31, 4], to: 4, side: 1, stride: 1 }, { kind: 'tiled' });
  });

  it('measures a small variance far from zero, by tiles', async () => {
    const one: UnitCase = { x: [3, 11, 13, 4], to: 4, side: 1, stride: 1 };
    const identity = Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 0));
    const far = draw(one.x, 'far', 1000);
    const given = { ...drawGiven(one), x: far, w: identity, running: new Float32Array(8) };
    const { running, names } = await runUnit(one, { kind: 'tiled' }, given);
    const rows = far.length / 4;
    for (let c = 0; c < 4; c++) {
      const values = [...far].filter((_, i) => i % 4 === c);
      const mean = values.reduce((sum, value) => sum + value, 0) / rows;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (rows - 1);
      expect(running[c] / (0.1 * mean)).toBeCloseTo(1, 6);
      expect(running[4 + c] / (0.1 * variance)).toBeCloseTo(1, 5);
    }
    expect(names).toEqual([
      'conv_forward_tiled_moments_16',
      'merge_tile_moments_4',
      'norm_apply_true_false_4',
    ]);
  });

  it('gives the same bits for the same input, by tiles', async () => {
    const one: UnitCase = { x: [3, 21, 13, 8], to: 12, side: 3, stride: 2 };
    const [first, second] = [
      await runUnit(one, { kind: 'tiled' }, drawGiven(one)),
      await runUnit(one, { kind: 'tiled' }, drawGiven(one)),
    ];
    expect(second).toEqual(first);
  });
});
