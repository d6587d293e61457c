import { describe, expect, it } from 'vitest';
import { recogniseFolder } from './recognise.ts';
import { below, counts, insides, maskPairs, named, numbered } from './testing/plans.ts';

describe('MVTec AD 2', () => {
  const can = [
    'train/good/000.png',
    'validation/good/000.png',
    'test_public/good/000.png',
    'test_public/bad/000.png',
    'test_public/ground_truth/bad/000_mask.png',
    'test_private/000.png',
    'test_private_mixed/000.png',
  ];

  it('has its public test images and their masks', () => {
    const plan = recogniseFolder(below('mvtec_ad_2/can', can));
    expect(named(plan)).toEqual(['can: mvtec-2']);
    expect(insides(plan.categories[0])).toEqual([
      'ground_truth/bad/000_mask.png',
      'test/bad/000.png',
      'test/good/000.png',
      'train/good/000.png',
      'validation/good/000.png',
    ]);
    expect(maskPairs(plan.categories[0])).toEqual({
      'mvtec_ad_2/can/test_public/ground_truth/bad/000_mask.png': 'mvtec_ad_2/can/test_public/bad/000.png',
    });
  });

  it('tells which images are not used, and why', () => {
    const plan = recogniseFolder(below('can', can));
    expect(plan.unused).toEqual([
      { path: 'can/test_private/000.png', reason: 'unlabelled' },
      { path: 'can/test_private_mixed/000.png', reason: 'unlabelled' },
    ]);
    expect(plan.unknown).toEqual([]);
  });

  it('never turns unlabelled images into normal ones', () => {
    const paths = below('can', ['test_private/000.png', 'validation/good/000.png']);
    expect(recogniseFolder(paths)).toMatchObject({ categories: [], unused: [], unknown: paths });
  });
});

describe('BTAD', () => {
  it('calls normal images ok and defective ones ko, whichever the ending', () => {
    const plan = recogniseFolder(
      ['01', '02'].flatMap((name) =>
        below(`BTech_Dataset_transformed/${name}`, [
          'train/ok/0000.bmp',
          'test/ok/0001.bmp',
          'test/ko/0000.bmp',
          'ground_truth/ko/0000.png',
        ]),
      ),
    );
    expect(named(plan)).toEqual(['01: btad', '02: btad']);
    expect(plan.categories.map(counts)).toEqual([
      [1, 1, 1, 1],
      [1, 1, 1, 1],
    ]);
    expect(Object.values(maskPairs(plan.categories[1]))).toEqual([
      'BTech_Dataset_transformed/02/test/ko/0000.bmp',
    ]);
  });
});

describe('VisA reorganised', () => {
  it('has masks named like their images', () => {
    const plan = recogniseFolder(
      below('visa/candle', [
        'train/good/0000.JPG',
        'test/good/0001.JPG',
        'test/bad/000.JPG',
        'ground_truth/bad/000.png',
      ]),
    );
    expect(named(plan)).toEqual(['candle: visa-reorganised']);
    expect(counts(plan.categories[0])).toEqual([1, 1, 1, 1]);
  });
});

describe('normal and abnormal', () => {
  it.each([
    ['normal', 'abnormal'],
    ['good', 'bad'],
    ['OK', 'NG'],
    ['ok', 'defects'],
  ])('are told apart as %s and %s, with masks found by name', (normal, abnormal) => {
    const paths = below('nuts', [
      ...numbered(normal, 5, '.jpg'),
      ...numbered(abnormal, 2, '.jpg'),
      'masks/000.png',
      'masks/001_mask.png',
      'masks/9.png',
    ]);
    const plan = recogniseFolder(paths);
    expect(named(plan)).toEqual(['nuts: normal-abnormal']);
    expect(plan.categories[0].split).toBe('every-fifth');
    expect(counts(plan.categories[0])).toEqual([4, 1, 2, 3]);
    expect(maskPairs(plan.categories[0])).toEqual({
      'nuts/masks/000.png': `nuts/${abnormal}/000.jpg`,
      'nuts/masks/001_mask.png': `nuts/${abnormal}/001.jpg`,
      'nuts/masks/9.png': undefined,
    });
  });

  it('may name defects in folders below, with masks in folders of the same names', () => {
    const { categories } = recogniseFolder([
      'normal/1.png',
      'abnormal/cut/1.png',
      'abnormal/hole/1.png',
      'ground_truth/hole/1.png',
    ]);
    expect(insides(categories[0])).toEqual([
      'ground_truth/hole/1.png',
      'test/cut/1.png',
      'test/hole/1.png',
      'train/normal/1.png',
    ]);
    expect(maskPairs(categories[0])).toEqual({ 'ground_truth/hole/1.png': 'abnormal/hole/1.png' });
  });

  it('without defects is a training set, whole', () => {
    const { categories } = recogniseFolder(numbered('nuts/good', 6, '.png'));
    expect(categories).toMatchObject([{ name: 'nuts', split: 'given' }]);
    expect(counts(categories[0])).toEqual([6, 0, 0, 0]);
  });

  it('never lets a folder of defects alone be one of normal images', () => {
    const { categories } = recogniseFolder(['nuts/bad/1.png', 'nuts/bad/2.png']);
    expect(counts(categories[0])).toEqual([0, 0, 2, 0]);
  });
});

describe('many layouts in one root', () => {
  it('are each recognised, and flat folders beside them are told of', () => {
    const plan = recogniseFolder([
      ...below('data/screw', ['train/good/1.png', 'test/cut/1.png']),
      ...below('data/01', ['train/ok/1.bmp', 'test/ok/2.bmp', 'test/ko/1.bmp']),
      ...below('data/candle', ['Data/Images/Normal/0.JPG', 'Data/Images/Anomaly/0.JPG']),
      ...below('data/kol', ['kos01/Part0.jpg', 'kos01/Part0_label.bmp']),
      ...below('data/own', ['normal/1.png', 'abnormal/1.png']),
      'data/holiday/1.jpg',
    ]);
    expect(named(plan)).toEqual([
      '01: btad',
      'candle: visa',
      'kol: kolektor',
      'own: normal-abnormal',
      'screw: mvtec',
    ]);
    expect(plan.unknown).toEqual(['data/holiday/1.jpg']);
  });
});
