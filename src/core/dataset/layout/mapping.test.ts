import { describe, expect, it } from 'vitest';
import { applyUses, rowsOf, type FolderUse } from './mapping.ts';
import { recogniseFolder } from './recognise.ts';
import { counts, maskPairs, numbered } from './testing/plans.ts';

const paths = [
  ...numbered('nut/train/good', 6, '.png'),
  ...numbered('nut/test/good', 2, '.png'),
  ...numbered('nut/test/cut', 2, '.png'),
  ...numbered('nut/ground_truth/cut', 2, '_mask.png'),
];
const lost = numbered('nut/extra', 3, '.png');

function nut() {
  const plan = recogniseFolder([...paths, ...lost]);
  return { category: plan.categories[0], spare: plan.unknown };
}

const mapped = (uses: Record<string, FolderUse>) => {
  const { category, spare } = nut();
  return applyUses(category, spare, { uses: new Map(Object.entries(uses)) });
};

describe('the mapping table', () => {
  it('has a row for each folder, those that are left out among them', () => {
    const { category, spare } = nut();
    expect(rowsOf(category, spare)).toEqual([
      { key: 'nut/extra', folder: 'nut/extra', files: 3, use: { as: 'leave-out' } },
      {
        key: 'nut/ground_truth/cut',
        folder: 'nut/ground_truth/cut',
        files: 2,
        use: { as: 'mask', defect: 'cut' },
      },
      { key: 'nut/test/cut', folder: 'nut/test/cut', files: 2, use: { as: 'defect', defect: 'cut' } },
      { key: 'nut/test/good', folder: 'nut/test/good', files: 2, use: { as: 'test-normal' } },
      { key: 'nut/train/good', folder: 'nut/train/good', files: 6, use: { as: 'train' } },
    ]);
  });

  it('says `as found` where the files of one folder differ', () => {
    const plan = recogniseFolder([...numbered('x/normal', 10, '.png'), ...numbered('x/abnormal', 3, '.png')]);
    const [abnormal, normal] = rowsOf(plan.categories[0], []);
    expect(abnormal).toMatchObject({ folder: 'x/abnormal', use: { as: 'defect', defect: 'abnormal' } });
    expect(normal).toMatchObject({ key: 'x/normal', folder: 'x/normal', files: 10, use: { as: 'as-found' } });
    const all = applyUses(plan.categories[0], [], { uses: new Map([['x/normal', { as: 'train' }]]) });
    expect(counts(all)).toEqual([10, 0, 3, 0]);
  });

  it('leaves the category as it is where nothing is changed', () => {
    const { category, spare } = nut();
    expect(applyUses(category, spare, { uses: new Map() })).toBe(category);
    expect(applyUses(category, spare, { uses: new Map([['nut/train/good', { as: 'train' }]]) })).toBe(
      category,
    );
    expect(applyUses(category, spare, { uses: new Map([['no/such', { as: 'train' }]]) })).toBe(category);
  });

  it('moves a folder to another use, and a left one in', () => {
    expect(counts(mapped({ 'nut/test/good': { as: 'leave-out' } }))).toEqual([6, 0, 2, 2]);
    expect(counts(mapped({ 'nut/extra': { as: 'test-normal' } }))).toEqual([6, 5, 2, 2]);
    expect(counts(mapped({ 'nut/extra': { as: 'defect', defect: 'dent' } }))).toEqual([6, 2, 5, 2]);
  });

  it('keeps both of two files that would lie in one place', () => {
    const { entries } = mapped({ 'nut/test/good': { as: 'train' } });
    const trained = entries
      .filter(({ kind }) => kind === 'train')
      .map(({ inCategoryPath }) => inCategoryPath);
    expect(trained).toHaveLength(8);
    expect(trained).toContain('train/good/nut_test_good_000.png');
  });

  it('matches masks anew', () => {
    const renamed = mapped({ 'nut/test/cut': { as: 'defect', defect: 'dent' } });
    expect(Object.values(maskPairs(renamed))).toEqual([undefined, undefined]);
    const both = mapped({
      'nut/test/cut': { as: 'defect', defect: 'dent' },
      'nut/ground_truth/cut': { as: 'mask', defect: 'dent' },
    });
    expect(Object.values(maskPairs(both))).toEqual(['nut/test/cut/000.png', 'nut/test/cut/001.png']);
  });

  it('takes back from masks what the user knows better', () => {
    const files = ['kos01/Part0.jpg', 'kos01/Part0_label.bmp', 'kos02/Part0.jpg', 'kos02/Part0_label.bmp'];
    const [category] = recogniseFolder(files).categories;
    expect(rowsOf(category, []).map(({ use }) => use.as)).toEqual(['as-found', 'as-found']);
    const changed = applyUses(category, [], { uses: new Map([['kos02', { as: 'leave-out' }]]) });
    expect(changed.entries.map(({ path }) => path)).toEqual(['kos01/Part0.jpg', 'kos01/Part0_label.bmp']);
    expect([...changed.undecided!.keys()]).toEqual(['kos01/Part0.jpg']);
  });
});
