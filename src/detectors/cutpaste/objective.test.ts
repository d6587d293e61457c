import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { difference } from '../../engine/testing/numbers.ts';
import golden from './fixtures/cutpaste.json' with { type: 'json' };
import { classificationReference } from './reference.ts';

const rows = golden.classes.length;

beforeAll(() => tf.setBackend('cpu'));

it('the objective has the loss, gradient and accuracy of PyTorch on tfjs', () => {
  const step = (projected: tf.Tensor) =>
    classificationReference({
      outputs: { projected },
      targets: { classes: { shape: [rows], data: Uint32Array.from(golden.classes) } },
      weight: () => projected,
      update: 1,
    });
  const z = tf.tensor2d(golden.logits, [rows, 3]);
  expect(difference(step(z).numbers.dataSync(), [golden.loss, golden.accuracy])).toBeLessThan(1e-6);
  const gradient = tf.grad((value) => step(value).loss)(z);
  expect(difference(gradient.dataSync(), golden.gradient)).toBeLessThan(1e-6);
});
