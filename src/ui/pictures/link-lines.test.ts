import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkLines } from './link-lines.ts';

describe('a link in a picture', () => {
  it('breaks behind a separator where one is near', () => {
    expect(linkLines('https://kizu.example/#/overview?v=4&rot=5..20', 30, 3)).toEqual([
      'https://kizu.example/#/',
      'overview?v=4&rot=5..20',
    ]);
  });

  it('ends in an ellipsis where it needs more lines than there are', () => {
    expect(linkLines('abcdefghij', 4, 2)).toEqual(['abcd', 'efg…']);
    expect(() => linkLines('abc', 1, 2)).toThrow(RangeError);
  });

  it('loses nothing that has room', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 2, max: 40 }), (link, perLine) => {
        const lines = linkLines(link, perLine, 80);
        expect(lines.join('')).toBe(link);
        expect(lines.every((line) => line.length <= perLine)).toBe(true);
      }),
      { seed: 7 },
    );
  });
});
