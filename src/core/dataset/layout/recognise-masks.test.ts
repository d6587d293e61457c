import { describe, expect, it } from 'vitest';
import { recogniseFolder } from './recognise.ts';

/** `mask -> image`, both inside ground_truth and test, of a category with these files and a training image. */
function masksAmong(paths: readonly string[]): Record<string, string | undefined> {
  const [category] = recogniseFolder(['train/good/0.png', ...paths]).categories;
  const masks = category.entries.filter(({ kind }) => kind === 'mask');
  return Object.fromEntries(masks.map(({ path, maskOf }) => [path, maskOf]));
}

describe('masks', () => {
  it('match by stem with or without _mask, whatever the case and the ending', () => {
    expect(
      masksAmong([
        'test/cut/1.JPG',
        'test/cut/2.png',
        'test/Cut/3.png',
        'ground_truth/cut/1_mask.png',
        'ground_truth/cut/2.bmp',
        'ground_truth/cut/3_MASK.PNG',
      ]),
    ).toEqual({
      'ground_truth/cut/1_mask.png': 'test/cut/1.JPG',
      'ground_truth/cut/2.bmp': 'test/cut/2.png',
      'ground_truth/cut/3_MASK.PNG': 'test/Cut/3.png',
    });
  });

  it('with _mask go before those without; the other one belongs to nothing', () => {
    expect(masksAmong(['test/cut/1.png', 'ground_truth/cut/1.png', 'ground_truth/cut/1_mask.png'])).toEqual({
      'ground_truth/cut/1.png': undefined,
      'ground_truth/cut/1_mask.png': 'test/cut/1.png',
    });
  });

  it('of another defect, or of no image, belong to nothing', () => {
    expect(
      masksAmong(['test/cut/1.png', 'ground_truth/hole/1_mask.png', 'ground_truth/cut/9_mask.png']),
    ).toEqual({
      'ground_truth/hole/1_mask.png': undefined,
      'ground_truth/cut/9_mask.png': undefined,
    });
  });

  it('are not mixed up when an image is itself named like a mask', () => {
    expect(
      masksAmong([
        'test/cut/1.png',
        'test/cut/1_mask.png',
        'ground_truth/cut/1_mask.png',
        'ground_truth/cut/1_mask_mask.png',
      ]),
    ).toEqual({
      'ground_truth/cut/1_mask.png': 'test/cut/1.png',
      'ground_truth/cut/1_mask_mask.png': 'test/cut/1_mask.png',
    });
  });

  it('alone are no category', () => {
    expect(recogniseFolder(['a/ground_truth/cut/1.png'])).toMatchObject({
      categories: [],
      unknown: ['a/ground_truth/cut/1.png'],
    });
  });
});
