import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { lossFloor, type LossShape } from '../../core/run/loss-floor.ts';
import { lossOf } from './loss-of.ts';

/** The least loss that gradient descent finds for free rows z [4N, d] from one random start. */
function descend(shape: LossShape, images: number, seed: number): number {
  const start = tf.randomNormal([4 * images, 8], 0, 1, 'float32', seed);
  const z = tf.variable(start as tf.Tensor2D);
  const optimizer = tf.train.adam(0.05);
  const classes = new Int32Array(4 * images);
  const loss = () => lossOf(z, classes, shape);
  for (let step = 0; step < 300; step++) optimizer.minimize(loss, false, [z]);
  const [value] = loss().dataSync();
  tf.dispose([start, z]);
  return value;
}

const shapes: LossShape[] = (['pair', 'classwise', 'decoupled', 'dcl', 'nt-xent', 'firm'] as const).flatMap(
  (objective) => [
    { objective, temperature: 0.5, spdWeight: 0 },
    { objective, temperature: 1, spdWeight: 0.5 },
  ],
);

describe('the floor of a loss', () => {
  beforeAll(() => tf.setBackend('cpu'));

  it.each(shapes)(
    '$objective at temperature $temperature, SPD $spdWeight: reached by descent, and not passed',
    (shape) => {
      for (const images of [2, 4]) {
        const floor = lossFloor(shape, images);
        const found = [1, 2].map((seed) => descend(shape, images, seed));
        expect(Math.min(...found)).toBeGreaterThan(floor - 1e-4);
        const isAttained = shape.spdWeight === 0 || !['nt-xent', 'firm'].includes(shape.objective);
        if (isAttained) expect(Math.min(...found)).toBeLessThan(floor + 0.01);
      }
    },
  );

  it('is 0 for classification, and all but 0 for pairs at a low temperature', () => {
    expect(lossFloor({ objective: 'cross-entropy', temperature: 0.2, spdWeight: 0 }, 16)).toBe(0);
    expect(lossFloor({ objective: 'pair', temperature: 0.2, spdWeight: 0 }, 16)).toBeCloseTo(
      32 * Math.exp(-10),
      5,
    );
  });
});
