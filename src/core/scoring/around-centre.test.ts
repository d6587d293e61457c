import { describe, expect, it } from 'vitest';
import { aroundCentre } from './around-centre.ts';

/** A row at `angle` from the first axis, towards a direction given by `turn` in the plane of the next two. */
const at = (angle: number, turn: number) => [
  2 * Math.cos(angle),
  2 * Math.sin(angle) * Math.cos(turn),
  2 * Math.sin(angle) * Math.sin(turn),
];
const centre = Float32Array.of(3, 0, 0);
const radius = (points: Float32Array, row: number) => Math.hypot(points[2 * row], points[2 * row + 1]);

describe('aroundCentre', () => {
  it('keeps the angle to the mean of the normal rows, whatever their length', () => {
    const angles = [0, 0.3, 1, 2, Math.PI];
    const rows = Float32Array.from(angles.flatMap((angle, i) => at(angle, i)));
    const points = aroundCentre(rows, centre, 3);
    for (const [row, angle] of angles.entries()) expect(radius(points, row)).toBeCloseTo(angle, 3);
  });

  it('keeps directions apart, and turns them to match the points before', () => {
    const rows = Float32Array.from([0, 1, 2, 4].flatMap((turn) => at(1, turn)));
    const points = aroundCentre(rows, centre, 3);
    const between = (a: number, b: number) =>
      Math.hypot(points[2 * a] - points[2 * b], points[2 * a + 1] - points[2 * b + 1]);
    expect(between(0, 1)).toBeCloseTo(2 * Math.sin(0.5), 3);
    expect(between(0, 2)).toBeCloseTo(2 * Math.sin(1), 3);
    const mirrored = points.map((value, i) => (i % 2 === 0 ? -value : value));
    const again = aroundCentre(rows, centre, 3, mirrored);
    for (const [i, value] of mirrored.entries()) expect(again[i]).toBeCloseTo(value, 3);
  });
});
