import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { contrastiveLoss } from '../../core/contrast/contrastive-loss.ts';
import { normalWeights } from '../../core/contrast/normal-weights.ts';
import { pairings, type ContrastiveLoss } from '../../core/contrast/pairing.ts';
import type { Device } from '../../engine/device.ts';
import type { Value } from '../../engine/program/value.ts';
import { installNodeWebGpu } from '../../engine/testing/node-webgpu.ts';
import { difference, draw } from '../../engine/testing/numbers.ts';
import { openGpu } from '../../engine/testing/open-gpu.ts';
import { createTestRecorder, runRecorded } from '../../engine/testing/run-recorded.ts';
import { oracles, spotDifferenceOracle } from './losses.oracle.ts';
import { lossOf, stepNumbers, type Objective } from './loss-of.ts';
import { recordObjective } from './record-objective.ts';

const hasGpu = await installNodeWebGpu();
const names = Object.keys(pairings) as ContrastiveLoss[];

type Rows = number[][];
type Numbers = Float32Array<ArrayBuffer>;

function rowsOf(values: Numbers, length: number): Rows {
  return Array.from({ length: values.length / length }, (_, i) => [
    ...values.slice(i * length, (i + 1) * length),
  ]);
}

const lengthOf = (row: readonly number[]) => Math.hypot(...row);
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, k) => sum + value * b[k], 0);

/** dL/dz in float64 from the slopes of the loss by cosines. */
function gradientOracle(
  z: Rows,
  { objective, temperature, spdWeight, softNormals = 0 }: Objective,
): number[] {
  const lengths = z.map(lengthOf);
  const unit = z.map((row, i) => row.map((value) => (lengths[i] === 0 ? 0 : value / lengths[i])));
  const cosines = unit.map((a) => unit.map((b) => dot(a, b)));
  const s = cosines.map((row) => row.map((value) => value / temperature));
  const weights = softNormals === 0 ? [] : normalWeights(cosines, softNormals);
  const { slopes } = contrastiveLoss(s, pairings[objective as ContrastiveLoss], weights);
  const images = z.length / 4;
  const spot = (i: number, j: number) => {
    if (i >= images) return 0;
    return (Number(j === i + 2 * images) - Number(j === i + images)) * (spdWeight / images);
  };
  const total = (i: number, j: number) =>
    (slopes[i][j] + slopes[j][i]) / temperature + spot(i, j) + spot(j, i);
  return z.flatMap((row, i) => {
    const upstream = row.map((_, k) => unit.reduce((sum, other, j) => sum + total(i, j) * other[k], 0));
    const along = dot(upstream, unit[i]);
    return upstream.map((value, k) => (lengths[i] === 0 ? 0 : (value - along * unit[i][k]) / lengths[i]));
  });
}

describe.skipIf(!hasGpu)('the recorded objective (skipped where there is no Vulkan driver)', () => {
  let device: Device;
  let gpu: GPUDevice;

  beforeAll(async () => {
    ({ device, gpu } = await openGpu());
  });

  /** The step's numbers and the gradient of its loss. */
  async function run(
    objective: Objective,
    output: readonly [Numbers, number],
    features = output,
    classes = new Int32Array(output[0].length / output[1]),
  ): Promise<readonly [numbers: Float32Array, gradient: Float32Array]> {
    const recorder = createTestRecorder({});
    const rows = classes.length;
    const valueOf = (name: string, length: number): Value => ({ name, shape: [rows, length] });
    const values = {
      features: valueOf('features', features[1]),
      output: valueOf('output', output[1]),
      classes: { name: 'classes', shape: [rows] },
    };
    const { numbers, gradient } = recordObjective(recorder, values, objective);
    const isClassified = objective.objective === 'cross-entropy';
    const contents: [Value, Numbers | Uint8Array<ArrayBuffer>][] = [[values.output, output[0]]];
    if (isClassified) {
      contents.push([values.features, features[0]], [values.classes, new Uint8Array(classes.buffer)]);
    }
    const [got, slope] = await runRecorded(gpu, recorder, contents, [numbers, gradient]);
    expect(device.takeFault()).toBeUndefined();
    return [got, slope];
  }

  /** What tfjs gives for the same. */
  function reference(
    objective: Objective,
    output: readonly [Numbers, number],
    features = output,
    classes = new Int32Array(output[0].length / output[1]),
  ): Promise<ArrayLike<number>> {
    const numbers = tf.tidy(() => {
      const tensor = ([values, length]: readonly [Numbers, number]) =>
        tf.tensor2d(values, [classes.length, length]);
      const rows = { features: tensor(features), output: tensor(output) };
      const loss = lossOf(rows.output, classes, objective);
      return stepNumbers(loss, rows, objective.objective);
    });
    return numbers.data();
  }

  const sizes = [2, 3, 16].flatMap((images) => names.map((name) => [name, images] as const));

  it.each(sizes)('%s of %d images: value and gradient are those of its definition', async (name, images) => {
    for (const [length, temperature, spdWeight] of [
      [128, 0.2, 0],
      [128, 0.07, 0.3],
      [7, 0.5, 0.1],
    ]) {
      const objective = { objective: name, temperature, spdWeight };
      const z = draw([4 * images, length], `${name} ${images}`);
      const rows = rowsOf(z, length);
      const [numbers, gradient] = await run(objective, [z, length]);
      const value = oracles[name](rows, temperature) + spdWeight * spotDifferenceOracle(rows);
      expect(Math.abs(numbers[0] / value - 1)).toBeLessThan(1e-5);
      expect(difference(gradient, gradientOracle(rows, objective))).toBeLessThan(1e-5);
      expect(difference(numbers, await reference(objective, [z, length]))).toBeLessThan(1e-5);
    }
  });

  it.each(names)(
    '%s: normal views far from the others count less, in value, gradient and on tfjs',
    async (name) => {
      const [images, length] = [3, 16];
      const z = draw([4 * images, length], `soft ${name}`);
      const rows = rowsOf(z, length);
      const lengths = rows.map(lengthOf);
      const cosines = rows.map((a, i) => rows.map((b, j) => dot(a, b) / lengths[i] / lengths[j]));
      const objective = { objective: name, temperature: 0.2, spdWeight: 0.1, softNormals: 4 };
      const weights = normalWeights(cosines, 4);
      expect(Math.max(...weights) / Math.min(...weights)).toBeGreaterThan(1.5);
      const s = cosines.map((row) => row.map((value) => value / 0.2));
      const { loss } = contrastiveLoss(s, pairings[name], weights);
      const [numbers, gradient] = await run(objective, [z, length]);
      expect(Math.abs(numbers[0] / (loss + 0.1 * spotDifferenceOracle(rows)) - 1)).toBeLessThan(1e-5);
      expect(difference(gradient, gradientOracle(rows, objective))).toBeLessThan(1e-5);
      expect(difference(numbers, await reference(objective, [z, length]))).toBeLessThan(1e-5);
      const byTfjs = tf.tidy(() =>
        tf.grad((x) => lossOf(x as tf.Tensor2D, new Int32Array(rows.length), objective))(
          tf.tensor2d(z, [rows.length, length]),
        ),
      );
      expect(difference(await byTfjs.data(), gradient)).toBeLessThan(1e-5);
      byTfjs.dispose();
    },
  );

  it.each(names)(
    '%s: duplicate rows and a row of zeros give finite numbers, and no gradient to the zeros',
    async (name) => {
      const length = 16;
      const z = draw([12, length], name);
      z.copyWithin(length, 0, length); // a second image like the first
      z.copyWithin(6 * length, 0, length); // a pseudo-anomaly like it
      z.fill(0, 4 * length, 5 * length);
      z.fill(0, 10 * length, 11 * length);
      const objective = { objective: name, temperature: 0.1, spdWeight: 0.2 };
      const rows = rowsOf(z, length);
      const [numbers, gradient] = await run(objective, [z, length]);
      const value = oracles[name](rows, 0.1) + 0.2 * spotDifferenceOracle(rows);
      expect(Math.abs(numbers[0] / value - 1)).toBeLessThan(1e-5);
      expect(difference(gradient, gradientOracle(rows, objective))).toBeLessThan(1e-5);
      expect(gradient.slice(4 * length, 5 * length).every((slope) => slope === 0)).toBe(true);
      expect(numbers.every(Number.isFinite)).toBe(true);
    },
  );

  it.each(names)('%s: a loss all but gone keeps its digits', async (name) => {
    const images = 3;
    const z = draw([4 * images, 8], 'near').map((value, i) => 0.01 * value + (i < 2 * images * 8 ? 1 : -1));
    const objective = { objective: name, temperature: 0.2, spdWeight: 0 };
    const [numbers] = await run(objective, [z, 8]);
    expect(Math.abs(numbers[0] / oracles[name](rowsOf(z, 8), 0.2) - 1)).toBeLessThan(2e-5);
  });

  it.each([2, 3])(
    'cross-entropy of %d classes: value, gradient and numbers are those of tfjs',
    async (kinds) => {
      const objective = { objective: 'cross-entropy', temperature: 0.2, spdWeight: 0 } as const;
      for (const images of [2, 3, 16]) {
        const rows = 4 * images;
        const classes = Int32Array.from({ length: rows }, (_, i) =>
          i < rows / 2 ? 0 : 1 + (i % (kinds - 1)),
        );
        const logits = draw([rows, kinds], 'logits').map((value) => 6 * value);
        const features = [draw([rows, 64], 'features'), 64] as const;
        const [numbers, gradient] = await run(objective, [logits, kinds], features, classes);
        const wanted = rowsOf(logits, kinds).flatMap((row, i) => {
          const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
          const alike = classes.filter((kind) => kind === classes[i]).length;
          return row.map(
            (value, k) => (Math.exp(value) / total - Number(k === classes[i])) / (kinds * alike),
          );
        });
        expect(difference(gradient, wanted)).toBeLessThan(1e-5);
        expect(
          difference(numbers, await reference(objective, [logits, kinds], features, classes)),
        ).toBeLessThan(1e-5);
      }
    },
  );

  it('gives the same bits every time, and NaN where a row is not a number', async () => {
    const objective = { objective: 'firm', temperature: 0.2, spdWeight: 0 } as const;
    const z = draw([64, 128], 'twice');
    expect(await run(objective, [z, 128])).toEqual(await run(objective, [z, 128]));
    z[5] = NaN;
    const [numbers] = await run(objective, [z, 128]);
    expect(numbers[0]).toBeNaN();
  });

  it('refuses rows that are not two views of images and of their pseudo-anomalies', () => {
    const output = { name: 'output', shape: [6, 8] };
    const objective = { objective: 'firm', temperature: 0.2, spdWeight: 0 } as const;
    const record = () => recordObjective(createTestRecorder({}), { features: output, output }, objective);
    expect(record).toThrow('expected 4N rows, got 6');
  });
});
