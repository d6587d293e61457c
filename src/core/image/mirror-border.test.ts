import { describe, expect, it } from 'vitest';
import { createRgbImage, type RgbImage } from './image.ts';
import { mirrorBorder } from './mirror-border.ts';

/** One number a pixel, in rows. */
function imageOf(rows: readonly [readonly number[], ...(readonly number[])[]]): RgbImage {
  const image = createRgbImage(rows[0].length, rows.length);
  image.data.set(rows.flat().flatMap((value) => [value, value + 100, value + 200]));
  return image;
}

describe('an image with its mirror image around it', () => {
  it('repeats the pixels at its edges, those next to them further out', () => {
    const image = imageOf([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(mirrorBorder(image, 2)).toEqual(
      imageOf([
        [5, 4, 4, 5, 6, 6, 5],
        [2, 1, 1, 2, 3, 3, 2],
        [2, 1, 1, 2, 3, 3, 2],
        [5, 4, 4, 5, 6, 6, 5],
        [5, 4, 4, 5, 6, 6, 5],
        [2, 1, 1, 2, 3, 3, 2],
      ]),
    );
  });

  it('goes on where the border is wider than the image', () => {
    expect(mirrorBorder(imageOf([[1, 2]]), 3).data.filter((_, i) => i < 24 && i % 3 === 0)).toEqual(
      Uint8Array.of(2, 2, 1, 1, 2, 2, 1, 1),
    );
  });

  it('is the image itself without a border', () => {
    const image = imageOf([[1, 2, 3]]);
    expect(mirrorBorder(image, 0)).toEqual(image);
  });
});
