import { describe, expect, it } from 'vitest';
import { plain } from '../testing/images.ts';
import { changeOf, gradedLabel } from './change-mask.ts';
import { objectMask } from './object-mask.ts';

/** A plain image with a square of another value. */
function withSquare(value: number, [left, top, side]: readonly [number, number, number], square: number) {
  const image = plain(40, 40, value);
  for (let y = top; y < top + side; y++)
    image.data.fill(square, 3 * (40 * y + left), 3 * (40 * y + left + side));
  return image;
}

describe('changeOf', () => {
  it('keeps a change of more than one level and drops grain', () => {
    const before = plain(40, 40, 100);
    const after = withSquare(100, [10, 12, 15], 102);
    after.data.fill(200, 0, 3);
    const { mask, touched, sums } = changeOf(before, after);
    expect(touched).toEqual({ left: 10, top: 12, width: 15, height: 15 });
    expect([mask.data[0], sums[0]]).toEqual([0, 0]);
    expect([mask.data[20 * 40 + 20], sums[20 * 40 + 20]]).toEqual([255, 6]);
    expect(new Set(changeOf(before, withSquare(100, [10, 12, 15], 101)).mask.data)).toEqual(new Set([0]));
  });
});

describe('gradedLabel', () => {
  it('is one half where the change is x0, and follows the logistic curve elsewhere', () => {
    const change = changeOf(plain(40, 40, 100), withSquare(100, [5, 5, 30], 124));
    const at = 20 * 40 + 20;
    expect(gradedLabel(change, { slope: 1 / 12, middle: 24 }).data[at]).toBe(128);
    // 1 / (1 + exp(-(24 - 12) / 12)) = 0.7311
    expect(gradedLabel(change, { slope: 1 / 12, middle: 12 }).data[at]).toBe(Math.round(255 * 0.7311));
    expect(gradedLabel(change, { slope: 1 / 12, middle: 24 }).data[0]).toBe(0);
  });
});

describe('objectMask', () => {
  const at = 20 * 40 + 20;

  it('finds what is darker or brighter than its background by more than the threshold', () => {
    const bright = objectMask(withSquare(200, [10, 10, 20], 139), 'bright');
    expect([bright[0], bright[at]]).toEqual([0, 1]);
    expect(objectMask(withSquare(200, [10, 10, 20], 140), 'bright')[at]).toBe(0);
    const dark = objectMask(withSquare(10, [10, 10, 20], 41), 'dark');
    expect([dark[0], dark[at]]).toEqual([0, 1]);
  });

  it('drops grain, and takes everything where there is no background', () => {
    expect(new Set(objectMask(withSquare(200, [10, 10, 3], 0), 'bright'))).toEqual(new Set([0]));
    expect(new Set(objectMask(plain(5, 4, 200), 'none'))).toEqual(new Set([1]));
  });
});
