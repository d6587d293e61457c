import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianBlur } from './gaussian-blur.ts';

const wave = { width: 5, height: 4, data: Float64Array.from({ length: 20 }, (_, i) => Math.sin(1.3 * i)) };

describe('Gaussian blur', () => {
  it('agrees with scipy, also where it reaches over the whole image and back', () => {
    // scipy 1.10.1, ndimage.gaussian_filter: first row and last sample
    const wanted = [
      {
        sigmaPx: 4,
        row: [0.02485170359452578, 0.012479827307622357, -0.007524659356782627, -0.027537219514951427],
        last: -0.039799114532652224,
      },
      {
        sigmaPx: 0.8,
        row: [0.29946490052992136, 0.5894340366962791, 0.2661921254627103, -0.44969698080402765],
        last: -0.587312280185464,
      },
    ];
    for (const { sigmaPx, row, last } of wanted) {
      const blurred = gaussianBlur(wave, sigmaPx);
      row.forEach((value, x) => {
        expect(blurred[x]).toBeCloseTo(value, 12);
      });
      expect(blurred[19]).toBeCloseTo(last, 12);
    }
  });

  it('keeps the sum and stays within the smallest and the largest sample', () => {
    const planes = fc.integer({ min: 1, max: 6 }).chain((width) =>
      fc.integer({ min: 1, max: 6 }).chain((height) =>
        fc
          .array(fc.double({ min: -9, max: 9, noNaN: true }), {
            minLength: width * height,
            maxLength: width * height,
          })
          .map((data) => ({ width, height, data })),
      ),
    );
    fc.assert(
      fc.property(planes, fc.double({ min: 0, max: 5, noNaN: true }), (plane, sigmaPx) => {
        const blurred = gaussianBlur(plane, sigmaPx);
        const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);
        expect(sum(blurred)).toBeCloseTo(sum(plane.data), 8);
        blurred.forEach((value) => {
          expect(value).toBeGreaterThan(Math.min(...plane.data) - 1e-9);
          expect(value).toBeLessThan(Math.max(...plane.data) + 1e-9);
        });
      }),
      { seed: 62 },
    );
  });

  it('of sigma 0 changes nothing', () => {
    expect(gaussianBlur(wave, 0)).toEqual(wave.data);
  });
});
