import { describe, expect, it } from 'vitest';
import { createRgbImage } from './image.ts';
import { mirror } from './mirror.ts';

describe('a mirrored image', () => {
  const image = createRgbImage(3, 2);
  image.data.set(Array.from({ length: 18 }, (_, i) => i));
  const firsts = (columns: boolean, rows: boolean) =>
    [...mirror(image, { columns, rows }).data].filter((_, i) => i % 3 === 0);

  it('has its columns, its rows or both the other way round, each pixel whole', () => {
    expect(firsts(true, false)).toEqual([6, 3, 0, 15, 12, 9]);
    expect(firsts(false, true)).toEqual([9, 12, 15, 0, 3, 6]);
    expect(firsts(true, true)).toEqual([15, 12, 9, 6, 3, 0]);
    expect([...mirror(image, { columns: true, rows: false }).data.slice(0, 3)]).toEqual([6, 7, 8]);
  });

  it('is the image again in a second mirror', () => {
    const both = { columns: true, rows: true };
    expect(mirror(mirror(image, both), both)).toEqual(image);
  });
});
