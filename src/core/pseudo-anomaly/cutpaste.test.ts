import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import type { RgbImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { cutPaste, scar, threeWay, union } from './cutpaste.ts';
import { hash, inputOf, textured } from './testing/images.ts';

const image = textured(128, 128);

const make = (
  generator: typeof union,
  seed: number,
  changes: Partial<Experiment> = {},
  from: RgbImage = image,
) => generator(inputOf(from), createRandom(seed), { ...defaultExperiment, ...changes });

const patchesOf = (generator: typeof union, count: number, changes: Partial<Experiment> = {}) =>
  Array.from({ length: count }, (_, seed) => make(generator, seed, changes).trail.patches[0]);

describe('CutPaste', () => {
  it('gives the same pixels for the same seed, now and in later versions', () => {
    expect(hash(make(cutPaste, 3).image.data)).toMatchInlineSnapshot(`"d01f6a04"`);
    expect(hash(make(scar, 3).image.data)).toMatchInlineSnapshot(`"5735b947"`);
    expect(hash(make(union, 3).image.data)).toMatchInlineSnapshot(`"5735b947"`);
  });

  it('cuts 2 to 15 % of the image, half of the patches tall and half wide', () => {
    const patches = patchesOf(cutPaste, 400);
    const areas = patches.map(({ source }) => (source.width * source.height) / 128 ** 2);
    expect(Math.min(...areas)).toBeGreaterThan(0.018);
    expect(Math.max(...areas)).toBeLessThan(0.155);
    const aspects = patches.map(({ source }) => source.width / source.height);
    expect(Math.min(...aspects)).toBeGreaterThan(0.28);
    expect(Math.max(...aspects)).toBeLessThan(3.6);
    const wide = aspects.filter((aspect) => aspect > 1).length / aspects.length;
    expect(wide).toBeGreaterThan(0.4);
    expect(wide).toBeLessThan(0.6);
  });

  it('pastes exact copies of the pixels when the colour does not change', () => {
    const { image: changed, trail } = make(cutPaste, 9, { cutJitter: 0 });
    const [{ source, shiftX, shiftY }] = trail.patches;
    for (const [u, v] of [
      [0, 0],
      [source.width - 1, source.height - 1],
      [3, 2],
    ]) {
      const from = 3 * ((source.top + v) * 128 + source.left + u);
      const to = 3 * ((source.top + shiftY + v) * 128 + source.left + shiftX + u);
      expect([...changed.data.subarray(to, to + 3)]).toEqual([...image.data.subarray(from, from + 3)]);
    }
  });

  it('pastes anywhere, all of the patch inside', () => {
    const { trail, mask } = make(cutPaste, 4);
    const [{ source }] = trail.patches;
    expect([...mask.data].filter((alpha) => alpha === 255)).toHaveLength(source.width * source.height);
    const lefts = patchesOf(cutPaste, 100).map(({ source: box, shiftX }) => box.left + shiftX);
    expect(Math.min(...lefts)).toBeLessThan(10);
    expect(Math.max(...lefts)).toBeGreaterThan(60);
  });
});

describe('CutPaste-Scar', () => {
  it('is 2 to 16 px wide, 10 to 25 px long and turned by up to 45 degrees, counted at 256 px', () => {
    const patches = patchesOf(scar, 300);
    const widths = patches.map(({ source }) => 2 * source.width);
    const lengths = patches.map(({ source }) => 2 * source.height);
    expect([Math.min(...widths), Math.max(...widths)]).toEqual([2, 16]);
    expect([Math.min(...lengths), Math.max(...lengths)]).toEqual([10, 24]); // whole pixels at 128 px
    const degrees = patches.map(({ rotation }) => Math.abs((180 * rotation) / Math.PI));
    expect(Math.max(...degrees)).toBeLessThanOrEqual(45);
    expect(Math.max(...degrees)).toBeGreaterThan(40);
  });
});

describe('mixing CutPaste and Scar', () => {
  it('takes either by chance in a union', () => {
    const kinds = Array.from({ length: 200 }, (_, seed) => make(union, seed).trail.kind);
    const share = kinds.filter((kind) => kind === 'scar').length / kinds.length;
    expect(share).toBeGreaterThan(0.4);
    expect(share).toBeLessThan(0.6);
    expect(new Set(kinds)).toEqual(new Set(['scar', 'cutpaste']));
  });

  it('takes them in turns in a 3-way, and draws each as it would be drawn alone', () => {
    const draw = (turn: number) => threeWay({ ...inputOf(image), turn }, createRandom(1), defaultExperiment);
    expect([0, 1, 2, 3].map((turn) => draw(turn).trail.kind)).toEqual([
      'cutpaste',
      'scar',
      'cutpaste',
      'scar',
    ]);
    expect(draw(0)).toEqual(make(cutPaste, 1));
    expect(draw(1)).toEqual(make(scar, 1));
  });

  it('take images of any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(1e6),
        (w, h, seed) => {
          const small = textured(w, h);
          for (const generator of [cutPaste, scar]) {
            const { image: changed, mask } = make(generator, seed, {}, small);
            expect(changed.data).toHaveLength(3 * w * h);
            expect(mask.data).toHaveLength(w * h);
          }
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });
});
