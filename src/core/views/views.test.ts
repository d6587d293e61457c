import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../experiment/experiment.ts';
import type { RgbImage } from '../image/image.ts';
import { rectangleAlone } from '../image/region-drawing.ts';
import { regionOf } from '../image/region-of-interest.ts';
import { generate } from '../pseudo-anomaly/generate.ts';
import { inputOf, textured } from '../pseudo-anomaly/testing/images.ts';
import { createRandom } from '../random.ts';
import { createPackedImages, packWindow } from './packed.ts';
import { renderViews } from './render.ts';
import { drawView, plainView } from './view.ts';
import { drawCrop, drawFocus, drawWindow, gridStarts } from './window.ts';

function gradient(side: number): RgbImage {
  return { width: side, height: side, data: Uint8Array.from({ length: side * side * 3 }, (_, i) => i % 256) };
}

describe('views', () => {
  it('of crops change colour only; of whole images they also turn and move', () => {
    const crop = drawView({ ...defaultExperiment, trainOn: 'crops' }, createRandom(1));
    const whole = drawView({ ...defaultExperiment, trainOn: 'whole' }, createRandom(1));
    expect([crop.rotation, crop.shiftX, crop.shiftY]).toEqual([0, 0, 0]);
    expect(Math.abs(whole.rotation)).toBeGreaterThan(0);
    expect(Math.abs(whole.shiftX)).toBeGreaterThan(0);
    expect(whole.brightness).toBe(crop.brightness);
  });

  function pack(image: RgbImage) {
    const packed = createPackedImages(1, image.width);
    packWindow(packed, 0, image, { left: 0, top: 0 });
    return packed;
  }

  it('that change nothing are the normalised pixels, of a window and of a whole', () => {
    const image = gradient(8);
    const wanted = [...image.data].map((value) => (value / 255 - 0.5) / 0.25);
    renderViews(pack(image), [{ source: 0, parameters: plainView }]).forEach((value, i) => {
      expect(value).toBeCloseTo(wanted[i], 5);
    });
    const windows = createPackedImages(2, 4);
    packWindow(windows, 1, image, { left: 3, top: 2 });
    const views = renderViews(
      windows,
      [0, 1].map((source) => ({ source, parameters: plainView })),
    );
    expect(views[48]).toBeCloseTo(wanted[(2 * 8 + 3) * 3], 5);
    expect(views[95]).toBeCloseTo(wanted[(5 * 8 + 6) * 3 + 2], 5);
    expect(Math.max(...views.subarray(0, 48))).toBe(-2);
  });

  it('moved by a whole pixel read the neighbour', () => {
    const image = gradient(8);
    const parameters = { ...plainView, shiftX: 1 / 8 };
    const pixels = renderViews(pack(image), [{ source: 0, parameters }]);
    expect(pixels[(3 * 8 + 5) * 3]).toBeCloseTo((image.data[(3 * 8 + 4) * 3] / 255 - 0.5) / 0.25, 4);
  });

  it('moved by nearly nothing are those in place, whatever their tones', () => {
    const [image, tones] = [gradient(8), { ...plainView, brightness: 1.3, contrast: 1.4 }];
    const inPlace = renderViews(pack(image), [{ source: 0, parameters: tones }]);
    const moved = renderViews(pack(image), [{ source: 0, parameters: { ...tones, rotation: 1e-12 } }]);
    inPlace.forEach((value, i) => {
      expect(moved[i]).toBeCloseTo(value, 5);
    });
  });
});

describe('windows', () => {
  it('stay in the image and show the whole patch where it fits, most of it where not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 128 }),
        fc.integer({ min: 8, max: 128 }),
        fc.integer({ min: 0, max: 127 }),
        fc.integer({ min: 1, max: 128 }),
        (imageSide, cropSide, at, size) => {
          const side = Math.min(cropSide, imageSide);
          const length = Math.min(size, imageSide);
          const start = Math.min(at, imageSide - length);
          const touched = { left: start, top: start, width: length, height: length };
          const { left } = drawWindow(
            touched,
            side,
            { width: imageSide, height: imageSide },
            createRandom(at),
          );
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + side).toBeLessThanOrEqual(imageSide);
          const shown = Math.min(left + side, start + length) - Math.max(left, start);
          expect(shown).toBeGreaterThanOrEqual(Math.min(length, side) - 1);
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });

  it('of a grid cover every pixel', () => {
    expect(gridStarts(256, 64, 32)).toEqual([0, 32, 64, 96, 128, 160, 192]);
    expect(gridStarts(100, 64, 32)).toEqual([0, 32, 36]);
    expect(gridStarts(64, 64, 32)).toEqual([0]);
  });
});

describe('what a crop must show', () => {
  const image = textured(96, 96);
  const make = (generator: Experiment['generator'], seed: number, changes: Partial<Experiment> = {}) =>
    generate(inputOf(image, textured(96, 96, 'other')), createRandom(seed), {
      ...defaultExperiment,
      generator,
      ...changes,
    });

  it('is the whole of a single patch', () => {
    for (const generator of ['local', 'cutpaste', 'scar'] as const) {
      const candidate = make(generator, 1);
      expect(drawFocus(candidate, 64, createRandom(1))).toEqual(candidate.trail.touched);
    }
  });

  it.each(['local', 'cutpaste'] as const)(
    'has an edge of a single patch in it, however large the patch: %s',
    (generator) => {
      const side = 24; // as 64 of 256
      const changes = { cutArea: [2, 40], patchArea: [2, 30], rotation: [0, 45] } as const;
      const within = Array.from({ length: 40 }, (_, seed) => {
        const candidate = make(generator, seed, changes);
        const { mask } = candidate;
        const focus = drawFocus(candidate, side, createRandom(seed));
        const { left, top } = drawWindow(focus, side, image, createRandom(seed).fork('window'));
        const shown = Array.from({ length: side * side }, (_, i) => {
          return mask.data[(top + Math.floor(i / side)) * mask.width + left + (i % side)];
        });
        expect(shown.some((alpha) => alpha > 0)).toBe(true);
        return shown.every((alpha) => alpha > 0);
      });
      expect(within.filter(Boolean).length).toBe(0);
    },
  );

  it('is the whole of a patch that covers the image and has no edge', () => {
    const mask = { width: 8, height: 8, data: new Uint8Array(64).fill(255) };
    const touched = { left: 0, top: 0, width: 8, height: 8 };
    const trail = { ...make('cutpaste', 1).trail, touched };
    expect(drawFocus({ mask, trail }, 4, createRandom(1))).toEqual(touched);
  });

  it('is a pasted pixel of scattered ones, so that every crop shows something', () => {
    for (let seed = 0; seed < 20; seed++) {
      for (const candidate of [
        make('draem', seed),
        make('nsa', seed),
        make('local', seed, { patchCount: 4 }),
      ]) {
        const window = drawWindow(
          drawFocus(candidate, 16, createRandom(seed)),
          16,
          image,
          createRandom(seed),
        );
        const shown = candidate.mask.data.some((alpha, i) => {
          const [x, y] = [(i % 96) - window.left, Math.floor(i / 96) - window.top];
          return alpha > 0 && x >= 0 && x < 16 && y >= 0 && y < 16;
        });
        expect(shown).toBe(candidate.trail.touched.width > 0);
      }
    }
  });
});

it('crops of an image of which a part counts show some of it; of others they lie anywhere', () => {
  const corner = regionOf(rectangleAlone({ left: 0, top: 0.75, right: 0.25, bottom: 1 }))!;
  const drawn = (region?: RgbImage['region']) =>
    Array.from({ length: 60 }, (_, seed) => {
      const size = { width: 64, height: 64, ...(region && { region }) };
      return drawCrop(size, 16, createRandom(seed));
    });
  const inside = drawn(corner);
  expect(inside.every(({ left, top }) => left < 16 && top > 32)).toBe(true);
  expect(new Set(inside.map(({ left, top }) => `${left} ${top}`)).size).toBeGreaterThan(30);
  expect(drawn().some(({ left, top }) => left > 32 && top < 16)).toBe(true);
});
