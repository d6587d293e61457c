import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../experiment/experiment.ts';
import type { Box, RgbImage } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import type { GeneratorInput, Step } from '../candidate.ts';
import { hash, inputOf, plain, textured } from '../testing/images.ts';
import { nsa } from './nsa.ts';

/** Spelt out, so that a change of defaults does not change what is tested. */
const settings: Experiment = {
  ...defaultExperiment,
  nsaHalfHeight: [3, 40],
  nsaHalfWidth: [3, 40],
  nsaPatches: 3,
  nsaResize: [0.7, 1.3],
  nsaClone: 'normal',
  nsaBackground: 'none',
  nsaObjectShare: 0.25,
  nsaLabelSlope: 1 / 12,
  nsaLabelMiddle: 24,
};

const make = (input: GeneratorInput, seed: number, changes: Partial<Experiment> = {}) =>
  nsa(input, createRandom(seed), { ...settings, ...changes });

const pair = (width: number, height: number) =>
  inputOf(textured(width, height), textured(width, height, 'other'));

function isIn({ left, top, width, height }: Box, x: number, y: number): boolean {
  return x >= left && x < left + width && y >= top && y < top + height;
}

/** A square of texture on a bright ground. */
function objectOnGround(side: number, object: Box, seed: string): RgbImage {
  const image = textured(side, side, seed);
  for (let i = 0; i < side * side; i++) {
    const isObject = isIn(object, i % side, Math.floor(i / side));
    for (let c = 0; c < 3; c++) image.data[3 * i + c] = isObject ? image.data[3 * i + c] / 3 : 205;
  }
  return image;
}

describe('nsa', () => {
  it('gives the same pixels for the same seed, now and in later versions', () => {
    const input = pair(96, 80);
    const [normal, mixed] = [make(input, 3), make(input, 3, { nsaClone: 'mixed' })];
    expect(hash(make(input, 3).image.data)).toBe(hash(normal.image.data));
    expect(hash(make(input, 4).image.data)).not.toBe(hash(normal.image.data));
    expect(hash(normal.image.data)).toMatchInlineSnapshot(`"bef7fc36"`);
    expect(hash(mixed.image.data)).toMatchInlineSnapshot(`"8a02a8f5"`);
    expect(hash(normal.label!.data)).toMatchInlineSnapshot(`"e067a7eb"`);
  });

  it('changes nothing outside the touched box, which is the smallest one around its mask', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(1e6),
        fc.constantFrom('normal', 'mixed'),
        (width, height, seed, nsaClone) => {
          const input = pair(width, height);
          const before = hash(input.image.data);
          const { image, mask, label, trail } = make(input, seed, { nsaClone });
          const [columns, rows] = [new Set<number>(), new Set<number>()];
          for (let i = 0; i < width * height; i++) {
            const [x, y] = [i % width, Math.floor(i / width)];
            if (mask.data[i] > 0) {
              columns.add(x);
              rows.add(y);
            } else expect(label!.data[i]).toBe(0);
            if (isIn(trail.touched, x, y)) continue;
            expect(mask.data[i]).toBe(0);
            expect([...image.data.subarray(3 * i, 3 * i + 3)]).toEqual([
              ...input.image.data.subarray(3 * i, 3 * i + 3),
            ]);
          }
          const { left, top, width: w, height: h } = trail.touched;
          expect([left, top, left + w, top + h]).toEqual(
            columns.size === 0
              ? [0, 0, 0, 0]
              : [Math.min(...columns), Math.min(...rows), Math.max(...columns) + 1, Math.max(...rows) + 1],
          );
          expect(hash(input.image.data)).toBe(before);
        },
      ),
      { seed: 1, numRuns: 80 },
    );
  });

  it('gives an empty mask and the image itself where all images are constant', () => {
    for (const background of ['none', 'bright', 'dark'] as const) {
      const { image, mask, trail } = make(inputOf(plain(48, 48, 90), plain(48, 48, 140)), 1, {
        nsaBackground: background,
      });
      expect(new Set(image.data)).toEqual(new Set([90]));
      expect(new Set(mask.data)).toEqual(new Set([0]));
      expect(trail.touched).toEqual({ left: 0, top: 0, width: 0, height: 0 });
    }
  });

  it('takes every setting to its ends, at every size', () => {
    const ends = fc.constantFrom([1, 1], [50, 50], [1, 50]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.record({
          nsaHalfHeight: ends as fc.Arbitrary<[number, number]>,
          nsaHalfWidth: ends as fc.Arbitrary<[number, number]>,
          nsaResize: fc.constantFrom([0.3, 0.3], [3, 3]),
          nsaObjectShare: fc.constantFrom(0, 0.95),
          nsaBackground: fc.constantFrom('none', 'bright', 'dark'),
          nsaLabelSlope: fc.constantFrom(0.01, 2),
        }),
        (width, height, changes) => {
          const { image, trail } = make(pair(width, height), 5, changes);
          expect(image.data).toHaveLength(3 * width * height);
          for (const { source } of trail.patches) {
            expect(Math.min(source.left, source.top)).toBeGreaterThanOrEqual(0);
            expect(source.left + source.width).toBeLessThanOrEqual(width);
            expect(source.top + source.height).toBeLessThanOrEqual(height);
          }
        },
      ),
      { seed: 1, numRuns: 80 },
    );
  });

  it('cuts the first patch where it is told to', () => {
    const source = { left: 10, top: 20, width: 24, height: 18 };
    const { trail } = make({ ...pair(96, 96), source }, 2, { nsaPatches: 1 });
    expect(trail.patches.map((patch) => patch.source)).toEqual([source]);
  });

  it('always takes one patch and each further one half of the time', () => {
    const counts = Array.from(
      { length: 300 },
      (_, seed) =>
        make(pair(64, 64), seed, { nsaHalfHeight: [10, 20], nsaHalfWidth: [10, 20] }).trail.patches.length,
    );
    expect(Math.min(...counts)).toBe(1);
    expect(Math.max(...counts)).toBe(3);
    expect(counts.reduce((sum, count) => sum + count, 0) / 300).toBeCloseTo(2, 0);
  });

  it('cuts from the object and pastes onto it', () => {
    const object = { left: 8, top: 40, width: 40, height: 40 };
    const other = { left: 48, top: 8, width: 40, height: 40 };
    const input = inputOf(objectOnGround(96, object, 'a'), objectOnGround(96, other, 'b'));
    let placed = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { trail } = make(input, seed, { nsaBackground: 'bright', nsaObjectShare: 0.7 });
      for (const { source, shiftX, shiftY } of trail.patches) {
        const [x, y] = [source.left + source.width / 2, source.top + source.height / 2];
        expect(isIn(other, x, y)).toBe(true);
        const reach = { left: object.left - 20, top: object.top - 20, width: 80, height: 80 };
        expect(isIn(reach, x + shiftX, y + shiftY)).toBe(true);
        placed++;
      }
    }
    expect(placed).toBeGreaterThan(40);
    const ground = inputOf(input.image, plain(96, 96, 205));
    expect(make(ground, 1, { nsaBackground: 'bright' }).trail.patches).toEqual([]);
  });

  it('labels lower where the middle of the label curve is higher, and less sharply where its slope is lower', () => {
    const labelOf = (changes: Partial<Experiment>) => make(pair(96, 96), 6, changes).label!.data;
    const sum = (data: Uint8Array) => data.reduce((total, value) => total + value, 0);
    expect(sum(labelOf({ nsaLabelMiddle: 60 }))).toBeLessThan(sum(labelOf({ nsaLabelMiddle: 10 })));
    expect(Math.max(...labelOf({ nsaLabelSlope: 0.01 }))).toBeLessThan(
      Math.max(...labelOf({ nsaLabelSlope: 1 })),
    );
  });

  it('shows its steps to who asks, and makes the same candidate', () => {
    const steps: Step[] = [];
    const input = pair(64, 64);
    const { image, mask, label } = make({ ...input, record: (step) => steps.push(step) }, 9);
    expect(steps.map(({ name }) => name)).toEqual(['cut', 'paste', 'blend', 'label']);
    expect(steps[0].image).toBe(input.drawOther(createRandom(1)));
    expect(steps[1].image.data).not.toEqual(image.data);
    expect([steps[2].image, steps[2].mask, steps[3].mask]).toEqual([image, mask, label]);
    expect(make(input, 9).image).toEqual(image);
  });

  it.each([
    ['nsaHalfHeight', [30, 40]],
    ['nsaHalfWidth', [30, 40]],
    ['nsaPatches', 1],
    ['nsaResize', [0.3, 0.4]],
    ['nsaClone', 'mixed'],
  ] as const)('shows a change of %s', (name, value) => {
    const before = hash(make(pair(96, 96), 12).image.data);
    expect(hash(make(pair(96, 96), 12, { [name]: value }).image.data)).not.toBe(before);
  });
});
