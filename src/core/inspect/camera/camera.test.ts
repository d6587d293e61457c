import { describe, expect, it } from 'vitest';
import golden from '../../fixtures/camera.json' with { type: 'json' };
import { drawSampleItems } from '../../dataset/samples/samples.ts';
import { gaussianBlur } from '../../image/gaussian-blur.ts';
import { createRgbImage, type RgbImage } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import { blurEffect } from './blur-effect.ts';
import { adviseFrame, frameStatistics, movement } from './frame-quality.ts';
import { findShift, isTrusted, registrationLuma, registrationSide } from './phase-correlation.ts';
import { shiftImage } from './shift-image.ts';

const side = 128;
const nut = [...drawSampleItems('hex-nut', side)].at(0)!.image;

/** The pixels changed one by one. */
const changed = (image: RgbImage, change: (value: number, index: number) => number): RgbImage => ({
  ...image,
  data: Uint8Array.from(image.data, (value, i) => Math.min(255, Math.max(0, Math.round(change(value, i))))),
});

/** As in scripts/make-camera-fixture.py. */
function blobs([down, right]: readonly number[]): Float32Array<ArrayBuffer> {
  const edge = (distance: number) => 1 / (1 + Math.exp(distance / 0.7));
  return Float32Array.from({ length: registrationSide ** 2 }, (_, i) => {
    const y = Math.floor(i / registrationSide) + 0.5 - down;
    const x = (i % registrationSide) + 0.5 - right;
    const r = Math.hypot(y - 60, x - 66);
    const bar = Math.max(Math.abs(y - 60) - 4, Math.abs(x - 84) - 18);
    return 40 + 150 * edge(r - 26) - 120 * edge(r - 9) + 60 * edge(bar);
  });
}

describe('blur', () => {
  it.each(golden.blurs)(
    'is as scikit-image takes it: $width x $height, $blur',
    ({ width, height, data, blur }) => {
      expect(blurEffect({ width, height, data: Float64Array.from(data) })).toBeCloseTo(blur, 9);
    },
  );

  it('of a picture without any slope is 1', () => {
    expect(blurEffect({ width: 9, height: 9, data: new Float64Array(81).fill(7) })).toBe(1);
  });
});

describe('a frame', () => {
  const usual = frameStatistics(nut);

  it('of a part in light, in focus and at rest may be learnt from', () => {
    expect(adviseFrame(usual, usual, usual.blur)).toEqual([]);
  });

  it.each([
    ['dark', changed(nut, (value) => value / 5)],
    ['bright', changed(nut, (value) => 235 + value / 12)],
    ['flat', changed(nut, (value) => 120 + value / 60)],
  ] as const)('is said to be %s', (advice, image) => {
    expect(adviseFrame(frameStatistics(image))).toEqual([advice]);
  });

  it('is said to be blurred by itself, and beside a sharper one', () => {
    const blurred = (sigma: number) => frameStatistics(gaussianBlurred(nut, sigma));
    expect(adviseFrame(blurred(4))).toEqual(['blurred']);
    expect(adviseFrame(blurred(1.0))).toEqual([]);
    expect(adviseFrame(blurred(1.0), undefined, usual.blur)).toEqual(['blurred']);
  });

  it('is said to move where the part does, not where the sensor is noisy', () => {
    const random = createRandom('noise');
    const noisy = frameStatistics(changed(nut, (value) => value + 6 * random.normal()));
    expect(movement(usual, noisy)).toBeLessThan(1);
    expect(adviseFrame(noisy, usual)).toEqual([]);
    expect(adviseFrame(frameStatistics(shiftImage(nut, { x: 0.08, y: 0 })), usual)).toEqual(['moved']);
  });
});

function gaussianBlurred(image: RgbImage, sigma: number): RgbImage {
  const planes = [0, 1, 2].map((c) =>
    gaussianBlur(
      { ...image, data: Float64Array.from({ length: side * side }, (_, i) => image.data[3 * i + c]) },
      sigma,
    ),
  );
  return changed(image, (_, i) => planes[i % 3][Math.floor(i / 3)]);
}

describe('phase correlation', () => {
  it.each(golden.shifts)('finds a move of $moved px as scikit-image does', ({ moved, found }) => {
    const shift = findShift(blobs([0, 0]), blobs(moved));
    const [y, x] = [shift.y * registrationSide, shift.x * registrationSide];
    expect(Math.hypot(y + moved[0], x + moved[1])).toBeLessThan(0.3);
    expect(Math.hypot(y - found[0], x - found[1])).toBeLessThan(0.6);
    expect(isTrusted(shift)).toBe(true);
  });

  it('of the same picture has a peak of 1', () => {
    expect(findShift(blobs([0, 0]), blobs([0, 0])).response).toBeCloseTo(1, 6);
  });

  it('brings a shifted part back over the one before, noise or not', () => {
    const random = createRandom('shift');
    const reference = registrationLuma(nut);
    for (const [x, y] of [
      [0.0625, -0.125],
      [-0.2, 0.03125],
    ] as const) {
      const moved = changed(shiftImage(nut, { x, y }), (value) => value + 4 * random.normal());
      const shift = findShift(reference, registrationLuma(moved));
      expect(isTrusted(shift)).toBe(true);
      expect(shift.x).toBeCloseTo(-x, 1.9);
      expect(shift.y).toBeCloseTo(-y, 1.9);
    }
  });

  it('is not trusted between pictures that have nothing in common, nor for a part that is half away', () => {
    const random = createRandom('unlike');
    const noise = Float32Array.from({ length: registrationSide ** 2 }, () => 255 * random.next());
    expect(isTrusted(findShift(registrationLuma(nut), noise))).toBe(false);
    expect(isTrusted(findShift(registrationLuma(nut), new Float32Array(registrationSide ** 2)))).toBe(false);
    expect(isTrusted({ x: 0.3, y: 0, response: 1 })).toBe(false);
  });
});

describe('a shifted image', () => {
  it('keeps its pixels, and repeats those at the border', () => {
    const image = createRgbImage(4, 2);
    image.data.set(Array.from({ length: 24 }, (_, i) => i));
    const moved = shiftImage(image, { x: 0.25, y: -0.5 });
    const pixel = (x: number, y: number) => [...moved.data.subarray(3 * (4 * y + x), 3 * (4 * y + x) + 3)];
    expect([pixel(0, 0), pixel(1, 0), pixel(3, 1)]).toEqual([
      [12, 13, 14],
      [12, 13, 14],
      [18, 19, 20],
    ]);
    expect(shiftImage(image, { x: 0.1, y: 0 })).toBe(image);
  });
});
