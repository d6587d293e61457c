import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import type { RgbImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { drawAccepted } from './draw-accepted.ts';
import { localAugment } from './local-augment.ts';
import { hash, inputOf, plain, textured } from './testing/images.ts';

/** Spelt out, so that a change of defaults does not change what is tested. */
const settings: Experiment = {
  ...defaultExperiment,
  patchArea: [0.5, 5],
  patchAspect: [0.3, 3.3],
  rotation: [3, 15],
  shift: [2, 12],
  brightness: 0.1,
  contrast: 0.1,
  saturation: 0.1,
  hue: 0.05,
  feather: 0,
};

const make = (image: RgbImage, seed: number, changes: Partial<Experiment> = {}) =>
  localAugment(inputOf(image), createRandom(seed), { ...settings, ...changes });

describe('localAugment', () => {
  it('gives the same pixels for the same seed, now and in later versions', () => {
    const image = textured(96, 80);
    expect(hash(make(image, 3).image.data)).toBe(hash(make(image, 3).image.data));
    expect(hash(make(image, 3).image.data)).not.toBe(hash(make(image, 4).image.data));
    expect(hash(make(image, 3).image.data)).toMatchInlineSnapshot(`"affaa6a3"`);
  });

  it('has its middle anywhere, where that is asked for; near the border less often otherwise', () => {
    const image = textured(64, 64);
    const nearBorder = (patchPlaces: Experiment['patchPlaces']) => {
      const sources = Array.from({ length: 1500 }, (_, seed) => {
        const { trail } = make(image, seed, { patchPlaces, patchArea: [1, 4], patchAspect: [1, 1] });
        return trail.patches[0].source;
      });
      for (const { left, top, width, height } of sources) {
        expect(Math.min(left, top, 64 - left - width, 64 - top - height)).toBeGreaterThanOrEqual(0);
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(2);
      }
      const middles = sources.flatMap(({ left, top, width, height }) => [left + width / 2, top + height / 2]);
      return middles.filter((middle) => middle < 8 || middle > 56).length / middles.length;
    };
    expect(nearBorder('anywhere')).toBeCloseTo(2 / 8, 1); // 8 of 64 px at each end
    expect(nearBorder('inside')).toBeLessThan(0.17);
  });

  it('changes nothing outside its mask and stays inside the touched box', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 70 }),
        fc.integer({ min: 1, max: 70 }),
        fc.nat(1e6),
        (w, h, seed) => {
          const image = textured(w, h);
          const {
            image: changed,
            mask,
            trail,
          } = make(image, seed, { patchArea: [0.1, 30], feather: seed % 5 });
          for (let i = 0; i < w * h; i++) {
            const [x, y] = [i % w, Math.floor(i / w)];
            const { left, top, width, height } = trail.touched;
            const isTouched = x >= left && x < left + width && y >= top && y < top + height;
            if (mask.data[i] === 0 || !isTouched) {
              expect(mask.data[i]).toBe(0);
              expect([...changed.data.subarray(3 * i, 3 * i + 3)]).toEqual([
                ...image.data.subarray(3 * i, 3 * i + 3),
              ]);
            }
          }
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it('leaves no dark corners: a turned patch of a constant image is invisible before the colour change', () => {
    const image = plain(64, 64, 200);
    for (let seed = 0; seed < 40; seed++) {
      const { geometryImage } = make(image, seed, { rotation: [20, 45], shift: [0, 64] });
      expect(new Set(geometryImage.data)).toEqual(new Set([200]));
    }
  });

  it('keeps gray images gray', () => {
    const gray = textured(64, 64);
    for (let i = 0; i < gray.data.length; i += 3) gray.data.fill(gray.data[i], i, i + 3);
    const { data } = make(gray, 5, { hue: 0.5, saturation: 0.5 }).image;
    for (let i = 0; i < data.length; i += 3) {
      expect(Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2])).toBe(
        0,
      );
    }
  });

  it.each([
    ['patchArea', [20, 30]],
    ['patchAspect', [4, 5]],
    ['rotation', [40, 45]],
    ['shift', [30, 40]],
    ['brightness', 0.5],
    ['contrast', 0.5],
    ['saturation', 0.5],
    ['hue', 0.5],
    ['feather', 8],
  ] as const)('shows a change of %s', (name, value) => {
    const image = textured(96, 96);
    const before = make(image, 11).image.data;
    expect(hash(make(image, 11, { [name]: value }).image.data)).not.toBe(hash(before));
  });

  it('pastes as many patches as asked, the first of them as if it were alone', () => {
    const image = textured(96, 96);
    const [one, four] = [make(image, 5), make(image, 5, { patchCount: 4 })];
    expect(four.trail.patches).toHaveLength(4);
    expect(four.trail.patches[0]).toEqual(one.trail.patches[0]);
    expect(four.mask.data.filter((alpha) => alpha > 0).length).toBeGreaterThan(
      one.mask.data.filter((alpha) => alpha > 0).length,
    );
    const { left, top, width, height } = four.trail.touched;
    four.mask.data.forEach((alpha, i) => {
      const [x, y] = [i % 96, Math.floor(i / 96)];
      const isInside = x >= left && x < left + width && y >= top && y < top + height;
      if (!isInside) expect(alpha).toBe(0);
    });
  });

  it('enlarges the patch about its middle', () => {
    const image = textured(96, 96);
    const change = { rotation: [0, 0], shift: [0, 0], patchArea: [2, 2] } as const;
    const shareOf = (scale: number) =>
      make(image, 6, { ...change, patchScale: [scale, scale] }).mask.data.filter((alpha) => alpha > 0).length;
    expect(shareOf(2) / shareOf(1)).toBeGreaterThan(3.3);
    expect(shareOf(2) / shareOf(1)).toBeLessThan(4.7);
    expect(make(image, 6, { ...change, patchScale: [1.5, 1.5] }).trail.patches[0].scale).toBeCloseTo(1.5, 9);
  });

  it('fades as a blurred mask does with SmoothBlend: half at the border, all in the middle, little beyond', () => {
    const image = textured(128, 128);
    const { mask, trail } = make(image, 1, {
      patchArea: [10, 10],
      patchAspect: [1, 1],
      rotation: [0, 0],
      shift: [0, 0],
      feather: 8,
      edge: 'smooth',
    });
    const [{ source }] = trail.patches;
    const row = source.top + Math.floor(source.height / 2);
    const at = (x: number) => mask.data[row * 128 + x];
    expect(at(source.left + Math.floor(source.width / 2))).toBeGreaterThan(250);
    expect((at(source.left) + at(source.left - 1)) / 2).toBeCloseTo(127.5, 0);
    expect(at(source.left - 6)).toBeLessThan(32);
    expect(at(source.left - 6)).toBeGreaterThan(0);
  });

  it('turns a patch in place when only the rotation knob moves', () => {
    const image = textured(96, 96);
    const [few, many] = [make(image, 8, { rotation: [3, 15] }), make(image, 8, { rotation: [30, 45] })];
    expect(many.trail.patches[0].source).toEqual(few.trail.patches[0].source);
    expect(many.trail.patches[0].colour).toEqual(few.trail.patches[0].colour);
    expect(many.trail.patches[0].shiftX).toBe(few.trail.patches[0].shiftX);
    expect(Math.abs(many.trail.patches[0].rotation)).toBeGreaterThan(Math.abs(few.trail.patches[0].rotation));
  });

  it('names the smallest box around what it pasted', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { mask, trail } = make(textured(64, 48), seed);
      const pasted = [...mask.data].flatMap((alpha, i) => (alpha > 0 ? [i] : []));
      const columns = pasted.map((i) => i % 64);
      const rows = pasted.map((i) => Math.floor(i / 64));
      const { left, top, width, height } = trail.touched;
      expect([left, left + width - 1]).toEqual([Math.min(...columns), Math.max(...columns)]);
      expect([top, top + height - 1]).toEqual([Math.min(...rows), Math.max(...rows)]);
    }
  });

  it('keeps the moved patch inside the image, at its full shift unless there is no room', () => {
    for (let seed = 0; seed < 200; seed++) {
      const { trail } = make(textured(64, 64), seed, { shift: [40, 40] });
      const [{ source, shiftX, shiftY }] = trail.patches;
      expect(source.left + shiftX).toBeGreaterThanOrEqual(0);
      expect(source.top + shiftY).toBeGreaterThanOrEqual(0);
      expect(source.left + shiftX + source.width).toBeLessThanOrEqual(64);
      expect(source.top + shiftY + source.height).toBeLessThanOrEqual(64);
      if (source.width + source.height < 20) expect(Math.hypot(shiftX, shiftY)).toBeCloseTo(10, 9);
    }
  });

  it('draws area and aspect as asked, and keeps the area of a patch too long for the image', () => {
    const [{ source }] = make(textured(256, 256), 1, { patchArea: [2, 2], patchAspect: [2, 2] }).trail
      .patches;
    expect(source.width / source.height).toBeCloseTo(2, 0);
    expect((source.width * source.height) / 65536).toBeCloseTo(0.02, 3);
    const long = make(textured(64, 64), 1, { patchArea: [30, 30], patchAspect: [5, 5] }).trail.patches[0]
      .source;
    expect([long.width, long.height]).toEqual([64, 19]);
    const all = make(textured(20, 30), 1, { patchArea: [100, 400] }).trail.patches[0].source;
    expect(all).toEqual({ left: 0, top: 0, width: 20, height: 30 });
  });

  it('pastes fully with a hard edge, and fully in the middle of the softest one', () => {
    const image = textured(96, 96);
    expect(new Set(make(image, 2).mask.data)).toEqual(new Set([0, 255]));
    for (let seed = 0; seed < 30; seed++) {
      const { mask } = make(image, seed, {
        feather: 8,
        patchArea: [0.2, 1],
        rotation: [0, 0],
        shift: [0, 0],
      });
      expect(Math.max(...mask.data)).toBe(255);
      expect(new Set(mask.data).size).toBeGreaterThan(2);
    }
  });

  it('makes something of the smallest images', () => {
    for (const side of [1, 2, 8]) {
      const { image } = make(textured(side, side), 1, { patchArea: [30, 30] });
      expect(image.data).toHaveLength(side * side * 3);
    }
  });
});

describe('drawAccepted', () => {
  it('gives up after the stated number of tries on an image where nothing can change', () => {
    expect(
      drawAccepted(inputOf(plain(64, 64, 200)), createRandom(1), { ...defaultExperiment, gateRetries: 7 }),
    ).toBeUndefined();
  });

  it('returns only candidates that the gate accepts', () => {
    const image = textured(96, 96);
    for (let seed = 0; seed < 10; seed++) {
      const drawn = drawAccepted(inputOf(image), createRandom(seed), defaultExperiment);
      expect(drawn?.verdict.ssim).toBeLessThan(defaultExperiment.gateThreshold);
    }
  });
});
