import { describe, expect, it } from 'vitest';
import { createMask, createRgbImage } from './image.ts';
import { changedPicture, drawOutline, toRgba } from './picture.ts';

/** The pixels that carry the colour, as text: `#` where drawn. */
function drawn(rgba: Uint8ClampedArray, width: number): string[] {
  const marks = Array.from({ length: rgba.length / 4 }, (_, i) => (rgba[4 * i] === 9 ? '#' : '.')).join('');
  return marks.match(new RegExp(`.{${width}}`, 'g')) ?? [];
}

describe('the outline of a mask', () => {
  it('runs on both sides of every border, and nowhere else', () => {
    const mask = createMask(6, 5);
    for (const [x, y] of [
      [2, 1],
      [3, 1],
      [2, 2],
      [3, 2],
    ]) {
      mask.data[6 * y + x] = 200;
    }
    const rgba = new Uint8ClampedArray(4 * 30);
    drawOutline(rgba, { mask, colour: [9, 0, 0] });
    expect(drawn(rgba, 6)).toEqual(['..##..', '.####.', '.####.', '..##..', '......']);
    const within = new Uint8ClampedArray(4 * 30);
    drawOutline(within, { mask, within: { left: 2, top: 1, width: 2, height: 2 }, colour: [9, 0, 0] });
    expect(within).toEqual(rgba);
  });

  it('does not go round the corner of a mask that fills the image', () => {
    const mask = createMask(3, 2);
    mask.data.fill(255);
    const rgba = new Uint8ClampedArray(24);
    drawOutline(rgba, { mask });
    expect(rgba.every((value) => value === 0)).toBe(true);
  });
});

describe('a picture', () => {
  it('is opaque', () => {
    const image = createRgbImage(2, 1);
    image.data.set([1, 2, 3, 4, 5, 6]);
    expect([...toRgba(image)]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
  });

  it('takes what did not change from the original, which stays as it is', () => {
    const image = createRgbImage(4, 1);
    const original = toRgba(image);
    image.data.fill(7, 3, 6);
    const touched = { left: 1, top: 0, width: 1, height: 1 };
    const picture = changedPicture({ original, image, touched });
    expect(picture).toEqual({ width: 4, height: 1, rgba: toRgba(image) });
    expect(original[4]).toBe(0);
  });
});
