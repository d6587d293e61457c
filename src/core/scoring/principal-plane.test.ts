import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { alignPlane, principalPlane } from './principal-plane.ts';

/** Rows with standard deviations 5, 2 and 0.1 along three directions at right angles. */
function cloud(count: number): Float32Array {
  const random = createRandom(7);
  const axes = [
    [2 / 3, 2 / 3, 1 / 3],
    [1 / 3, -2 / 3, 2 / 3],
    [2 / 3, -1 / 3, -2 / 3],
  ];
  const rows = Array.from({ length: count }, () => {
    const along = [5, 2, 0.1].map((deviation) => deviation * random.normal());
    return [0, 1, 2].map((c) => 10 + along.reduce((sum, value, k) => sum + value * axes[k][c], 0));
  });
  return Float32Array.from(rows.flat());
}

function turned(points: Float32Array, angle: number, sign: 1 | -1): Float32Array<ArrayBuffer> {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return Float32Array.from(points, (value, i) => {
    const [x, y] = i % 2 === 0 ? [value, points[i + 1]] : [points[i - 1], value];
    return i % 2 === 0 ? cos * x - sin * y : sign * (sin * x + cos * y);
  });
}

describe('the principal plane', () => {
  it('lies along the largest variances, which it states', () => {
    const { points, shares } = principalPlane(cloud(400), 3);
    const spread = (axis: number) =>
      Math.sqrt(points.reduce((sum, value, i) => (i % 2 === axis ? sum + value * value : sum), 0) / 400);
    expect(spread(0)).toBeGreaterThan(4.5);
    expect(spread(0)).toBeLessThan(5.5);
    expect(spread(1)).toBeGreaterThan(1.8);
    expect(spread(1)).toBeLessThan(2.2);
    expect(shares[0] + shares[1]).toBeGreaterThan(0.999);
    expect(shares[0] / shares[1]).toBeCloseTo((spread(0) / spread(1)) ** 2, 3);
  });

  it('keeps distances of rows that lie in a plane', () => {
    const rows = Float32Array.of(0, 0, 0, 0, 3, 0, 4, 0, 0, 4, 3, 0);
    const { points } = principalPlane(rows, 3);
    const distance = (a: number, b: number) =>
      Math.hypot(points[2 * a] - points[2 * b], points[2 * a + 1] - points[2 * b + 1]);
    expect(distance(0, 1)).toBeCloseTo(3, 4);
    expect(distance(0, 2)).toBeCloseTo(4, 4);
    expect(distance(0, 3)).toBeCloseTo(5, 4);
  });

  it('puts rows that are all alike on one point, and refuses none', () => {
    const { points, shares } = principalPlane(new Float32Array(9).fill(2), 3);
    expect([...points]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(shares).toEqual([0, 0]);
    expect(() => principalPlane(new Float32Array(0), 3)).toThrow(RangeError);
  });

  it.each([
    ['turned', 1],
    ['mirrored', -1],
  ] as const)('finds back how points were %s', (_, sign) => {
    const { points } = principalPlane(cloud(50), 3);
    const back = alignPlane(turned(points, 2.4, sign), points);
    back.forEach((value, i) => {
      expect(value).toBeCloseTo(points[i], 4);
    });
  });

  it('leaves points as they are where the earlier ones say nothing', () => {
    const points = Float32Array.of(1, 2, -1, -2);
    expect([...alignPlane(points, new Float32Array(4))]).toEqual([1, 2, -1, -2]);
  });
});
