import { describe, expect, it } from 'vitest';
import { boxAround, boxMask } from './cut.ts';
import { createMask } from './image.ts';

const size = { width: 7, height: 5 };

describe('a box around a mask', () => {
  it('is the box that was set, whichever weight its pixels have', () => {
    const box = { left: 2, top: 1, width: 3, height: 3 };
    const mask = boxMask(size, [box]);
    expect(boxAround(mask)).toEqual(box);
    expect(boxAround({ ...mask, data: mask.data.map((value) => Math.min(1, value)) })).toEqual(box);
  });

  it('holds all of several, up to the borders', () => {
    const corners = [
      { left: 0, top: 0, width: 1, height: 1 },
      { left: 6, top: 4, width: 1, height: 1 },
    ];
    expect(boxAround(boxMask(size, corners))).toEqual({ left: 0, top: 0, width: 7, height: 5 });
  });

  it('is empty around nothing', () => {
    expect(boxAround(createMask(7, 5))).toEqual({ left: 0, top: 0, width: 0, height: 0 });
    expect(boxAround(createMask(0, 0))).toEqual({ left: 0, top: 0, width: 0, height: 0 });
  });
});
