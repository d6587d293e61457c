import { describe, expect, it } from 'vitest';
import { isCovered, neighbourRadii } from './coverage.ts';

/** Points of the unit circle at these angles, in degrees. */
const at = (...degrees: number[]) =>
  Float32Array.from(
    degrees.flatMap((one) => [Math.cos((one * Math.PI) / 180), Math.sin((one * Math.PI) / 180)]),
  );
const apart = (degrees: number) => 1 - Math.cos((degrees * Math.PI) / 180);

describe('balls around embeddings', () => {
  it('reach to the k-th nearest other row', () => {
    const rows = at(0, 10, 40, 100);
    expect(Array.from(neighbourRadii(rows, 2, 1))).toEqual(
      [10, 10, 30, 60].map((degrees) => expect.closeTo(apart(degrees), 5) as number),
    );
    expect(Array.from(neighbourRadii(rows, 2, 2))).toEqual(
      [40, 30, 40, 90].map((degrees) => expect.closeTo(apart(degrees), 5) as number),
    );
  });

  it('take what there is where there are few rows', () => {
    expect(Array.from(neighbourRadii(at(20), 2, 3))).toEqual([0]);
    expect(Array.from(neighbourRadii(at(0, 60), 2, 3))).toEqual(
      [60, 60].map((degrees) => expect.closeTo(apart(degrees), 5) as number),
    );
    expect(() => neighbourRadii(new Float32Array(), 2, 1)).toThrow(RangeError);
  });

  it('cover what lies inside, whatever its length', () => {
    const rows = at(0, 10, 100);
    const radii = neighbourRadii(rows, 2, 1);
    const queries = at(-8, 25, 180, 200, -120).map((value) => 3 * value);
    expect(isCovered(queries, rows, 2, radii)).toEqual([true, true, true, false, false]);
  });

  it('cover all of a set by itself, and nothing far off', () => {
    const rows = at(0, 10, 40);
    const radii = neighbourRadii(rows, 2, 3);
    expect(isCovered(rows, rows, 2, radii)).toEqual([true, true, true]);
    expect(isCovered(at(170, -120), rows, 2, radii)).toEqual([false, false]);
  });
});
