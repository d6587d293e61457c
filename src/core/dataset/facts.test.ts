import { describe, expect, it } from 'vitest';
import { createRgbImage, type RgbImage } from '../image/image.ts';
import { factsOf } from './facts.ts';

function painted(side: number, level: (x: number, y: number) => number): RgbImage {
  const image = createRgbImage(side, side);
  for (let i = 0; i < side * side; i++)
    image.data.fill(level(i % side, Math.floor(i / side)), 3 * i, 3 * i + 3);
  return image;
}

describe('the facts of an image', () => {
  it('of one grey are plain', () => {
    const facts = factsOf(painted(16, () => 77));
    expect(facts).toMatchObject({ medianGray: 77, sharpness: 0, hasColour: false, hash: [0, 0] });
    expect(facts.contrast).toBeCloseTo(0, 5);
    expect(facts.thumb.every((value) => value === 77)).toBe(true);
  });

  it('follow their definitions', () => {
    const halves = factsOf(painted(16, (x) => (x < 8 ? 0 : 200)));
    expect(halves.contrast).toBeCloseTo(100, 10);
    expect(halves.medianGray).toBe(0);
    expect(halves.sharpness).toBeCloseTo((2 * 200) / 14, 10);
    expect(factsOf(painted(16, (x) => 200 - x)).hash).toEqual([0xffffffff, 0xffffffff]);
  });

  it('know colour, and what the file said', () => {
    const image = painted(8, () => 5);
    image.data[0] = 6;
    expect(factsOf(image).hasColour).toBe(true);
    const file = { bytes: 9, width: 80, height: 60 };
    expect(factsOf(image, file).file).toEqual(file);
  });

  it('exist for a single pixel', () => {
    expect(factsOf(painted(1, () => 3))).toMatchObject({ medianGray: 3, sharpness: 0, contrast: 0 });
  });
});
