import { describe, expect, it } from 'vitest';
import { toGray } from './gray.ts';
import type { RgbImage } from './image.ts';

function pixels(...data: number[]): RgbImage {
  return { width: data.length / 3, height: 1, data: Uint8Array.from(data) };
}

describe('toGray', () => {
  it('weighs red, green and blue as Rec. 601 does, without rounding', () => {
    const gray = toGray(pixels(255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30));
    expect([...gray.data].map((value) => value.toFixed(3))).toEqual([
      '76.245',
      '149.685',
      '29.070',
      '18.150',
    ]);
  });

  it('gives gray pixels their own value', () => {
    const gray = toGray(pixels(0, 0, 0, 77, 77, 77, 255, 255, 255));
    [0, 77, 255].forEach((value, i) => {
      expect(gray.data[i]).toBeCloseTo(value, 10);
    });
  });

  it('takes an image without pixels', () => {
    expect(toGray({ width: 0, height: 0, data: new Uint8Array(0) }).data).toHaveLength(0);
  });
});
