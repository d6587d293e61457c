import { describe, expect, it } from 'vitest';
import { geometryOf } from '../kernels/geometry.ts';
import { samePadding, sidesOf } from './padding.ts';

describe('padding', () => {
  it('is one number for all sides, or a number a side', () => {
    const sides = { top: 0, bottom: 1, left: 2, right: 3 };
    expect(sidesOf(2)).toEqual({ top: 2, bottom: 2, left: 2, right: 2 });
    expect(sidesOf(sides)).toBe(sides);
  });

  it('as TensorFlow pads adds an odd zero below and to the right', () => {
    expect(samePadding([1, 224, 225, 3], 3, 2)).toEqual({ top: 0, bottom: 1, left: 1, right: 1 });
    expect(samePadding([1, 7, 8, 3], 5, 1)).toEqual({ top: 2, bottom: 2, left: 2, right: 2 });
    expect(samePadding([1, 4, 4, 3], 1, 2)).toEqual({ top: 0, bottom: 0, left: 0, right: 0 });
  });

  it.each([1, 2, 3])('as TensorFlow pads gives ceil(length / stride) entries, by steps of %i', (stride) => {
    for (let length = 1; length < 12; length++) {
      const x = [1, length, length, 4];
      const geometry = geometryOf(x, [3, 3, 4, 4], { stride, padding: samePadding(x, 3, stride) });
      expect(geometry.outHeight).toBe(Math.ceil(length / stride));
    }
  });
});

describe('the geometry of a convolution', () => {
  const shape = { stride: 1, padding: 0 };

  it('refuses weights of other channels, and says which it expected', () => {
    expect(() => geometryOf([1, 8, 8, 4], [3, 3, 8, 16], shape)).toThrow(
      'expected weights [.., .., 4, ..] for 4 channels, got [3, 3, 8, 16]',
    );
    expect(() => geometryOf([1, 8, 8, 4], [3, 3, 4, 1], { ...shape, isDepthwise: true })).toThrow(
      'expected weights [.., .., 1, 4] for 4 channels, got [3, 3, 4, 1]',
    );
  });

  it('refuses a kernel larger than the map', () => {
    expect(() => geometryOf([1, 2, 2, 4], [3, 3, 4, 4], shape)).toThrow('3 x 3 does not fit into 2 x 2');
  });
});
