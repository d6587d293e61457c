import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hintOf } from './words.ts';
import { recogniseFolder } from './recognise.ts';
import { settleByMasks } from './settle.ts';
import { below, counts, insides, maskPairs, named, numbered } from './testing/plans.ts';

const list = (text: string, path = 'set/labels.csv') => new Map([[path, text]]);
const images = numbered('set/images', 8, '.png');

function listed(text: string, path?: string) {
  const tables = list(text, path);
  const { categories } = recogniseFolder([...images, ...tables.keys()], tables);
  return categories[0];
}

describe('folders named in Japanese, in full width, in any case', () => {
  it.each([
    ['良品', '不良品'],
    ['正常', '異常'],
    ['合格', '不合格'],
    ['ＯＫ', 'ＮＧ'],
    ['Ok', 'nG'],
    ['pass', 'fail'],
  ])('%s and %s are normal and defective', (normal, abnormal) => {
    const plan = recogniseFolder([
      ...numbered(`x/${normal}`, 6, '.png'),
      ...numbered(`x/${abnormal}`, 2, '.png'),
    ]);
    expect(named(plan)).toEqual(['x: normal-abnormal']);
    expect(counts(plan.categories[0])).toEqual([5, 1, 2, 0]);
    expect(plan.categories[0].doubts).toBeUndefined();
  });

  it('may be splits too: 学習/良品, テスト/不良', () => {
    const plan = recogniseFolder(['x/学習/良品/1.png', 'x/テスト/良品/1.png', 'x/テスト/不良/1.png']);
    expect(counts(plan.categories[0])).toEqual([1, 1, 1, 0]);
  });

  it.each(['train/normal/images', 'train/good/画像'])('have a folder of images between: %s', (folder) => {
    const plan = recogniseFolder([`x/${folder}/1.png`, 'x/test/cut/images/1.png']);
    expect(counts(plan.categories[0])).toEqual([1, 0, 1, 0]);
  });
});

describe('a hint', () => {
  it('is a word of a name, not a part of another word', () => {
    expect(hintOf('NG_images')).toBe('abnormal');
    expect(hintOf('良品画像')).toBe('normal');
    expect(hintOf('不良品画像')).toBe('abnormal');
    expect(hintOf('abnormal')).toBe('abnormal');
    expect(hintOf('defect-free')).toBe('normal');
    expect(hintOf('0_mask')).toBe('mask');
    expect(hintOf('bangle')).toBeUndefined();
    expect(hintOf('goodyear')).toBeUndefined();
  });

  it('in the names of folders is followed and doubted', () => {
    const plan = recogniseFolder([
      ...numbered('x/OK_images', 6, '.png'),
      ...numbered('x/NG_images', 2, '.png'),
    ]);
    expect(plan.categories[0]).toMatchObject({ name: 'x', doubts: ['names'] });
    expect(counts(plan.categories[0])).toEqual([5, 1, 2, 0]);
  });

  it('in the names of files is followed and doubted: templates and tested boards', () => {
    const boards = numbered('PCB/group1', 6, '_temp.jpg').concat(numbered('PCB/group1', 6, '_test.jpg'));
    const [category] = recogniseFolder(boards).categories;
    expect(category).toMatchObject({ name: 'group1', doubts: ['names'] });
    expect(counts(category)).toEqual([5, 1, 6, 0]);
    expect(
      category.entries.filter(({ kind }) => kind === 'train').every(({ path }) => path.includes('_temp')),
    ).toBe(true);
  });

  it('of one folder alone makes it doubted: defects are not learnt as normal without a question', () => {
    for (const folder of ['scratches', 'MT_Crack', '傷あり', 'ng parts'])
      expect(recogniseFolder(numbered(folder, 3, '.png')).categories[0].doubts).toEqual(['names']);
    for (const folder of ['nuts', 'good parts', 'holiday'])
      expect(recogniseFolder(numbered(folder, 3, '.png')).categories[0].doubts).toBeUndefined();
  });
});

describe('masks beside their images', () => {
  it('belong to them by suffix, in a folder of defects', () => {
    const paths = below('x', ['train/good/0.png', 'test/cut/0.png', 'test/cut/0_mask.png', 'test/cut/1.png']);
    const [category] = recogniseFolder(paths).categories;
    expect(counts(category)).toEqual([1, 0, 2, 1]);
    expect(maskPairs(category)).toEqual({ 'x/test/cut/0_mask.png': 'x/test/cut/0.png' });
  });

  it('of normal images are not used, and never trained', () => {
    const plan = recogniseFolder(below('x', ['train/good/0.png', 'train/good/0_mask.png', 'test/cut/0.png']));
    expect(counts(plan.categories[0])).toEqual([1, 0, 1, 0]);
    expect(plan.unused).toEqual([{ path: 'x/train/good/0_mask.png', reason: 'normal-mask' }]);
  });

  it('decide what is defective where no folder says so, two formats of one name among them', () => {
    const pairs = (folder: string) => [...numbered(folder, 6, '.jpg'), ...numbered(folder, 6, '.png')];
    const [category] = recogniseFolder([
      ...pairs('mt/MT_Crack/Imgs'),
      ...pairs('mt/MT_Free/Imgs'),
    ]).categories;
    expect(category).toMatchObject({ name: 'mt', layout: 'beside', doubts: ['twins'] });
    const settled = settleByMasks(category, (path) => path.includes('MT_Crack')).category;
    expect(counts(settled)).toEqual([5, 1, 6, 6]);
    expect(new Set(settled.entries.map(({ defect }) => defect))).toEqual(new Set(['MT_Crack', 'good']));
  });

  it('leave images without one out: who knows what they show', () => {
    const paths = ['x/a.jpg', 'x/a_mask.png', 'x/b.jpg', 'x/b_mask.png', 'x/c.jpg'];
    const plan = recogniseFolder(paths);
    expect(plan.unknown).toEqual(['x/c.jpg']);
    expect(insides(plan.categories[0])).toEqual(['a.jpg', 'a_mask.png', 'b.jpg', 'b_mask.png']);
  });
});

describe('MVTec LOCO', () => {
  it('has folders of masks, all of one image, and a validation split', () => {
    const [category] = recogniseFolder(
      below('loco', [
        'train/good/0.png',
        'validation/good/0.png',
        'test/good/0.png',
        'test/logical/000.png',
        'ground_truth/logical/000/000.png',
        'ground_truth/logical/000/001.png',
        'ground_truth/logical/001/000.png',
        'defects_config.json',
      ]),
    ).categories;
    expect(maskPairs(category)).toEqual({
      'loco/ground_truth/logical/000/000.png': 'loco/test/logical/000.png',
      'loco/ground_truth/logical/000/001.png': 'loco/test/logical/000.png',
      'loco/ground_truth/logical/001/000.png': undefined,
    });
    expect(category.entries.filter(({ kind }) => kind === 'validation')).toHaveLength(1);
  });

  const files = below('loco', ['train/good/0.png', 'test/logical/0.png', 'defects_config.json']);
  const path = 'loco/defects_config.json';

  it('lists the numbers that pixels of masks have', () => {
    const config = [
      { defect_name: 'missing', pixel_value: 255, saturation_threshold: 1, relative_saturation: true },
      { defect_name: 'swapped', pixel_value: 254, saturation_threshold: 10, relative_saturation: false },
    ];
    const plan = recogniseFolder(files, new Map([[path, JSON.stringify(config)]]));
    expect(plan.categories[0].maskValues).toEqual([254, 255]);
    expect(plan.categories[0].saturations).toEqual([
      { pixelValue: 255, threshold: 1, isRelative: true },
      { pixelValue: 254, threshold: 10, isRelative: false },
    ]);
    expect(plan.unused).toEqual([{ path, reason: 'table' }]);
    expect([plan.unknown, plan.tableProblems]).toEqual([[], []]);
  });

  it.each([
    ['{', 'no JSON'],
    ['{}', 'no list'],
    ['[{"pixel_value": 300}]', 'no pixel_value in entry 1'],
    ['[null]', 'no pixel_value in entry 1'],
  ])('with a list of numbers %s says what is wrong with it', (text, came) => {
    const plan = recogniseFolder(files, new Map([[path, text]]));
    expect(plan.categories[0]).not.toHaveProperty('maskValues');
    expect(plan.tableProblems).toMatchObject([{ path, came }]);
  });
});

describe('a list of mask numbers whose saturations make no sense', () => {
  const files = below('loco', ['train/good/0.png', 'test/logical/0.png', 'defects_config.json']);
  const path = 'loco/defects_config.json';
  it.each([
    [{ saturation_threshold: 2, relative_saturation: true }],
    [{ saturation_threshold: 0, relative_saturation: false }],
    [{ saturation_threshold: '10', relative_saturation: false }],
    [{ saturation_threshold: 10 }],
  ])('%j is told of, and counts for its number alone', (entry) => {
    const text = JSON.stringify([{ pixel_value: 9, ...entry }, { pixel_value: 8 }]);
    const plan = recogniseFolder(files, new Map([[path, text]]));
    expect(plan.categories[0].maskValues).toEqual([8, 9]);
    expect(plan.categories[0]).not.toHaveProperty('saturations');
    expect(plan.tableProblems).toMatchObject([{ path, came: 'no saturation_threshold in entry 1' }]);
  });
});

describe('files of boxes', () => {
  it('are named as such, wherever their image lies', () => {
    const plan = recogniseFolder([
      'pcb/a/0_temp.jpg',
      'pcb/a/0_test.jpg',
      'pcb/a_not/0.txt',
      'pcb/labels/0_test.xml',
      'pcb/trainval.txt',
    ]);
    expect(plan.unused.filter(({ reason }) => reason === 'boxes').map(({ path }) => path)).toEqual([
      'pcb/a_not/0.txt',
      'pcb/labels/0_test.xml',
    ]);
    expect(plan.unknown).toEqual(['pcb/trainval.txt']);
  });
});

describe('a list of labels', () => {
  const rows = (label: (i: number) => string | number) =>
    images.map((path, i) => `${path.slice(4)},${label(i)}`).join('\n');

  it.each([
    ['by words', `image,label\n${rows((i) => (i < 6 ? 'good' : 'cut'))}`, undefined, 'cut'],
    ['in Japanese', `ファイル,判定\n${rows((i) => (i < 6 ? '良品' : '傷'))}`, undefined, '傷'],
    ['by a flag', `file,is_defect\n${rows((i) => (i < 6 ? 'False' : 'True'))}`, undefined, 'defect'],
    ['by a flag of the good', `file,is_good\n${rows((i) => (i < 6 ? 1 : 0))}`, undefined, 'defect'],
    ['by numbers, which are doubted', `image,label\n${rows((i) => (i < 6 ? 0 : 1))}`, ['numbers'], 'defect'],
    ['without names of columns', rows((i) => (i < 6 ? 'ok' : 'ng')), undefined, 'ng'],
    [
      'with semicolons',
      `image;label\n${rows((i) => (i < 6 ? 'ok' : 'ng')).replaceAll(',', ';')}`,
      undefined,
      'ng',
    ],
  ])('%s', (_, text, doubts, defect) => {
    const category = listed(text);
    expect(category).toMatchObject({ name: 'set', layout: 'listed', split: 'every-fifth' });
    expect(category.doubts).toEqual(doubts);
    expect(counts(category)).toEqual([5, 1, 2, 0]);
    expect(category.entries.filter(({ kind, defect }) => kind === 'test' && defect !== 'good')).toMatchObject(
      [
        { defect, path: images[6] },
        { defect, path: images[7] },
      ],
    );
  });

  it('may be JSON: an array, an object, or COCO', () => {
    const name = (i: number) => `00${i}.png`;
    const all = images.map((_, i) => i);
    const array = all.map((i) => ({ file_name: name(i), category: i < 6 ? 'good' : 'cut' }));
    const object = Object.fromEntries(all.map((i) => [name(i), i < 6 ? 'good' : 'cut']));
    const coco = {
      images: all.map((i) => ({ id: i, file_name: name(i) })),
      annotations: [6, 7].map((i) => ({ image_id: i, category_id: 3 })),
      categories: [{ id: 3, name: 'cut' }],
    };
    for (const root of [array, object, coco, { items: array }])
      expect(counts(listed(JSON.stringify(root), 'set/labels.json'))).toEqual([5, 1, 2, 0]);
  });

  it('follows its own split, but for defects: they are never learnt from', () => {
    const split = (i: number) => (i < 4 ? 'train' : i < 5 ? 'val' : 'test');
    const text = images
      .map((path, i) => `${path},${i === 0 || i > 5 ? 'cut' : 'good'},${split(i)}`)
      .join('\n');
    const category = listed(`image,label,split\n${text}`);
    expect(category.split).toBe('given');
    expect(counts(category)).toEqual([3, 1, 3, 0]);
    expect(category.entries.filter(({ kind }) => kind === 'validation')).toHaveLength(1);
  });

  it('that names no image here is no list; images that it does not name are left', () => {
    expect(listed('image,label\nother.png,good')).toMatchObject({ layout: 'flat' });
    const tables = list(
      `image,label\n${images
        .slice(0, 4)
        .map((path) => `${path},good`)
        .join('\n')}`,
    );
    expect(recogniseFolder([...images, ...tables.keys()], tables).unknown).toEqual(images.slice(4));
  });

  it('of any text at all loses no file', () => {
    const cell = fc.constantFrom(
      'image',
      'label',
      '000.png',
      'images/001.png',
      '0',
      '1',
      'good',
      '__proto__',
      ',',
      ';',
      '"',
      '\n',
      '{',
      '}',
    );
    fc.assert(
      fc.property(
        fc.array(cell, { maxLength: 40 }),
        fc.constantFrom('csv', 'json', 'tsv'),
        (cells, ending) => {
          const tables = list(cells.join(''), `set/labels.${ending}`);
          const given = [...images, ...tables.keys()];
          const plan = recogniseFolder(given, tables);
          const entries = plan.categories.flatMap((category) => category.entries);
          const placed = [
            ...plan.unknown,
            ...plan.ignored,
            ...[...plan.unused, ...entries].map(({ path }) => path),
          ];
          expect(placed.sort()).toEqual([...given].sort());
        },
      ),
      { seed: 41, numRuns: 400 },
    );
  });
});
