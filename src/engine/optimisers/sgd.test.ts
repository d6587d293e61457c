import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { applySgd, createVelocities } from './sgd.ts';

/** The same in plain numbers. */
function descend(weight: number, gradients: readonly number[]): number {
  let w = weight;
  let velocity = 0;
  for (const gradient of gradients) {
    velocity = 0.9 * velocity + (gradient + 0.01 * w);
    w -= 0.1 * velocity;
  }
  return w;
}

describe('SGD', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it('carries momentum and weight decay over steps as the formula says, and leaves no tensors behind', () => {
    const parameters = { w: tf.variable(tf.tensor1d([1, -2])) };
    const velocities = createVelocities(parameters);
    const gradients = [
      [0.5, 1],
      [-0.25, 3],
      [2, 0],
    ];
    const before = tf.memory().numTensors;
    for (const values of gradients) {
      const w = tf.tensor1d(values);
      applySgd(parameters, { w }, velocities, { momentum: 0.9, weightDecay: 0.01, learningRate: 0.1 });
      w.dispose();
    }
    expect(tf.memory().numTensors).toBe(before);
    const [first, second] = parameters.w.dataSync();
    expect(first).toBeCloseTo(descend(1, [0.5, -0.25, 2]), 6);
    expect(second).toBeCloseTo(descend(-2, [1, 3, 0]), 6);
    tf.dispose([...Object.values(parameters), ...Object.values(velocities)]);
  });
});
