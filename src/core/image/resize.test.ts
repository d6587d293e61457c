import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import type { Mask, RgbImage } from './image.ts';
import golden from '../fixtures/resize.json' with { type: 'json' };
import { resample, resizeArea, resizeMask } from './resize.ts';

function noise(width: number, height: number): RgbImage {
  const random = createRandom('resize');
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, () => random.integer(256)) };
}

describe('resizeArea', () => {
  it('averages whole blocks when the scale is a whole number', () => {
    const image = noise(4, 4);
    const half = resizeArea(image, 2, 2);
    const block = [0, 1, 4, 5].map((pixel) => image.data[pixel * 3]);
    expect(half.data[0]).toBe(Math.round(block.reduce((sum, value) => sum + value, 0) / 4));
  });

  it('weighs partly covered pixels by their share', () => {
    const image: RgbImage = { width: 3, height: 1, data: Uint8Array.of(0, 0, 0, 90, 90, 90, 240, 240, 240) };
    // 1.5 source pixels each: (0 + 90/2) / 1.5 and (90/2 + 240) / 1.5
    expect([...resizeArea(image, 2, 1).data]).toEqual([30, 30, 30, 190, 190, 190]);
  });

  it('keeps a constant image constant at any size, up and down', () => {
    const image: RgbImage = { width: 7, height: 5, data: new Uint8Array(105).fill(77) };
    for (const [width, height] of [
      [3, 2],
      [1, 1],
      [20, 31],
      [7, 2],
    ] as const) {
      expect(new Set(resizeArea(image, width, height).data)).toEqual(new Set([77]));
    }
  });

  it('enlarges a single pixel', () => {
    const image: RgbImage = { width: 1, height: 1, data: Uint8Array.of(1, 2, 3) };
    expect([...resizeArea(image, 2, 1).data]).toEqual([1, 2, 3, 1, 2, 3]);
  });
});

/** What scripts/make-resize-fixture.py draws as well. */
function formulaImage(width: number, height: number): RgbImage {
  const valueAt = (i: number) => {
    const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return (13 * x + 7 * y + 5 * ((x * y) % 17) + 31 * c) % 256;
  };
  return { width, height, data: Uint8Array.from({ length: 3 * width * height }, (_, i) => valueAt(i)) };
}

describe('resizing, beside NumPy, scikit-image and PyTorch', () => {
  it.each(golden)('gives the same from $from to $to', ({ from, to, every, values, sum }) => {
    const samples = resample({ ...formulaImage(from[0], from[1]), channels: 3 }, to[0], to[1]);
    expect(samples).toHaveLength(3 * to[0] * to[1]);
    values.forEach((value, i) => {
      expect(samples[i * every]).toBeCloseTo(value, 6);
    });
    expect(samples.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 3);
  });

  it('rounds them to whole grey levels', () => {
    const [from, to] = [formulaImage(225, 225), 64];
    const samples = resample({ ...from, channels: 3 }, to, to);
    expect([...resizeArea(from, to, to).data]).toEqual([...samples].map(Math.round));
  });
});

describe('resizeMask', () => {
  it('keeps at least one pixel of a defect too small for the new size', () => {
    const mask: Mask = { width: 64, height: 64, data: new Uint8Array(4096) };
    mask.data[64 * 40 + 20] = 255;
    const small = resizeMask(mask, 8, 8);
    expect([...small.data].filter((value) => value === 255)).toHaveLength(1);
    expect(small.data[5 * 8 + 2]).toBe(255);
  });

  it('marks pixels covered by more than half', () => {
    const mask: Mask = { width: 4, height: 1, data: Uint8Array.of(255, 255, 0, 0) };
    expect([...resizeMask(mask, 2, 1).data]).toEqual([255, 0]);
  });
});
