import { describe, expect, it } from 'vitest';
import { splitHeldOut } from './held-out.ts';

const images = Array.from({ length: 20 }, (_, i) => i);

describe('held-out images', () => {
  it('are the share asked for, and no others are left out of training', () => {
    const { trained, heldOut } = splitHeldOut(images, { heldOut: 10, seed: 1 });
    expect(heldOut).toHaveLength(2);
    expect([...trained, ...heldOut].sort((a, b) => a - b)).toEqual(images);
    expect([...trained].sort((a, b) => a - b)).toEqual(trained);
  });

  it('follow from the seed', () => {
    const split = (seed: number) => splitHeldOut(images, { heldOut: 20, seed }).heldOut;
    expect(split(3)).toEqual(split(3));
    expect(split(3)).not.toEqual(split(4));
  });

  it('leave two to train on, and may be none', () => {
    expect(splitHeldOut([1, 2, 3], { heldOut: 50, seed: 1 }).trained).toHaveLength(2);
    expect(splitHeldOut([1], { heldOut: 50, seed: 1 })).toEqual({ trained: [1], heldOut: [] });
    expect(splitHeldOut(images, { heldOut: 0, seed: 1 }).heldOut).toEqual([]);
  });
});
