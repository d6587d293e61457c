import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../fixtures/contrastive.json' with { type: 'json' };
import { decoupledOracle, firmOracle } from './contrastive.oracle.ts';
import { crossEntropy } from './cross-entropy.ts';
import { decoupled } from './decoupled.ts';
import { firm } from './firm.ts';

type Case = (typeof golden.cases)[number];

const losses = {
  firm: { loss: firm, oracle: firmOracle },
  normalsAgainstPseudo: { loss: decoupled, oracle: decoupledOracle },
} as const;

function rowsOf(example: Case): number[][] {
  return [...example.normalView1, ...example.normalView2, ...example.pseudoView1, ...example.pseudoView2];
}

const cases = golden.cases.filter((example) => example.loss in losses);

describe('contrastive losses', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('are given by the fixture at three temperatures each', () => {
    expect(cases).toHaveLength(6);
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

  it('decoupled loss falls to 0 when normals agree and pseudo-anomalies point away', () => {
    const normal = [1, 0];
    const z = tf.tensor2d([normal, normal, normal, normal, [-1, 0], [-1, 0], [-1, 0], [-1, 0]]);
    expect(decoupled(z, 0.05).dataSync()[0]).toBeLessThan(1e-6);
  });

  it('leave no tensors behind', () => {
    const z = tf.tensor2d(rowsOf(golden.cases[0]));
    const before = tf.memory().numTensors;
    tf.dispose([firm(z, 0.2), decoupled(z, 0.2)]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('cross-entropy', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('is log 2 for equal logits, and near 0 when the classes are told apart', () => {
    expect(crossEntropy(tf.zeros([6, 2])).dataSync()[0]).toBeCloseTo(Math.log(2), 6);
    const right = tf.tensor2d([
      [20, 0],
      [20, 0],
      [0, 20],
      [0, 20],
    ]);
    expect(crossEntropy(right).dataSync()[0]).toBeLessThan(1e-6);
  });
});
