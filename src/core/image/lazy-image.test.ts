import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { derive, lazyImage, PixelCache } from './lazy-image.ts';
import { resizeArea } from './resize.ts';

const size = { width: 4, height: 4 };

/** Images of 48 bytes, numbered, that count how often their pixels were made. */
function gallery(count: number, cache: PixelCache) {
  const made = new Array<number>(count).fill(0);
  const images = made.map((_, i) =>
    lazyImage(cache, size, () => {
      made[i] = (made[i] ?? 0) + 1;
      return new Uint8Array(48).fill(i);
    }),
  );
  return { images, made };
}

describe('a lazy image', () => {
  it('makes its pixels when they are looked at, once while there is room', () => {
    const { images, made } = gallery(3, new PixelCache(144));
    expect(made).toEqual([0, 0, 0]);
    for (let turn = 0; turn < 3; turn++)
      for (const [i, image] of images.entries()) expect(image.data[7]).toBe(i);
    expect(made).toEqual([1, 1, 1]);
  });

  it('never holds more than its room, whatever is looked at', () => {
    const cache = new PixelCache(4 * 48);
    const { images } = gallery(20, cache);
    const random = createRandom(1);
    for (let turn = 0; turn < 500; turn++) {
      const at = random.integer(20);
      expect(images[at]?.data[0]).toBe(at);
      expect(cache.bytes).toBeLessThanOrEqual(4 * 48);
    }
  });

  it('that is looked at often stays', () => {
    const { images, made } = gallery(10, new PixelCache(3 * 48));
    for (let turn = 0; turn < 10; turn++) {
      images[0]?.data.at(0);
      images[0]?.data.at(0);
      images[1 + (turn % 9)]?.data.at(0);
    }
    expect(made[0]).toBeLessThanOrEqual(2);
  });

  it('larger than all room is held alone', () => {
    const cache = new PixelCache(10);
    const { images } = gallery(2, cache);
    for (const image of images) image.data.at(0);
    expect(cache.bytes).toBe(48);
  });

  it('is spread, copied and changed like any other', () => {
    const cache = new PixelCache(1);
    const random = createRandom(2);
    const data = Uint8Array.from({ length: 48 }, () => random.integer(256));
    const lazy = lazyImage(cache, size, () => data.slice());
    expect({ ...lazy }.data).toEqual(data);
    const half = derive(lazy, { width: 2, height: 2 }, (image) => resizeArea(image, 2, 2));
    expect(half).toMatchObject({ width: 2, height: 2, cache });
    expect(half.data).toEqual(resizeArea({ ...size, data }, 2, 2).data);
  });
});
