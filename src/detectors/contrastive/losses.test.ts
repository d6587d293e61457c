import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../../engine/fixtures/contrastive.json' with { type: 'json' };
import { pairings, type ContrastiveLoss } from '../../core/contrast/pairing.ts';
import {
  classwiseOracle,
  dclOracle,
  decoupledOracle,
  firmOracle,
  ntXentOracle,
  pairOracle,
  spotDifferenceOracle,
} from './losses.oracle.ts';
import { crossEntropy } from '../../engine/reference/cross-entropy.ts';
import { contrastive, spotDifference } from './losses.ts';
import { lossOf } from './loss-of.ts';

type Case = (typeof golden.cases)[number];

const lossNamed = (name: ContrastiveLoss) => (z: tf.Tensor2D, temperature: number) =>
  contrastive(z, { temperature, softNormals: 0 }, pairings[name]);
const [firm, decoupled, dcl, classwise, pair, ntXent] = (
  ['firm', 'decoupled', 'dcl', 'classwise', 'pair', 'nt-xent'] as const
).map(lossNamed);

const losses = {
  firm: { loss: firm, oracle: firmOracle },
  normalsAgainstPseudo: { loss: decoupled, oracle: decoupledOracle },
  normalsAgainstPseudoWithoutPositive: { loss: dcl, oracle: dclOracle },
  normalsAgainstPseudoCoupled: { loss: classwise, oracle: classwiseOracle },
  pairAgainstPseudo: { loss: pair, oracle: pairOracle },
  ntXentPseudoNegatives: { loss: ntXent, oracle: ntXentOracle },
} as const;

function rowsOf(example: Case): number[][] {
  return [...example.normalView1, ...example.normalView2, ...example.pseudoView1, ...example.pseudoView2];
}

const cases = golden.cases.filter((example) => example.loss in losses);

describe('contrastive losses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('are given by the fixture at three temperatures each', () => {
    expect(cases).toHaveLength(18);
  });

  it.each(cases.map((example) => [example.loss, example.temperature, example] as const))(
    'oracle of %s at temperature %d agrees with PyTorch to 1e-12',
    (name, temperature, example) => {
      const value = losses[name as keyof typeof losses].oracle(rowsOf(example), temperature);
      expect(Math.abs(value / example.value - 1)).toBeLessThan(1e-12);
    },
  );

  it.each(cases.map((example) => [example.loss, example.temperature, example] as const))(
    '%s at temperature %d has the value and gradients of PyTorch to 1e-6 of their size',
    (name, temperature, example) => {
      const { loss } = losses[name as keyof typeof losses];
      const z = tf.tensor2d(rowsOf(example));
      const { value, grad } = tf.valueAndGrad((x: tf.Tensor) => loss(x as tf.Tensor2D, temperature))(z);
      expect(Math.abs(value.dataSync()[0] / example.value - 1)).toBeLessThan(1e-6);
      const wanted = example.gradients.flat(2) as number[]; // null only in losses not tested here
      const size = Math.max(...wanted.map(Math.abs));
      const got = grad.dataSync();
      const worst = wanted.reduce((most, g, i) => Math.max(most, Math.abs(g - got[i])), 0);
      expect(worst / Math.max(1, size)).toBeLessThan(1e-6);
      tf.dispose([z, value, grad]);
    },
  );

  it('of rows of waves are the reference values, the SPD term too', () => {
    const wave = (i: number, view: number, pseudo: number) =>
      Array.from({ length: 8 }, (_, d) =>
        Math.sin(0.7 * i + 0.3 * d + 0.05 * i * d + 0.2 * view + 1.1 * pseudo),
      );
    const blocks = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ];
    const rows = blocks.flatMap(([view, pseudo]) => [0, 1, 2, 3].map((i) => wave(i, view, pseudo)));
    const z = tf.tensor2d(rows);
    const spd = -0.495331904835944;
    const wanted = [
      [pair(z, 0.2), 1.0199837478],
      [classwise(z, 0.2), 4.739164753],
      [decoupled(z, 0.2), 4.0741461665],
      [ntXent(z, 0.2), 1.2626890102],
      [firm(z, 0.2), 2.9555624789],
      [spotDifference(z), spd],
    ] as const;
    for (const [loss, value] of wanted) expect(loss.dataSync()[0]).toBeCloseTo(value, 5);
    expect(spotDifferenceOracle(rows)).toBeCloseTo(spd, 12);
  });

  it('SPD term has the gradient that differences of its formula give', () => {
    for (const example of golden.cases.slice(0, 3)) {
      const rows = rowsOf(example);
      const z = tf.tensor2d(rows);
      const got = tf
        .grad((x) => spotDifference(x as tf.Tensor2D))(z)
        .dataSync();
      const step = 1e-5;
      const moved = (row: number, d: number, by: number) =>
        rows.map((values, i) => (i === row ? values.with(d, values[d] + by) : values));
      rows.forEach((values, row) => {
        values.forEach((_, d) => {
          const [above, below] = [step, -step].map((by) => spotDifferenceOracle(moved(row, d, by)));
          expect(got[row * values.length + d]).toBeCloseTo((above - below) / (2 * step), 6);
        });
      });
    }
  });

  it('decoupled loss falls to 0 when normals agree and pseudo-anomalies point away', () => {
    const normal = [1, 0];
    const z = tf.tensor2d([normal, normal, normal, normal, [-1, 0], [-1, 0], [-1, 0], [-1, 0]]);
    expect(decoupled(z, 0.05).dataSync()[0]).toBeLessThan(1e-6);
  });

  it('SPD term agrees with its formula, and is added by its weight', () => {
    const [{ temperature }] = cases;
    for (const example of golden.cases.slice(0, 3)) {
      const z = tf.tensor2d(rowsOf(example));
      const term = spotDifferenceOracle(rowsOf(example));
      expect(spotDifference(z).dataSync()[0]).toBeCloseTo(term, 6);
      const objective = { objective: 'pair', temperature, spdWeight: 0.5 } as const;
      const sum = lossOf(z, new Int32Array(z.shape[0]), objective).dataSync()[0];
      expect(sum).toBeCloseTo(pairOracle(rowsOf(example), temperature) + 0.5 * term, 5);
    }
  });

  it('leave no tensors behind', () => {
    const z = tf.tensor2d(rowsOf(golden.cases[0]));
    const before = tf.memory().numTensors;
    tf.dispose(Object.values(losses).map(({ loss }) => loss(z, 0.2)));
    tf.dispose(spotDifference(z));
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('cross-entropy', () => {
  beforeAll(() => tf.setBackend('cpu'));

  const classes = Int32Array.of(0, 0, 1, 2);
  const logits = [
    [1, 2, -1],
    [0.5, 0, 0.25],
    [3, 1, 0],
    [-2, 0, 4],
  ];

  const classMean = (values: readonly number[], kind: number) => {
    const own = values.filter((_, i) => classes[i] === kind);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  };

  it('is the mean over the classes of the mean of -log softmax of the class shown', () => {
    const each = logits.map((row, i) => {
      const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
      return -Math.log(Math.exp(row[classes[i]]) / total);
    });
    const mean = (classMean(each, 0) + classMean(each, 1) + classMean(each, 2)) / 3;
    expect(crossEntropy(tf.tensor2d(logits), classes).dataSync()[0]).toBeCloseTo(mean, 6);
  });

  it('is log 2 for equal logits of two classes, and near 0 when the classes are told apart', () => {
    expect(crossEntropy(tf.zeros([4, 2]), Int32Array.of(0, 1, 1, 0)).dataSync()[0]).toBeCloseTo(
      Math.log(2),
      6,
    );
    const right = tf.tensor2d([
      [20, 0],
      [0, 20],
    ]);
    expect(crossEntropy(right, Int32Array.of(0, 1)).dataSync()[0]).toBeLessThan(1e-6);
  });

  it('pulls as hard for each class, however many rows show it: two normal rows are 1 : 1 : 1 with one of each kind', () => {
    const gradient = tf
      .grad((x: tf.Tensor) => crossEntropy(x as tf.Tensor2D, classes))(tf.zeros([4, 3]))
      .dataSync();
    const pulls = [0, 1, 2].map((kind) =>
      [...classes.keys()].reduce((sum, i) => sum + (classes[i] === kind ? gradient[3 * i + kind] : 0), 0),
    );
    for (const pull of pulls) expect(pull).toBeCloseTo(-2 / 9, 6);
  });

  it('has softmax minus one-hot, by the share of its class, as its gradient', () => {
    const z = tf.tensor2d(logits);
    const gradient = tf
      .grad((x: tf.Tensor) => crossEntropy(x as tf.Tensor2D, classes))(z)
      .dataSync();
    const wanted = tf
      .softmax(z)
      .sub(tf.oneHot(tf.tensor1d(classes, 'int32'), 3))
      .mul(tf.tensor2d([1 / 6, 1 / 6, 1 / 3, 1 / 3], [4, 1]))
      .dataSync();
    gradient.forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i], 6);
    });
  });
});
