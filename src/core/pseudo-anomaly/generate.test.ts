/** Golden pixels of every generator and preset: the same seed gives the same pictures, now and in later versions. */
import { describe, expect, it } from 'vitest';
import { defaultExperiment, knobs, type Experiment } from '../experiment/experiment.ts';
import { presetChanges, presets } from '../experiment/presets.ts';
import { createRandom } from '../random.ts';
import { generate, otherOf } from './generate.ts';
import { hash, inputOf, plain, textured } from './testing/images.ts';

const images = [textured(128, 128, 'first'), textured(128, 128, 'second')];

/** Of four candidates, one after the other. */
function hashOf(experiment: Experiment): string {
  const hashes = [0, 1, 2, 3].map((turn) => {
    const input = { image: images[turn % 2], drawOther: () => images[(turn + 1) % 2], turn };
    return hash(generate(input, createRandom(7).fork(turn), experiment).image.data);
  });
  return hashes.join(' ');
}

const generators = knobs.generator.options.map(({ value }) => value);

describe('golden pixels', () => {
  it.each(generators)('of the generator %s', (generator) => {
    expect(hashOf({ ...defaultExperiment, generator })).toMatchSnapshot();
  });

  it.each(presets.map((preset) => [preset.id, preset] as const))('of the preset %s', (_, preset) => {
    expect(hashOf({ ...defaultExperiment, ...presetChanges(preset) })).toMatchSnapshot();
  });
});

describe('every generator', () => {
  const make = (generator: Experiment['generator'], image = images[0]) =>
    generate(inputOf(image, images[1]), createRandom(3), { ...defaultExperiment, generator });

  it.each(generators)('%s leaves the image it is given', (generator) => {
    const before = hash(images[0].data);
    make(generator);
    expect(hash(images[0].data)).toBe(before);
  });

  it.each(generators)('%s takes constant images and images of 8 x 8 pixels', (generator) => {
    for (const image of [plain(64, 64, 128), textured(8, 8)]) {
      const other = image;
      const candidate = generate(inputOf(image, other), createRandom(3), { ...defaultExperiment, generator });
      expect(candidate.image.data).toHaveLength(image.data.length);
    }
  });
});

describe('another image', () => {
  it('is never the image itself where there is another, and each of the others comes', () => {
    const pool = ['a', 'b', 'c', 'd'].map((seed) => textured(2, 2, seed));
    const drawOther = otherOf((i) => pool[i], pool.length, 2);
    const drawn = new Set(
      Array.from({ length: 60 }, (_, seed) => pool.indexOf(drawOther(createRandom(seed)))),
    );
    expect([...drawn].sort()).toEqual([0, 1, 3]);
  });

  it('is the image itself where there is no other', () => {
    const only = textured(2, 2);
    expect(otherOf(() => only, 1, 0)(createRandom(1))).toBe(only);
  });
});
