import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FolderPlan } from './plan.ts';
import { recogniseFolder } from './recognise.ts';

/** A small MVTec AD category. */
const hazelnut = [
  'train/good/000.png',
  'train/good/001.png',
  'test/good/000.png',
  'test/crack/000.png',
  'test/crack/001.png',
  'test/hole/000.png',
  'ground_truth/crack/000_mask.png',
  'ground_truth/crack/001_mask.png',
  'ground_truth/hole/000_mask.png',
];
const below = (folder: string, paths: readonly string[]) => paths.map((path) => `${folder}/${path}`);
const insides = ({ categories }: FolderPlan) =>
  categories.map(({ entries }) => entries.map(({ inCategoryPath }) => inCategoryPath));
const names = ({ categories }: FolderPlan) => categories.map(({ name }) => name);

describe('one MVTec category', () => {
  it('is recognised with the kind, the defect and the mask of each file', () => {
    const plan = recogniseFolder(below('hazelnut', hazelnut));
    expect(plan).toMatchObject({
      categories: [{ name: 'hazelnut', layout: 'mvtec' }],
      ignored: [],
      unknown: [],
    });
    expect(insides(plan)).toEqual([[...hazelnut].sort()]);
    expect(plan.categories[0].entries).toContainEqual({
      path: 'hazelnut/ground_truth/crack/001_mask.png',
      inCategoryPath: 'ground_truth/crack/001_mask.png',
      kind: 'mask',
      defect: 'crack',
      maskOf: 'hazelnut/test/crack/001.png',
    });
    expect(plan.categories[0].entries).toContainEqual({
      path: 'hazelnut/test/good/000.png',
      inCategoryPath: 'test/good/000.png',
      kind: 'test',
      defect: 'good',
    });
  });

  it.each(['good', 'ok', 'normal', 'OK', 'Normal'])('may call its normal images %s', (name) => {
    const plan = recogniseFolder([`a/TRAIN/${name}/1.BMP`, `a/Test/${name}/2.bmp`, 'a/Test/ko/3.bmp']);
    expect(plan.categories[0].entries.map(({ defect }) => defect).sort()).toEqual(['good', 'good', 'ko']);
    expect(plan.unknown).toEqual([]);
  });

  it('is found at the root of what was dropped too', () => {
    const plan = recogniseFolder(hazelnut);
    expect(names(plan)).toEqual(['images']);
    expect(insides(plan)).toEqual([[...hazelnut].sort()]);
  });

  it('keeps files of any ending in its places, so that each unreadable one can be told of', () => {
    const plan = recogniseFolder(['a/train/good/1.png', 'a/train/good/2.tif', 'a/train/good/notes']);
    expect(plan.categories[0].entries).toHaveLength(3);
  });

  it('tells of files in places without meaning', () => {
    const strays = ['a/preview.png', 'a/train/bad/1.png', 'a/train/good/deep/1.png', 'b/2.png', 'stray.png'];
    const plan = recogniseFolder([...below('a', hazelnut), ...strays]);
    expect(names(plan)).toEqual(['a']);
    expect(plan.unknown).toEqual(strays);
  });

  it('may lie below folders that are themselves named train or test', () => {
    expect(names(recogniseFolder(below('test/train/nut', hazelnut)))).toEqual(['nut']);
  });
});

describe('several categories', () => {
  it('are told apart in one root, and when dropped side by side', () => {
    for (const root of ['', 'mvtec/', 'data/mvtec/']) {
      const plan = recogniseFolder(['screw', 'bottle'].flatMap((name) => below(root + name, hazelnut)));
      expect(names(plan)).toEqual(['bottle', 'screw']);
      expect(insides(plan)).toEqual([[...hazelnut].sort(), [...hazelnut].sort()]);
    }
  });

  it('of the same name are named by their whole path', () => {
    const plan = recogniseFolder(['old/nut', 'new/nut', 'cap'].flatMap((folder) => below(folder, hazelnut)));
    expect(names(plan)).toEqual(['cap', 'new/nut', 'old/nut']);
  });
});

describe('a folder of images alone', () => {
  it('is taken for normal training images, and says so', () => {
    const plan = recogniseFolder(['nuts/b.jpg', 'nuts/a.png', 'nuts/list.csv']);
    expect(plan).toMatchObject({
      categories: [{ name: 'nuts', layout: 'flat' }],
      unknown: ['nuts/list.csv'],
    });
    expect(plan.categories[0].entries).toEqual([
      { path: 'nuts/a.png', inCategoryPath: 'train/good/a.png', kind: 'train', defect: 'good' },
      { path: 'nuts/b.jpg', inCategoryPath: 'train/good/b.jpg', kind: 'train', defect: 'good' },
    ]);
  });

  it('is one category of several when more such folders come', () => {
    expect(names(recogniseFolder(['a/1.png', 'b/1.png', 'images/1.png', '1.png']))).toEqual([
      '.',
      'a',
      'b',
      'images',
    ]);
  });

  it('is not what a broken MVTec folder is: defects never become normal images', () => {
    const broken = ['a/test/1.png', 'a/train/bad/1.png', 'a/train/bad/deep/1.png', 'ground_truth/1.png'];
    expect(recogniseFolder(broken)).toMatchObject({ categories: [], ignored: [], unknown: broken });
  });
});

describe('what systems leave behind', () => {
  it('is ignored wherever it lies', () => {
    const junk = [
      '.DS_Store',
      '__MACOSX/a/train/good/._000.png',
      'a/.git/train/good/1.png',
      'a/Thumbs.db',
      'a/license.txt',
      'a/readme.TXT',
      'a/train/good/.000.png',
      'a/train/good/desktop.ini',
    ];
    const plan = recogniseFolder([...below('a', hazelnut), ...junk]);
    expect(plan.ignored).toEqual(junk);
    expect(plan.unknown).toEqual([]);
    expect(insides(plan)).toEqual([[...hazelnut].sort()]);
  });
});

describe('any folder', () => {
  const name = fc.constantFrom(
    'train',
    'Test',
    'ground_truth',
    'good',
    'cut',
    'nut',
    '.x',
    'A',
    'ok',
    'readme.txt',
    ...'bad masks test_public validation test_private Data Images Normal Anomaly kos01 良品 不良品 NG_a OK_b MT_x imgs'.split(
      ' ',
    ),
  );
  const file = fc.constantFrom(
    ...'1.png 2.PNG 1_mask.png 1_GT.png Part0.jpg Part0_label.bmp Thumbs.db a.txt noending'.split(' '),
    'image_anno.csv',
    ...'1.jpg 2.bmp 1_ng.png 1_temp.jpg 良品.png 3.tif'.split(' '),
  );
  const paths = fc.uniqueArray(
    fc.tuple(fc.array(name, { maxLength: 5 }), file).map(([folders, last]) => [...folders, last].join('/')),
    { maxLength: 30 },
  );

  it('has each file in exactly one place, under names used once', () => {
    fc.assert(
      fc.property(paths, (given) => {
        const plan = recogniseFolder(given);
        const entries = plan.categories.flatMap((category) => category.entries);
        const kept = [...plan.unused, ...entries].map(({ path }) => path);
        const placed = [...plan.ignored, ...plan.unknown, ...kept];
        expect(placed.sort()).toEqual([...given].sort());
        expect(new Set(names(plan)).size).toBe(plan.categories.length);
        for (const inside of insides(plan)) expect(new Set(inside).size).toBe(inside.length);
      }),
      { seed: 21, numRuns: 400 },
    );
  });

  it('means the same in any order, and below more folders', () => {
    const shuffle = (given: string[]) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }));
    fc.assert(
      fc.property(paths.chain(shuffle), ([given, mixed]) => {
        expect(recogniseFolder(mixed)).toEqual(recogniseFolder(given));
        const sorted = (plan: FolderPlan) => insides(plan).map(String).sort();
        expect(sorted(recogniseFolder(below('some/Where', given)))).toEqual(sorted(recogniseFolder(given)));
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it('is recognised again from the paths inside a category', () => {
    fc.assert(
      fc.property(paths, (given) => {
        for (const { entries } of recogniseFolder(given).categories) {
          const again = recogniseFolder(entries.map(({ inCategoryPath }) => inCategoryPath));
          const meaning = ({ inCategoryPath, kind, defect, maskOf }: (typeof entries)[number]) => [
            inCategoryPath,
            kind,
            defect,
            maskOf !== undefined,
          ];
          expect(again.categories).toHaveLength(1);
          expect(again.categories[0].entries.map(meaning)).toEqual(entries.map(meaning));
        }
      }),
      { seed: 23, numRuns: 300 },
    );
  });
});
