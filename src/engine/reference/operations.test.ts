import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import {
  applyGolden,
  goldenInputs,
  readGoldenCases,
  wave,
  weightNames,
} from '../testing/golden-operations.ts';
import { difference } from '../testing/numbers.ts';
import { referenceOperations } from './operations.ts';
import type { ModelState } from './state.ts';

describe('the reference operations', () => {
  it.each(readGoldenCases())('agree with PyTorch, forward and backward: $name', async (golden) => {
    const names = Object.keys(golden.shapes);
    const contents = goldenInputs(golden);
    const tensors = names.map((name) => tf.tensor(contents[name], [...golden.shapes[name]]));
    const run = (...inputs: tf.Tensor[]) => {
      const named = Object.fromEntries(names.map((name, i) => [name, inputs[i]]));
      const weights = names.filter((name) => weightNames.includes(name));
      const parameters = Object.fromEntries(weights.map((name) => [`layer.${name}`, named[name]]));
      const state = { parameters, statistics: {} } as unknown as ModelState; // of tensors, so that tf.grads sees them
      return applyGolden(golden, referenceOperations({ state, mode: 'train', sink: [] }), named);
    };
    const y = run(...tensors);
    const gradients = tf.grads(run)(tensors, tf.tensor(wave(golden.shape, 1), [...golden.shape]));
    expect(y.shape).toEqual(golden.shape);
    expect(difference([1, ...(await y.data())], [1, ...golden.value])).toBeLessThan(2e-6);
    for (const [i, name] of names.entries()) {
      expect(difference(await gradients[i].data(), golden.gradients[name]), name).toBeLessThan(3e-6);
    }
    tf.dispose([...tensors, y, ...gradients]);
  });
});
