/** Where a part of the images counts, detectors over crops learn from the crops that show it. */
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import { rectangleAlone } from '../core/image/region-drawing.ts';
import { regionOf } from '../core/image/region-of-interest.ts';
import { createRgbImage, type RgbImage } from '../core/image/image.ts';
import { createRandom } from '../core/random.ts';
import type { PackedImages } from '../core/views/packed.ts';
import { anyMethod, type Method } from '../engine/evaluation/method.ts';
import { methodInside } from '../engine/evaluation/region-method.ts';
import { createControl } from '../engine/training/control.ts';
import { createEmbeddingMethod } from './contrastive/embedding-method.ts';
import { createDensityMethod } from './cutpaste/method.ts';
import { createSphereMethod } from './deep-svdd/method.ts';
import { createClusterMethod } from './ssd/method.ts';

const side = 64;
const experiment: Experiment = {
  ...defaultExperiment,
  ...{ trainOn: 'crops', imageSize: side, inputSize: 32, cropStride: 1, testViews: 1 },
};
const leftHalf = regionOf(rectangleAlone({ left: 0, top: 0, right: 0.5, bottom: 1 }))!;
const workplace = { gpu: undefined, isSoftware: true, control: createControl(() => Promise.resolve()) };
const length = 3;

/** An embedding of a crop is its mean colour. */
const trainer = {
  length,
  forward({ count, side: own, data }: PackedImages, names: readonly string[]) {
    const rows = Float32Array.from({ length: count * length }, (_, i) => {
      let sum = 0;
      for (let pixel = 0; pixel < own ** 2; pixel++)
        sum += data[4 * (Math.floor(i / length) * own ** 2 + pixel) + (i % length)];
      return sum / own ** 2 / 255;
    });
    return Promise.resolve(names.map(() => rows));
  },
  save: () =>
    Promise.resolve({
      ...{ parameters: { 'svdd.centre': new Float32Array(length) }, statistics: {} },
      ...{ slots: [], updates: 0 },
    }),
};

/** Noise, and to the right of the middle `beside`; that is what is ignored, though not made one colour. */
function image(seed: number, beside: (random: () => number) => number): RgbImage {
  const [random, other] = [createRandom(seed), createRandom(seed).fork('beside')];
  const made = createRgbImage(side, side);
  const shades = [random.integer(120), random.integer(120)] as const;
  for (let i = 0; i < made.data.length; i++) {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    const own = shades[y < side / 2 ? 0 : 1] + random.integer(30);
    made.data[i] = x < side / 2 ? own : beside(() => other.integer(255));
  }
  return { ...made, region: leftHalf };
}

const methods: readonly (readonly [string, () => Method<unknown>])[] = [
  [
    'CutPaste, one density',
    () => anyMethod(createDensityMethod({ ...experiment, density: 'shared' }, trainer)),
  ],
  [
    'CutPaste, one for each place',
    () => anyMethod(createDensityMethod({ ...experiment, density: 'places' }, trainer)),
  ],
  ['SSD', () => anyMethod(createClusterMethod({ ...experiment, ssdClusters: 2 }, trainer, []))],
  ['Deep SVDD, not trained', () => anyMethod(createSphereMethod(experiment, trainer))],
  ...(['nearest', 'gaussian', 'prototype'] as const).map(
    (score) =>
      [
        `contrastive, ${score}`,
        () =>
          anyMethod(
            createEmbeddingMethod({ experiment: { ...experiment, score }, trainer, banks: undefined }),
          ),
      ] as const,
  ),
];

describe('what lies outside of the part that counts', () => {
  it.each(methods)('teaches nothing: %s', async (_, make) => {
    async function judged(beside: (random: () => number) => number) {
      const method = methodInside(make());
      const seeds = [0, 1, 2, 3, 4, 5];
      const normals = await Promise.all(seeds.map((seed) => method.see(image(seed, beside))));
      const fitted = (await method.fit(normals, workplace))!;
      return fitted.judge(await method.see(image(9, () => 124)));
    }
    const plain = await judged(() => 124);
    expect(Math.max(...Object.values(plain!.scores).map(Number))).toBeGreaterThan(0);
    expect(await judged((random) => random())).toEqual(plain);
  });
});
