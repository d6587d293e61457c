import { describe, expect, it } from 'vitest';
import { recogniseFolder } from './recognise.ts';
import { settleByMasks } from './settle.ts';
import { below, counts, insides, maskPairs } from './testing/plans.ts';

describe('KolektorSDD', () => {
  const paths = ['kos01', 'kos02'].flatMap((folder) =>
    below(`KolektorSDD/${folder}`, [
      ...Array.from({ length: 4 }, (_, i) => `Part${String(i)}.jpg`),
      ...Array.from({ length: 4 }, (_, i) => `Part${String(i)}_label.bmp`),
    ]),
  );
  const [category] = recogniseFolder(paths).categories;

  it('leaves what is defective to the masks', () => {
    expect(category).toMatchObject({ name: 'KolektorSDD', layout: 'kolektor', split: 'every-fifth' });
    expect(category.undecided?.size).toBe(8);
    expect(maskPairs(category)).toMatchObject({
      'KolektorSDD/kos02/Part3_label.bmp': 'KolektorSDD/kos02/Part3.jpg',
    });
    expect(recogniseFolder(insides(category)).categories[0].layout).toBe('kolektor');
  });

  it('is split by its masks; every fifth normal image is held out', () => {
    const settled = settleByMasks(category, (path) => path === 'KolektorSDD/kos02/Part3.jpg');
    expect(settled.leftOut).toEqual([]);
    expect(settled.category).not.toHaveProperty('undecided');
    expect(counts(settled.category)).toEqual([6, 1, 1, 1]);
    expect(insides(settled.category)).toEqual(
      expect.arrayContaining([
        'ground_truth/defect/kos02_Part3_mask.bmp',
        'test/defect/kos02_Part3.jpg',
        'test/good/kos02_Part0.jpg',
        'train/good/kos01_Part0.jpg',
      ]),
    );
    const again = recogniseFolder(insides(settled.category)).categories[0];
    expect(counts(again)).toEqual([6, 1, 1, 1]);
    expect(Object.values(maskPairs(again))).toEqual(['test/defect/kos02_Part3.jpg']);
  });
});

describe('KolektorSDD2', () => {
  const paths = below('KolektorSDD2', [
    'train/10000.png',
    'train/10000_GT.png',
    'train/10001.png',
    'train/10001_GT.png',
    'test/20000.png',
    'test/20000_GT.png',
    'test/20001.png',
    'test/20001_GT.png',
  ]);
  const [category] = recogniseFolder(paths).categories;

  it('keeps its split; defective training images are left out and told of', () => {
    expect(category).toMatchObject({ name: 'KolektorSDD2', layout: 'kolektor-2', split: 'given' });
    const settled = settleByMasks(category, (path) => /(10001|20001)\.png$/.test(path));
    expect(settled.leftOut).toEqual(['KolektorSDD2/train/10001.png']);
    expect(insides(settled.category)).toEqual([
      'ground_truth/defect/20001_mask.png',
      'test/defect/20001.png',
      'test/good/20000.png',
      'train/good/10000.png',
    ]);
    expect(maskPairs(settled.category)).toEqual({
      'KolektorSDD2/test/20001_GT.png': 'KolektorSDD2/test/20001.png',
    });
  });

  it('is not what any folder named train is', () => {
    const plain = ['a/train/1.png', 'a/test/2.png', 'a/test/3_GT.png'];
    expect(recogniseFolder(plain)).toMatchObject({ categories: [], unknown: [...plain].sort() });
  });

  it('leaves other categories as they are', () => {
    const { categories } = recogniseFolder(['a/train/good/1.png']);
    expect(settleByMasks(categories[0], () => true)).toEqual({ category: categories[0], leftOut: [] });
  });
});
