import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../experiment/experiment.ts';
import { createRandom } from '../../random.ts';
import type { Step } from '../candidate.ts';
import { hash, inputOf, textured } from '../testing/images.ts';
import { draem } from './draem.ts';

const image = textured(96, 80);
const other = textured(96, 80, 'other');

const make = (seed: number, changes: Partial<Experiment> = {}, from = image) =>
  draem(inputOf(from, other), createRandom(seed), { ...defaultExperiment, ...changes });

describe('DRAEM', () => {
  it('gives the same pixels for the same seed, now and in later versions', () => {
    expect(hash(make(1).image.data)).toMatchInlineSnapshot(`"2c7df3e7"`);
    expect(hash(make(2, { textureSource: 'other' }).image.data)).toMatchInlineSnapshot(`"11fd61fa"`);
    expect(make(5)).toEqual(make(5));
  });

  it('changes nothing outside its mask, at any size, and says where it lies', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, fc.nat(1e6), (w, h, seed) => {
        const small = textured(w, h);
        const { image: changed, mask, trail } = make(seed, {}, small);
        const { left, top, width, height } = trail.touched;
        mask.data.forEach((value, i) => {
          const [x, y] = [i % w, Math.floor(i / w)];
          const isInside = x >= left && x < left + width && y >= top && y < top + height;
          if (value > 0) expect(isInside).toBe(true);
          else expect(changed.data.subarray(3 * i, 3 * i + 3)).toEqual(small.data.subarray(3 * i, 3 * i + 3));
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('mixes texture and image by the weight', () => {
    const whole = { textureSource: 'other', textureChanges: 0 } as const;
    const only = make(3, { ...whole, textureWeight: [1, 1] });
    const half = make(3, { ...whole, textureWeight: [0.5, 0.5] });
    const none = make(3, { ...whole, textureWeight: [0, 0] });
    expect(none.image.data).toEqual(image.data);
    only.mask.data.forEach((value, i) => {
      if (value === 0) return;
      expect(only.image.data[3 * i]).toBe(other.data[3 * i]);
      expect(
        Math.abs(half.image.data[3 * i] - (other.data[3 * i] + image.data[3 * i]) / 2),
      ).toBeLessThanOrEqual(1);
    });
  });

  it('makes smaller spots with a higher threshold', () => {
    const shareOf = (perlinThreshold: number) =>
      Array.from({ length: 20 }, (_, seed) => make(seed, { perlinThreshold, perlinOctave: [3, 3] }).mask.data)
        .map((data) => data.filter((value) => value > 0).length)
        .reduce((sum, count) => sum + count, 0);
    expect(shareOf(0.6)).toBeLessThan(shareOf(0.4));
    expect(shareOf(0.4)).toBeLessThan(shareOf(0.2));
  });

  it('tells its steps without changing what comes out', () => {
    const steps: Step[] = [];
    const input = { ...inputOf(image, other), record: (step: Step) => steps.push(step) };
    expect(draem(input, createRandom(1), defaultExperiment)).toEqual(make(1));
    expect(steps.map(({ name }) => name)).toEqual(['noise', 'texture', 'mix']);
  });
});
