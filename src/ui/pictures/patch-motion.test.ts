import { describe, expect, it } from 'vitest';
import { squareAround } from './square-around.ts';
import { endOf, motionAt, motionSeconds, motionSteps, startOf } from './patch-motion.ts';

describe('the film of a patch', () => {
  it('goes through its steps in turn, and begins again', () => {
    const seen = Array.from({ length: 200 }, (_, i) => motionAt((i / 200) * motionSeconds).step);
    expect([...new Set(seen)]).toEqual(motionSteps.map(([name]) => name));
    expect(motionAt(motionSeconds + 0.5).step).toBe('image');
  });

  it.each(motionSteps.map(([name]) => name))('ends the step %s where it is nearly done', (name) => {
    const { step, share } = motionAt(endOf(name));
    expect(step).toBe(name);
    expect(share).toBeGreaterThan(0.9);
    expect(motionAt(startOf(name) + 0.001)).toMatchObject({ step: name });
  });
});

describe('a close look', () => {
  it('is a square around the box, inside the picture', () => {
    const close = squareAround({ left: 240, top: 3, width: 12, height: 60 }, 256);
    expect(close.width).toBe(close.height);
    expect(close.width).toBeGreaterThan(60);
    expect(close.left + close.width).toBeLessThanOrEqual(256);
    expect(close.top).toBeGreaterThanOrEqual(0);
  });

  it('is the whole picture where nothing was changed', () => {
    expect(squareAround({ left: 9, top: 9, width: 0, height: 0 }, 256)).toEqual({
      left: 0,
      top: 0,
      width: 256,
      height: 256,
    });
  });
});
