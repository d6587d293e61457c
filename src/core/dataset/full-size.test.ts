import { describe, expect, it } from 'vitest';
import { createMask, createRgbImage } from '../image/image.ts';
import { atFullSize } from './full-size.ts';
import { areaOf, marksByLevel, marksOf, maskOf } from './marks.ts';
import { fitImage, type Aspect } from './preparation.ts';

const aspects: readonly Aspect[] = ['stretch', 'crop', 'pad'];
const sizes = [
  { width: 96, height: 64 },
  { width: 50, height: 81 },
  { width: 64, height: 64 },
];
const cases = aspects.flatMap((aspect) => sizes.map((size) => ({ aspect, ...size })));

describe('a map at the size of the file', () => {
  it.each(cases)(
    'lies over what the working copy was made of: $aspect of $width x $height',
    ({ aspect, width, height }) => {
      const image = createRgbImage(width, height);
      const levelAt = (x: number, y: number) => 20 + x + 1.5 * y;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          image.data.fill(levelAt(x, y), 3 * (y * width + x), 3 * (y * width + x) + 3);
      const side = 32;
      const copy = fitImage(image, { side, aspect, isEqualised: false });
      const scores = Float32Array.from({ length: side * side }, (_, i) => copy.data[3 * i]);
      const full = atFullSize(scores, side, { width, height, aspect, marks: [] });
      const shorter = Math.min(width, height);
      const [left, top] = aspect === 'crop' ? [(width - shorter) / 2, (height - shorter) / 2] : [0, 0];
      for (let y = Math.ceil(top) + 4; y < height - top - 4; y += 3)
        for (let x = Math.ceil(left) + 4; x < width - left - 4; x += 3)
          expect(Math.abs(full[y * width + x] - levelAt(x, y))).toBeLessThan(2.5);
    },
  );

  it('gives what the middle square leaves out the score of its nearest pixel', () => {
    const scores = Float32Array.of(1, 2, 3, 4);
    const full = atFullSize(scores, 2, { width: 6, height: 2, aspect: 'crop', marks: [] });
    expect([...full]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  });
});

describe('marks', () => {
  const mask = createMask(5, 3);
  for (const at of [0, 1, 4, 5, 6, 14]) mask.data[at] = 255;

  it('give the mask back', () => {
    const marks = marksOf(mask);
    expect(marks.map(({ runs }) => [...runs])).toEqual([[0, 2, 4, 3, 14, 1]]);
    expect(areaOf(marks[0].runs)).toBe(6);
    expect(maskOf(mask, marks)).toEqual(mask);
    expect(marksOf(createMask(5, 3))).toEqual([]);
  });

  it('of several numbers stay apart, each with what is enough of it', () => {
    const levels = Uint8Array.of(0, 255, 255, 254, 254, 254, 254, 7);
    const rules = [
      { pixelValue: 255, threshold: 40, isRelative: false },
      { pixelValue: 254, threshold: 0.5, isRelative: true },
    ];
    expect(marksByLevel(levels, rules)).toEqual([
      { runs: Uint32Array.of(7, 1) }, // the data says nothing of it
      { runs: Uint32Array.of(3, 4), saturation: 2 },
      { runs: Uint32Array.of(1, 2), saturation: 2 }, // all of it
    ]);
  });
});
