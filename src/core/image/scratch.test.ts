import { describe, expect, it } from 'vitest';
import { createScratch, freshBuffers } from './scratch.ts';

describe('buffers', () => {
  it('are used again slot by slot, with what is asked for in them', () => {
    const scratch = createScratch();
    const first = scratch.copy('a', Uint8Array.of(1, 2, 3));
    const other = scratch.zeros('b', 3);
    expect([...first, ...other]).toEqual([1, 2, 3, 0, 0, 0]);
    const second = scratch.copy('a', Uint8Array.of(4, 5, 6));
    expect(second).toBe(first);
    expect([...second]).toEqual([4, 5, 6]);
    expect([...scratch.zeros('a', 3)]).toEqual([0, 0, 0]);
    expect(scratch.zeros('a', 2)).not.toBe(first);
  });

  it('are fresh where results are kept', () => {
    const data = Uint8Array.of(1, 2);
    const copy = freshBuffers.copy('a', data);
    expect([...copy]).toEqual([1, 2]);
    expect(freshBuffers.copy('a', data)).not.toBe(copy);
    expect([...freshBuffers.zeros('a', 2)]).toEqual([0, 0]);
  });
});
