import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import {
  sphereCosines,
  sphereGradient,
  sphereLoss,
  startPoints,
  stepOnSphere,
  type Point,
  type SphereLoss,
} from './sphere.ts';

const random = () => createRandom('sphere');
const lossNames: readonly SphereLoss[] = ['firm', 'decoupled', 'pull-only'];

function run(loss: SphereLoss, steps: number): Point[] {
  let points = startPoints(6, random());
  for (let i = 0; i < steps; i++) points = stepOnSphere(points, { loss, temperature: 0.2 });
  return points;
}

describe('losses on the sphere', () => {
  it.each(lossNames)('%s: the gradient is that of finite differences', (loss) => {
    const points = startPoints(3, random());
    const gradient = sphereGradient(points, loss, 0.3);
    const h = 1e-5;
    for (const [i, axis] of [
      [0, 0],
      [4, 1],
      [7, 2],
      [11, 0],
    ] as const) {
      const moved = (by: number) =>
        points.map((point, k) =>
          k === i ? (point.map((value, a) => (a === axis ? value + by : value)) as unknown as Point) : point,
        );
      const slope = (sphereLoss(moved(h), loss, 0.3) - sphereLoss(moved(-h), loss, 0.3)) / (2 * h);
      expect(gradient[i][axis]).toBeCloseTo(slope, 6);
    }
  });

  it('firm is the mean of its rows by the definition', () => {
    const z = startPoints(2, random());
    const s = (i: number, j: number) =>
      Math.exp(z[i].reduce((sum, value, a) => sum + value * z[j][a], 0) / 0.2);
    const positives = [[1, 2, 3], [0, 2, 3], [0, 1, 3], [0, 1, 2], [6], [7], [4], [5]];
    const rows = positives.map((wanted, i) => {
      const all = z.reduce((sum, _, j) => (j === i ? sum : sum + s(i, j)), 0);
      return wanted.reduce((sum, p) => sum - Math.log(s(i, p) / all), 0) / wanted.length;
    });
    expect(sphereLoss(z, 'firm', 0.2)).toBeCloseTo(rows.reduce((sum, row) => sum + row, 0) / 8, 12);
  });

  it.each(['firm', 'decoupled'] as const)('%s parts normal views from pseudo-anomalies', (loss) => {
    const { positive, negative } = sphereCosines(run(loss, 120));
    expect(positive).toBeGreaterThan(0.9);
    expect(negative).toBeLessThan(0);
  });

  it('pulling alone collapses onto one point', () => {
    const { positive, negative } = sphereCosines(run('pull-only', 120));
    expect(positive).toBeGreaterThan(0.99);
    expect(negative).toBeGreaterThan(0.99);
  });

  it('keeps all points on the sphere', () => {
    for (const point of run('firm', 10)) expect(Math.hypot(...point)).toBeCloseTo(1, 12);
  });
});
