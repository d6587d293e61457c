import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createMask, createRgbImage, type RgbImage } from '../image/image.ts';
import { createRandom } from '../random.ts';
import { defaultPreparation, fitImage, fitMask, type Aspect, fittingSide } from './preparation.ts';

function pattern(width: number, height: number): RgbImage {
  const image = createRgbImage(width, height);
  const random = createRandom('preparation');
  for (let i = 0; i < image.data.length; i++) image.data[i] = random.integer(256);
  return image;
}

const digest = ({ data }: RgbImage) => createHash('sha256').update(data).digest('hex').slice(0, 16);
const as = (side: number, aspect: Aspect) => ({ ...defaultPreparation, side, aspect });

describe('a working copy', () => {
  it.each([
    [64, 'stretch', 'dd6e88dc4794eb12'],
    [64, 'crop', 'fc6321b656da50f7'],
    [64, 'pad', 'a4f69bd6b3d49d35'],
    [256, 'stretch', '6507d54b958b9c80'],
    [512, 'pad', 'd2da2a233ecf3a46'],
  ] as const)('of %d px, %s, has the same pixels on every machine', (side, aspect, wanted) => {
    const copy = fitImage(pattern(321, 207), as(side, aspect));
    expect([copy.width, copy.height]).toEqual([side, side]);
    expect(digest(copy)).toBe(wanted);
  });

  it('is the picture itself where that has the wanted size', () => {
    const image = pattern(64, 64);
    for (const aspect of ['stretch', 'crop', 'pad'] as const)
      expect(fitImage(image, as(64, aspect))).toBe(image);
  });

  it('shows the middle when cropped, and repeats edges when padded', () => {
    const image = createRgbImage(4, 2); // columns 0, 10, 20, 30
    for (let i = 0; i < 8; i++) image.data.fill((i % 4) * 10, 3 * i, 3 * i + 3);
    const red = ({ data }: RgbImage) => Array.from(data).filter((_, i) => i % 3 === 0);
    expect(red(fitImage(image, as(2, 'crop')))).toEqual([10, 20, 10, 20]);
    const row = [0, 10, 20, 30];
    expect(red(fitImage(image, as(4, 'pad')))).toEqual([row, row, row, row].flat());
  });

  it('has its mask where its defect is', () => {
    const mask = createMask(4, 2);
    mask.data[2] = 255;
    expect([...fitMask(mask, as(2, 'crop')).data]).toEqual([0, 255, 0, 0]);
  });
});

describe('the side of working copies of many images', () => {
  it.each([
    [1, 256],
    [2730, 256],
    [2731, 128],
    [10_000, 128],
    [10_923, 64],
    [1_000_000, 64],
  ])('of %i is %i px, so that they are held in half a GiB where a side allows it', (images, side) => {
    expect(fittingSide(images)).toBe(side);
  });
});
