import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '../device.ts';
import {
  stemPool,
  type BinaryName,
  type UnaryName,
  type WeightlessOperations,
} from '../networks/operations.ts';
import { gradientsByDifferences, oracle, type Numbers } from '../networks/weightless.oracle.ts';
import { referenceWeightless } from '../reference/weightless.ts';
import { roundToHalves } from '../testing/halves.ts';
import { kernelsHere } from '../testing/kernels-here.ts';
import { installNodeWebGpu } from '../testing/node-webgpu.ts';
import { difference, draw } from '../testing/numbers.ts';
import { openGpu } from '../testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../testing/run-recorded.ts';
import { weightless } from './weightless.ts';

/** An operation, whoever carries it out. */
type Apply = <T>(operations: WeightlessOperations<T>, inputs: readonly T[]) => T;

interface Case {
  readonly shapes: readonly (readonly number[])[];
  /** Turns normal numbers into the operation's arguments. */
  readonly domain?: (value: number) => number;
  readonly tolerance?: number;
}

type Contents = Float32Array<ArrayBuffer>;

const hasGpu = await installNodeWebGpu();
const { storages } = await kernelsHere();

async function runReference(apply: Apply, { shapes }: Case, contents: readonly Contents[], dy: Contents) {
  const tensors = contents.map((values, i) => tf.tensor(values, [...shapes[i]]));
  const run = (...inputs: tf.Tensor[]) => apply<tf.Tensor>(referenceWeightless(), inputs);
  const y = run(...tensors);
  const gradients = tf.grads(run)(tensors, tf.tensor(dy, y.shape));
  const got = await Promise.all([y, ...gradients].map((one) => one.data()));
  tf.dispose([...tensors, y, ...gradients]);
  return got;
}

describe.skipIf(!hasGpu)('operations without weights (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  /** Value, gradients and copy in 16 bits of an operation by kernels. */
  async function runCompiled(apply: Apply, { shapes }: Case, contents: readonly Contents[], dy: Contents) {
    const recorder = createTestRecorder({}, { kind: 'direct' }, storages.at(-1));
    const inputs = shapes.map((shape, i) => ({ name: `x${i}`, shape }));
    const y = apply(weightless(recorder), inputs);
    const kept = y.shape.length > 2 ? recorder.keep(y) : y; // maps: what convolutions take
    const upstream = { name: 'dy', shape: y.shape };
    recorder.backward(y, upstream);
    const gradients = inputs.map((x) => recorder.gradientOf(x)!);
    const given = inputs.map((x, i) => [x, contents[i]] as const);
    const got = await runRecorded(gpu, recorder, [...given, [upstream, dy]], [kept, y, ...gradients]);
    const [gotKept, ...rest] = got;
    if (kept !== y) expect(gotKept).toEqual(roundToHalves(rest[0]));
    expect(device.takeFault()).toBeUndefined();
    return rest;
  }

  async function check(apply: Apply, one: Case): Promise<void> {
    const { shapes, domain = (value: number) => value, tolerance = 2e-6 } = one;
    const contents = shapes.map((shape, i) => draw(shape, `x${i}`).map(domain));
    const numbers = (): Numbers[] =>
      contents.map((values, i) => ({ shape: shapes[i], data: Float64Array.from(values) }));
    const y = apply(oracle, numbers());
    const dy = draw(y.shape, 'dy');
    const slopes = gradientsByDifferences((inputs) => apply(oracle, inputs), numbers(), dy);
    for (const run of [runCompiled, runReference]) {
      const [value, ...gradients] = await run(apply, one, contents, dy);
      expect(difference(value, y.data), run.name).toBeLessThan(tolerance);
      gradients.forEach((gradient, i) => {
        const ones = [1, ...gradient]; // so that gradients that are all zero can be compared
        expect(difference(ones, [1, ...slopes[i]]), `${run.name}, gradient ${i}`).toBeLessThan(5 * tolerance);
      });
    }
  }

  const count = (max: number, min = 1) => fc.integer({ min, max });
  const map = fc.tuple(count(3), count(7), count(7), count(9));

  async function checkAny<Drawn>(
    drawn: fc.Arbitrary<Drawn>,
    test: (one: Drawn) => Promise<void>,
    numRuns = 12,
  ): Promise<void> {
    await fc.assert(fc.asyncProperty(drawn, test), { seed: 9, numRuns });
  }

  const unaryNames: Readonly<Record<UnaryName, Case['domain']>> = {
    relu: undefined,
    relu6: (x) => 4 * x,
    leakyRelu: undefined,
    sigmoid: (x) => 3 * x,
    tanh: undefined,
    softplus: (x) => 3 * x,
    exp: undefined,
    log: (x) => Math.abs(x) + 0.01,
    square: undefined,
    absolute: undefined,
    scale: undefined,
  };

  it.each(Object.entries(unaryNames))(
    '%s: value and derivative are its definition’s',
    async (name, domain) => {
      const apply: Apply = (operations, [x]) => operations.unary(x, name as UnaryName);
      await checkAny(map, (shape) => check(apply, { shapes: [shape], ...(domain && { domain }) }), 4);
    },
  );

  it('a leaky ReLU and a scale take their parameter', async () => {
    await check((operations, [x]) => operations.unary(x, 'leakyRelu', 0.2), { shapes: [[3, 5]] });
    await check((operations, [x]) => operations.unary(x, 'scale', -1.5), { shapes: [[3, 4]] });
  });

  it('sigmoid, tanh, softplus and focal stay finite for huge numbers', async () => {
    const huge = Float32Array.of(-1e4, -100, 100, 1e4);
    const shapes = [[4]];
    for (const name of ['sigmoid', 'tanh', 'softplus'] as const) {
      const got = await runCompiled((operations, [x]) => operations.unary(x, name), { shapes }, [huge], huge);
      expect(got.flatMap((values) => [...values]).every(Number.isFinite), name).toBe(true);
    }
    const targets = Float32Array.of(1, 0, 1, 0);
    const got = await runCompiled(
      (operations, [a, b]) => operations.binary(a, b, 'focal'),
      { shapes: [[4], [4]] },
      [huge, targets],
      targets,
    );
    expect([...got[0]]).toEqual([1e4, 0, 0, 1e4]);
    expect(got[1].every(Number.isFinite)).toBe(true);
  });

  const binaryNames = ['add', 'subtract', 'multiply', 'absoluteDifference', 'squaredDifference', 'focal'];

  it.each(binaryNames)('%s: value and both derivatives are its definition’s', async (name) => {
    const apply: Apply = (operations, [a, b]) => operations.binary(a, b, name as BinaryName);
    await checkAny(map, (shape) => check(apply, { shapes: [shape, shape] }), 4);
  });

  it('a value that meets itself gets both gradients', async () => {
    for (const name of ['add', 'subtract', 'multiply'] as const) {
      await check((operations, [x]) => operations.binary(x, operations.unary(x, 'relu'), name), {
        shapes: [[2, 3, 4]],
      });
      await check((operations, [x]) => operations.binary(x, x, name), { shapes: [[2, 3]] });
    }
  });

  it('values of different shapes are refused, with both shapes', () => {
    const { binary, concat } = weightless(createTestRecorder({}));
    const [a, b] = [
      [2, 3],
      [3, 2],
    ].map((shape) => ({ name: 'x', shape }));
    expect(() => binary(a, b, 'add')).toThrow('add expected two values of one shape, got [2, 3] and [3, 2]');
    expect(() => concat([a, b])).toThrow('values that differ in their channels only, got [2, 3], [3, 2]');
    expect(() => concat([a])).toThrow('expected 2 to 6 values');
  });

  it('pools of any side, stride and border', async () => {
    const pools = fc.record({
      shape: map,
      kind: fc.constantFrom('max' as const, 'mean' as const),
      side: count(4),
      stride: count(3),
      border: fc.tuple(count(3, 0), count(3, 0), count(3, 0), count(3, 0)),
    });
    await checkAny(
      pools,
      async ({ shape, kind, side, stride, border }) => {
        const [top, bottom, left, right] = border.map((zeros) => Math.min(zeros, side - 1));
        fc.pre(shape[1] + top + bottom >= side && shape[2] + left + right >= side);
        const isSeen = shape[1] + top >= side && shape[2] + left >= side; // no window beyond the map
        fc.pre(isSeen);
        const padding = { top, bottom, left, right };
        await check((operations, [x]) => operations.pool(x, { kind, side, stride, padding }), {
          shapes: [shape],
        });
      },
      30,
    );
  });

  it('the pools of ResNet', async () => {
    await checkAny(map, async (shape) => {
      await check((operations, [x]) => operations.pool(x, stemPool), { shapes: [shape] });
      await check((operations, [x]) => operations.averagePool(x), { shapes: [shape] });
    });
  });

  it('a pool that does not fit is refused', () => {
    const { pool } = weightless(createTestRecorder({}));
    const x = { name: 'x', shape: [1, 2, 2, 4] };
    expect(() => pool(x, { kind: 'max', side: 3, stride: 1, padding: 0 })).toThrow(
      '3 x 3 does not fit into 2 x 2',
    );
    expect(() => pool(x, { kind: 'max', side: 2, stride: 1, padding: 2 })).toThrow('padding smaller than');
    expect(() => pool(x, { kind: 'max', side: 16, stride: 1, padding: 8 })).toThrow(
      'at most 15 x 15, got 16',
    );
  });

  it('twice the side, and side by side', async () => {
    await checkAny(
      map,
      (shape) => check((operations, [x]) => operations.upsample(x), { shapes: [shape] }),
      6,
    );
    const parts = fc.tuple(count(3), count(4), fc.array(count(9), { minLength: 2, maxLength: 6 }));
    await checkAny(parts, ([rows, columns, channels]) =>
      check((operations, xs) => operations.concat(xs), { shapes: channels.map((c) => [rows, columns, c]) }),
    );
    await check((operations, xs) => operations.concat(xs), {
      shapes: [
        [3, 4],
        [3, 8],
      ],
    });
  });

  it('SSIM of any maps, smaller than its window too', async () => {
    const maps = fc.tuple(count(2), count(8), count(8), count(2));
    const domain = (value: number) => 0.5 + 0.2 * value;
    const apply: Apply = (operations, [a, b]) => operations.ssim(a, b, 1);
    await checkAny(maps, (shape) => check(apply, { shapes: [shape, shape], domain, tolerance: 1e-4 }), 4);
    await check(apply, { shapes: [[1, 13, 5, 1], [1, 13, 5, 1]], domain, tolerance: 1e-4 }); // prettier-ignore
  });

  it('SSIM of a map with itself is 1', async () => {
    const x = draw([1, 12, 9, 3], 'x');
    const [y, dx] = await runCompiled(
      (operations, [a]) => operations.ssim(a, a, 2),
      { shapes: [[1, 12, 9, 3]] },
      [x],
      x,
    );
    expect(
      difference(
        y,
        y.map(() => 1),
      ),
    ).toBeLessThan(1e-5);
    expect(dx.every((slope) => Math.abs(slope) < 1e-4)).toBe(true);
  });

  it('channels from one to another, and zeros for the gradient of the rest', async () => {
    const slices = fc.tuple(map, count(9, 0), count(9));
    await checkAny(slices, async ([shape, first, taken]) => {
      fc.pre(first + taken <= shape[3]);
      await check((operations, [x]) => operations.slice(x, first, taken), { shapes: [shape] });
    });
    await check((operations, [x]) => operations.slice(x, 4, 8), { shapes: [[3, 16]] });
    const { slice } = weightless(createTestRecorder({}));
    expect(() => slice({ name: 'x', shape: [2, 4] }, 2, 3)).toThrow('within 0 to 4, got 3 from 2');
  });

  it('rows of one behind those of another, and some of them', async () => {
    const parts = fc.tuple(count(3), count(5), fc.array(count(4), { minLength: 2, maxLength: 6 }));
    await checkAny(parts, ([width, channels, rows]) =>
      check((operations, xs) => operations.stack(xs), { shapes: rows.map((n) => [n, width, channels]) }),
    );
    await checkAny(fc.tuple(map, count(3, 0), count(3)), async ([shape, index, of]) => {
      fc.pre(index < of);
      await check((operations, [x]) => operations.part(x, index, of), { shapes: [shape] });
    });
    const { part, stack } = weightless(createTestRecorder({}));
    const [a, b] = [4, 3].map((channels) => ({ name: 'x', shape: [2, channels] }));
    expect(() => part(a, 2, 2)).toThrow('expected a part from 0 to 1, got 2');
    expect(() => stack([a, b])).toThrow('values that differ in their rows only, got [2, 4], [2, 3]');
  });

  it('softmax, sums and means over everything, rows or channels', async () => {
    const overs = ['all', 'rows', 'channels'] as const;
    await checkAny(
      map,
      async (shape) => {
        await check((operations, [x]) => operations.softmax(x), { shapes: [shape] });
        for (const over of overs) {
          for (const how of ['sum', 'mean'] as const) {
            await check((operations, [x]) => operations.reduce(x, how, over), { shapes: [shape] });
          }
        }
      },
      5,
    );
    await check((operations, [x]) => operations.reduce(x, 'mean', 'rows'), { shapes: [[200, 3]] });
  });

  it('softmax does not overflow', async () => {
    const x = Float32Array.of(1000, 0, -1000, 1000);
    const [y] = await runCompiled((operations, [a]) => operations.softmax(a), { shapes: [[2, 2]] }, [x], x);
    expect([...y]).toEqual([1, 0, 0, 1]);
  });

  it('the gradient of a value comes back scaled, reversed or not at all', async () => {
    const x = draw([3, 4], 'x');
    const dy = draw([3, 4], 'dy');
    for (const factor of [-1, 0.5]) {
      const apply: Apply = (operations, [one]) => operations.scaleGradient(one, factor);
      for (const run of [runCompiled, runReference]) {
        const [y, dx] = await run(apply, { shapes: [[3, 4]] }, [x], dy);
        expect(y).toEqual(x);
        expect(dx).toEqual(dy.map((value) => factor * value));
      }
    }
    const recorder = createTestRecorder({});
    const value = { name: 'x', shape: [3, 4] };
    const y = weightless(recorder).scaleGradient(value, 0);
    recorder.backward(y, { name: 'dy', shape: y.shape });
    expect(recorder.gradientOf(value)).toBeUndefined();
  });
});
