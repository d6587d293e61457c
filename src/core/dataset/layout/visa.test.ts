import { describe, expect, it } from 'vitest';
import { recogniseFolder } from './recognise.ts';
import { below, counts, insides, maskPairs, named, numbered } from './testing/plans.ts';
import { tablesAmong } from './visa-tables.ts';

describe('VisA as published', () => {
  const candle = [
    ...numbered('Data/Images/Normal', 10, '.JPG'),
    ...numbered('Data/Images/Anomaly', 3, '.JPG'),
    ...numbered('Data/Masks/Anomaly', 3, '.png'),
    'image_anno.csv',
  ];
  const paths = [
    ...below('VisA/candle', candle),
    'VisA/split_csv/1cls.csv',
    'VisA/split_csv/2cls_fewshot.csv',
  ];
  const labels = [
    'image,label,mask',
    'candle/Data/Images/Normal/000.JPG,normal,',
    'candle/Data/Images/Anomaly/000.JPG,"melt, bent",candle/Data/Masks/Anomaly/000.png',
    'candle/Data/Images/Anomaly/001.JPG,weird/wick,candle/Data/Masks/Anomaly/001.png',
  ].join('\r\n');
  const split = [
    'object,split,label,image,mask',
    'candle,train,normal,candle/Data/Images/Normal/000.JPG,',
    'candle,test,normal,candle/Data/Images/Normal/001.JPG,',
    'candle,test,anomaly,candle/Data/Images/Anomaly/000.JPG,candle/Data/Masks/Anomaly/000.png',
  ].join('\n');
  const tables = (entries: Record<string, string>) => new Map(Object.entries(entries));

  it('asks for its tables', () => {
    expect(tablesAmong(paths)).toEqual(['VisA/candle/image_anno.csv', 'VisA/split_csv/1cls.csv']);
    expect(tablesAmong(['1cls.csv', 'image_anno.csv'])).toEqual(['image_anno.csv']);
  });

  it('without its tables holds every fifth normal image out, and calls anomalies bad', () => {
    const plan = recogniseFolder(paths);
    expect(named(plan)).toEqual(['candle: visa']);
    expect(plan.categories[0]).toMatchObject({ split: 'every-fifth' });
    expect(counts(plan.categories[0])).toEqual([8, 2, 3, 3]);
    expect(insides(plan.categories[0])).toContain('test/good/004.JPG');
    expect(maskPairs(plan.categories[0])).toMatchObject({
      'VisA/candle/Data/Masks/Anomaly/002.png': 'VisA/candle/Data/Images/Anomaly/002.JPG',
    });
    expect(plan.unknown).toEqual([]);
    expect(plan.unused.map(({ reason }) => reason)).toEqual(['table', 'table', 'table']);
  });

  it('with its tables has the published split, and each defect by its name', () => {
    const given = tables({ 'VisA/candle/image_anno.csv': labels, 'VisA/split_csv/1cls.csv': split });
    const plan = recogniseFolder(paths, given);
    const [category] = plan.categories;
    expect(plan.tableProblems).toEqual([]);
    expect(category.split).toBe('given');
    expect(counts(category)).toEqual([9, 1, 3, 3]);
    expect(insides(category)).toEqual(
      expect.arrayContaining([
        'test/good/001.JPG',
        'test/melt + bent/000.JPG',
        'ground_truth/melt + bent/000.png',
        'test/weird-wick/001.JPG',
        'test/bad/002.JPG',
      ]),
    );
    expect(Object.values(maskPairs(category))).not.toContain(undefined);
  });

  it('finds a mask of another name through the table', () => {
    const found = recogniseFolder(
      ['candle/Data/Images/Anomaly/000.JPG', 'candle/Data/Masks/Anomaly/9.png', 'candle/image_anno.csv'],
      tables({
        'candle/image_anno.csv':
          'image,label,mask\ncandle/Data/Images/Anomaly/000.JPG,cut,candle/Data/Masks/Anomaly/9.png',
      }),
    );
    expect(insides(found.categories[0])).toEqual(['ground_truth/cut/000_mask.png', 'test/cut/000.JPG']);
    expect(Object.values(maskPairs(found.categories[0]))).toEqual(['candle/Data/Images/Anomaly/000.JPG']);
  });

  it.each(['', 'good', 'OK', '.hidden', '__MACOSX', 'readme.txt', ','])(
    'never takes an anomaly for normal or for nothing, whatever its label: %s',
    (label) => {
      const row = `candle/Data/Images/Anomaly/000.JPG,"${label}",`;
      const given = tables({ 'candle/image_anno.csv': `image,label,mask\n${row}` });
      const plan = recogniseFolder(below('candle', candle), given);
      expect(insides(plan.categories[0])).toContain('test/bad/000.JPG');
      expect(counts(plan.categories[0])[2]).toBe(3);
    },
  );

  it('tells of rows that cannot be followed, with file and line', () => {
    const broken = [
      'object,split,label,image,mask',
      'candle,dev,normal,candle/Data/Images/Normal/000.JPG,',
      'candle,test',
      'candle,test,normal,candle/Data/Images/Normal/777.JPG,',
      'candle,test,normal,"candle/Data/Images/Normal/001.JPG,',
    ].join('\n');
    const given = tables({ 'VisA/split_csv/1cls.csv': broken, 'VisA/candle/image_anno.csv': 'a,b' });
    const { tableProblems, categories } = recogniseFolder(paths, given);
    expect(counts(categories[0])).toEqual([8, 2, 3, 3]);
    expect(tableProblems.map(({ path, line, kind }) => `${path}:${line} ${kind}`).sort()).toEqual([
      'VisA/candle/image_anno.csv:1 missing-column',
      'VisA/split_csv/1cls.csv:2 unknown-label',
      'VisA/split_csv/1cls.csv:3 missing-cell',
      'VisA/split_csv/1cls.csv:4 image-not-found',
      'VisA/split_csv/1cls.csv:5 open-quote',
    ]);
  });
});
