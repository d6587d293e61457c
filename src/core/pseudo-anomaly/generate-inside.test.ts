import { describe, expect, it } from 'vitest';
import { withRectangle } from '../image/region-drawing.ts';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import {
  countedPixels,
  ignoredColour,
  ignoreOutside,
  regionOf,
  regionSide,
} from '../image/region-of-interest.ts';
import { createRandom } from '../random.ts';
import { generate } from './generate.ts';
import { inputOf, textured } from './testing/images.ts';

const side = 64;
const whole = { left: 0, top: 0, right: 1, bottom: 1 };
const part = { left: 0.4, top: 0.3, right: 0.9, bottom: 0.8 };
const nothing = withRectangle(new Uint8Array(regionSide ** 2), whole, true);
const region = regionOf(withRectangle(nothing, part, false))!;
const image = ignoreOutside(textured(side, side), region);
const other = ignoreOutside(textured(side, side, 'other'), region);
const counted = countedPixels(region, side, side);

function draw(generator: Experiment['generator'], seed: number) {
  const random = createRandom(seed).fork('a');
  return generate(inputOf(image, other), random, { ...defaultExperiment, generator });
}

describe('a pseudo-anomaly of an image of which a part counts', () => {
  it.each(['local', 'cutpaste', 'scar', 'nsa', 'draem'] as const)(
    'by %s changes that part alone, and its mask says so',
    (generator) => {
      let changed = 0;
      for (const seed of [1, 2]) {
        const { image: made, geometryImage, mask, label, trail } = draw(generator, seed);
        const isIgnored = (data: Uint8Array, i: number) =>
          ignoredColour.every((value, channel) => data[3 * i + channel] === value);
        const outside = [...counted.keys()].filter((i) => counted[i] === 0);
        expect(outside.filter((i) => !isIgnored(made.data, i) || !isIgnored(geometryImage.data, i))).toEqual(
          [],
        );
        expect(outside.filter((i) => mask.data[i] !== 0 || (label?.data[i] ?? 0) !== 0)).toEqual([]);
        changed += made.data.reduce((sum, value, at) => sum + (value === image.data[at] ? 0 : 1), 0);
        const { left, top, width, height } = trail.touched;
        expect(left).toBeGreaterThanOrEqual(Math.floor(part.left * side));
        expect(left + width).toBeLessThanOrEqual(Math.ceil(part.right * side));
        expect(top).toBeGreaterThanOrEqual(Math.floor(part.top * side));
        expect(top + height).toBeLessThanOrEqual(Math.ceil(part.bottom * side));
      }
      expect(changed).toBeGreaterThan(20);
    },
  );

  it('is the same each time, and cut from that part', () => {
    const [once, again] = [draw('local', 7), draw('local', 7)];
    expect(again.image.data).toEqual(once.image.data);
    const { source } = once.trail.patches[0];
    const middle = (source.top + source.height / 2) / side;
    expect(middle).toBeGreaterThan(part.top);
    expect(middle).toBeLessThan(part.bottom);
  });

  it('has steps to show, the last of which is the picture', () => {
    const names: string[] = [];
    const input = { ...inputOf(image, other), record: (step: { name: string }) => names.push(step.name) };
    generate(input, createRandom(3), { ...defaultExperiment, generator: 'local' });
    expect(names).toEqual(['cut', 'turn', 'colour']);
  });
});
