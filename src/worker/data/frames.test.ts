import { describe, expect, it } from 'vitest';
import type { RgbImage } from '../../core/image/image.ts';
import { registrationLuma } from '../../core/inspect/camera/phase-correlation.ts';
import type { FrameUse } from '../bridge/contract-data.ts';
import { createFrames } from './frames.ts';
import type { Pixels } from './pictures/pixels.ts';

const [width, height] = [96, 48];

/** A bright disc on dark ground, `right` pixels from the middle. */
function picture(right: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const level = Math.hypot(x - 48 - right, y - 20) < 12 ? 200 : 40 + ((x * 7 + y * 3) % 5);
    data.fill(level, 4 * i, 4 * i + 3);
  }
  return { width, height, data };
}

const use: FrameUse = {
  path: 'camera.png',
  preparation: { side: 64, aspect: 'stretch', isEqualised: false },
};

/** A frame is its pixels here, and a file its first row of red. */
const reader = () =>
  createFrames({
    read: (frame) => frame as unknown as Pixels,
    write: (image: RgbImage) => Promise.resolve(new Blob([image.data])),
  });
const asFrame = (pixels: Pixels) => pixels as unknown as ImageBitmap;

describe('frames', () => {
  it('are made ready as images are, with the size that they had', async () => {
    const { image, statistics, shift } = await reader().readFrame(asFrame(picture(0)), use);
    expect(image).toMatchObject({ path: 'camera.png', image: { width: 64, height: 64 } });
    expect(image.facts.file).toMatchObject({ width, height });
    expect(image.thumbnail.width).toBe(96);
    expect(statistics.bright).toBe(200);
    expect(shift).toBeUndefined();
  });

  it.each(['stretch', 'pad'] as const)(
    'of a shifted part are brought over the reference: %s',
    async (aspect) => {
      const frames = reader();
      const { preparation } = use;
      const wanted = { ...use, preparation: { ...preparation, aspect } };
      const first = await frames.readFrame(asFrame(picture(0)), wanted);
      const moved = await frames.readFrame(asFrame(picture(9)), { ...wanted, reference: first.luma });
      expect(moved.shift!.x).toBeCloseTo(-9 / 96, 1.8);
      const centre = (image: RgbImage) => {
        let [sum, at] = [0, 0];
        for (let i = 0; i < 64 * 64; i++)
          if (image.data[3 * i]! > 120) {
            sum++;
            at += i % 64;
          }
        return at / sum;
      };
      expect(Math.abs(centre(moved.image.image) - centre(first.image.image))).toBeLessThan(1);
      expect(registrationLuma(moved.image.image)).toEqual(moved.luma);
    },
  );

  it('are kept whole for a while, and then not any more', async () => {
    const frames = reader();
    const ids: number[] = [];
    for (let i = 0; i < 5; i++) ids.push((await frames.readFrame(asFrame(picture(i)), use)).id);
    expect(await frames.keepFrame(ids[0]!)).toBeUndefined();
    expect((await frames.keepFrame(ids[1]!))!.size).toBe(width * height * 3);
  });
});
