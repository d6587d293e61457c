import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask } from './image.ts';
import { labelRegions } from './regions.ts';

function maskOf(rows: readonly string[]) {
  const mask = createMask(rows[0].length, rows.length);
  Array.from(rows.join('')).forEach((letter, i) => {
    mask.data[i] = letter === '#' ? 255 : 0;
  });
  return mask;
}

/** The slow way: each marked pixel takes the least number among its neighbours until nothing changes. */
function slowRegions(rows: readonly string[]): number[] {
  const width = rows[0].length;
  const marks = Array.from(rows.join('')).map((letter, i) => (letter === '#' ? i + 1 : 0));
  for (;;) {
    const next = marks.map((mark, i) => {
      const touching = marks.filter(
        (other, j) =>
          other !== 0 &&
          Math.abs((i % width) - (j % width)) <= 1 &&
          Math.abs(Math.floor(i / width) - Math.floor(j / width)) <= 1,
      );
      return mark === 0 ? 0 : Math.min(...touching);
    });
    if (next.every((mark, i) => mark === marks[i])) return marks;
    marks.splice(0, marks.length, ...next);
  }
}

describe('regions of a mask', () => {
  it('touch by sides and by corners, but not around the edge of the image', () => {
    const { labels, sizes } = labelRegions(maskOf(['##...#', '..#...', '#....#']));
    expect(sizes).toEqual([3, 1, 1, 1]);
    expect([...labels]).toEqual([1, 1, 0, 0, 0, 2, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 4]);
  });

  it('are what spreading the least number finds', () => {
    const pictures = fc.integer({ min: 1, max: 7 }).chain((width) =>
      fc.array(
        fc
          .array(fc.constantFrom('#', '.'), { minLength: width, maxLength: width })
          .map((row) => row.join('')),
        { minLength: 1, maxLength: 7 },
      ),
    );
    fc.assert(
      fc.property(pictures, (rows) => {
        const { labels, sizes } = labelRegions(maskOf(rows));
        const slow = slowRegions(rows);
        const firsts = [...new Set(slow)].filter((mark) => mark !== 0).sort((a, b) => a - b);
        expect([...labels]).toEqual(slow.map((mark) => firsts.indexOf(mark) + 1));
        expect(sizes).toEqual(firsts.map((first) => slow.filter((mark) => mark === first).length));
      }),
      { seed: 56 },
    );
  });

  it('are none in an empty mask and one in a full one, however large', () => {
    expect(labelRegions(createMask(3, 2)).sizes).toEqual([]);
    const full = createMask(512, 512);
    full.data.fill(255);
    expect(labelRegions(full).sizes).toEqual([512 * 512]);
  });
});
