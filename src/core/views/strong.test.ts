import { describe, expect, it } from 'vitest';
import { createRgbImage, type RgbImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { cutImage, strongView } from './strong.ts';

/** Red grows to the right, green downwards, blue stays. */
function ramps(side: number): RgbImage {
  const image = createRgbImage(side, side);
  for (let i = 0; i < side * side; i++) image.data.set([4 * (i % side), 4 * Math.floor(i / side), 90], 3 * i);
  return image;
}

const image = ramps(48);
const root = createRandom('strong');
const views = Array.from({ length: 400 }, (_, i) => strongView(image, 24, root.fork(i)));
const pixel = ({ width, data }: RgbImage, x: number, y: number) => [
  ...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];
const isGrey = (view: RgbImage) => view.data.every((value, i) => value === view.data[i - (i % 3)]);

describe('a strong view', () => {
  it('has the side that is asked for, is the same from the same seed, and leaves the image alone', () => {
    for (const { width, height, data } of views) expect([width, height, data.length]).toEqual([24, 24, 1728]);
    expect(strongView(image, 24, root.fork(7))).toEqual(views[7]);
    expect(views[8]).not.toEqual(views[7]);
    expect(image).toEqual(ramps(48));
  });

  it('is grey once in five, and mirrored half of the time', () => {
    const grey = views.filter(isGrey).length / views.length;
    expect(grey).toBeGreaterThan(0.14);
    expect(grey).toBeLessThan(0.26);
    const coloured = views.filter((view) => !isGrey(view));
    const mirrored = coloured.filter((view) => {
      const [left, right] = [pixel(view, 2, 12), pixel(view, 21, 12)];
      return left[0] - left[1] > right[0] - right[1]; // whatever happens to brightness
    });
    expect(mirrored.length / coloured.length).toBeGreaterThan(0.4);
    expect(mirrored.length / coloured.length).toBeLessThan(0.6);
  });

  it('shows a fifth of the area or more', () => {
    const shares = views
      .filter((view) => !isGrey(view))
      .map((view) => Math.abs(pixel(view, 22, 12)[0] - pixel(view, 1, 12)[0]) / (4 * 48));
    expect(Math.max(...shares)).toBeGreaterThan(0.7);
    expect(Math.min(...shares)).toBeLessThan(0.5);
  });

  it('of one colour has one colour', () => {
    const flat = createRgbImage(16, 16);
    flat.data.fill(120);
    for (let i = 0; i < 20; i++) expect(new Set(strongView(flat, 8, root.fork(i)).data).size).toBe(1);
  });
});

describe('a cut', () => {
  it('is the pixels of its box', () => {
    const cut = cutImage(image, { left: 3, top: 5, width: 4, height: 2 });
    expect([cut.width, cut.height]).toEqual([4, 2]);
    expect(pixel(cut, 0, 0)).toEqual(pixel(image, 3, 5));
    expect(pixel(cut, 3, 1)).toEqual(pixel(image, 6, 6));
  });
});
