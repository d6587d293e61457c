import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import formulas from '../fixtures/formulas.json' with { type: 'json' };
import golden from '../fixtures/ssim.json' with { type: 'json' };
import { dilateBox } from '../image/cut.ts';
import type { GrayImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { globalSsim } from './global-ssim.ts';
import { ssimAt } from './ssim.oracle.ts';
import { meanSsim, ssimInBox, ssimMap } from './ssim-map.ts';
import { gaussian11, uniform7, type SsimWindow } from './window.ts';

function gray(width: number, height: number, data: ArrayLike<number>): GrayImage {
  return { width, height, data: Float64Array.from(data) };
}

function noise(width: number, height: number, seed: number): GrayImage {
  const random = createRandom(seed);
  return gray(
    width,
    height,
    Array.from({ length: width * height }, () => random.uniform(0, 255)),
  );
}

function whole({ width, height }: GrayImage): { left: number; top: number; width: number; height: number } {
  return { left: 0, top: 0, width, height };
}

function mean(a: GrayImage, b: GrayImage, window: SsimWindow): number {
  return meanSsim(ssimInBox(a, b, whole(a), window), a, window);
}

/** The formula pictures of formulas.json, 64 x 64. */
function formulaPairs(): { AB: [GrayImage, GrayImage]; CD: [GrayImage, GrayImage] } {
  const side = 64;
  const make = (value: (x: number, y: number) => number) =>
    gray(
      side,
      side,
      Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side))),
    );
  const patched = (image: GrayImage, extra: number) =>
    make((x, y) => {
      const isPatch = y >= 20 && y < 36 && x >= 24 && x < 44;
      return isPatch ? Math.min(255, image.data[(y - 3) * side + x - 2] + extra) : image.data[y * side + x];
    });
  const a = make((x, y) => (13 * x + 7 * y + 5 * ((x * y) % 17)) % 256);
  const c = make((x, y) =>
    Math.min(255, Math.max(0, Math.round(128 + 80 * Math.sin(x / 9) + 40 * Math.cos(y / 7)))),
  );
  return { AB: [a, patched(a, 20)], CD: [c, patched(c, 12)] };
}

describe('SSIM', () => {
  it.each(golden.pairs.map((pair, i) => [i, pair] as const))(
    'agrees with scikit-image on pair %i',
    (_, pair) => {
      const a = gray(pair.width, pair.height, pair.a);
      const b = gray(pair.width, pair.height, pair.b);
      expect(mean(a, b, gaussian11)).toBeCloseTo(pair.gaussian11.mean, 9);
      expect(mean(a, b, uniform7)).toBeCloseTo(pair.uniform7.mean, 9);
      expect(globalSsim(a.data, b.data)).toBeCloseTo(pair.global, 9);
      const map = ssimMap(a, b);
      const worst = pair.gaussian11.map.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - map.data[i])),
        0,
      );
      expect(worst).toBeLessThan(1e-9);
    },
  );

  it('agrees with the published values of the formula pictures', () => {
    const { AB, CD } = formulaPairs();
    expect(mean(...AB, gaussian11)).toBeCloseTo(formulas.ssim_pairAB.wang_gauss11_sigma1p5_popcov, 9);
    expect(mean(...CD, gaussian11)).toBeCloseTo(formulas.ssim_pairCD.wang_gauss11_sigma1p5_popcov, 9);
    expect(mean(...AB, uniform7)).toBeCloseTo(formulas.ssim_pairAB.skimage_default_uniform7_samplecov, 9);
    expect(globalSsim(AB[0].data, AB[1].data)).toBeCloseTo(formulas.ssim_pairAB.single_window_eq1, 9);
    expect(globalSsim(CD[0].data, CD[1].data)).toBeCloseTo(formulas.ssim_pairCD.single_window_eq1, 9);
  });

  it('agrees with the definition, window by window, borders and tiny images included', () => {
    for (const [width, height] of [
      [17, 13],
      [8, 8],
      [1, 1],
      [3, 20],
    ] as const) {
      const [a, b] = [noise(width, height, 1), noise(width, height, 2)];
      const map = ssimMap(a, b);
      for (let i = 0; i < map.data.length; i++) {
        expect(map.data[i]).toBeCloseTo(ssimAt(a, b, i % width, Math.floor(i / width)), 9);
      }
    }
  });

  it('is 1 for an image against itself, and the same both ways round', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(1e6),
        (w, h, seed) => {
          const [a, b] = [noise(w, h, seed), noise(w, h, seed + 1)];
          expect(mean(a, a, gaussian11)).toBeCloseTo(1, 12);
          expect(mean(a, b, gaussian11)).toBeCloseTo(mean(b, a, gaussian11), 12);
        },
      ),
      { seed: 1, numRuns: 50 },
    );
  });

  it('on the touched region gives the mean and the map of the whole image', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 40 }),
        fc.integer({ min: 4, max: 40 }),
        fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
        fc.integer({ min: 1, max: 12 }),
        (width, height, [shareX, shareY], side) => {
          const a = noise(width, height, 7);
          const b = gray(width, height, a.data);
          const box = dilateBox(
            { left: Math.floor(shareX * width), top: Math.floor(shareY * height), width: side, height: side },
            0,
            a,
          );
          for (let y = box.top; y < box.top + box.height; y++) {
            for (let x = box.left; x < box.left + box.width; x++) b.data[y * width + x] = 255 - x - y;
          }
          const region = ssimInBox(a, b, dilateBox(box, gaussian11.radius, a));
          expect(Math.abs(meanSsim(region, a, gaussian11) - mean(a, b, gaussian11))).toBeLessThan(1e-9);
          const map = ssimMap(a, b);
          for (let i = 0; i < region.data.length; i++) {
            const x = region.box.left + (i % region.box.width);
            const y = region.box.top + Math.floor(i / region.box.width);
            expect(region.data[i]).toBeCloseTo(map.data[y * width + x], 12);
          }
        },
      ),
      { seed: 2, numRuns: 100 },
    );
  });
});
