import { describe, expect, it } from 'vitest';
import type { ImportProgress } from '../bridge/contract-data.ts';
import type { Decode } from './pictures/pixels.ts';
import { file, goods } from '../testing/files.ts';
import { imported } from '../testing/imports.ts';
import { decode, gray, png, type Rgba } from '../testing/pictures.ts';

describe('importing a category', () => {
  const files = [
    ...goods,
    file('test/good/000.png'),
    file(
      'test/crack/000.png',
      png(16, 16, (x) => [x * 10, 0, 200, 255]),
    ),
    file(
      'ground_truth/crack/000_mask.png',
      png(16, 16, (x, y) => gray(x < 4 && y < 4 ? 255 : 0)()),
    ),
  ];

  it('gives its images at the wanted side, sorted, with splits, defects, masks and counts', async () => {
    const { dataset, problems } = await imported([...files].reverse());
    expect(problems).toEqual([]);
    expect(dataset).toMatchObject({
      name: 'nut',
      origin: 'imported',
      counts: { train: 2, testNormal: 1, testDefective: 1, masks: 1 },
    });
    expect(dataset.items.map(({ path, split, defect }) => [path, split, defect])).toEqual([
      ['test/crack/000.png', 'test', 'crack'],
      ['test/good/000.png', 'test', 'good'],
      ['train/good/000.png', 'train', 'good'],
      ['train/good/001.png', 'train', 'good'],
    ]);
    const [crack] = dataset.items;
    expect([...crack!.image.data.subarray(0, 6)]).toEqual([5, 0, 200, 25, 0, 200]);
    const marked = Array.from({ length: 64 }, (_, i) => (i % 8 < 2 && i < 16 ? 255 : 0));
    expect([...crack!.mask!.data]).toEqual(marked);
  });

  it('tells of each file as it is done, images and masks alike', async () => {
    const seen: ImportProgress[] = [];
    await imported(files, { report: (progress) => seen.push(progress) });
    expect(seen.map(({ done, total }) => [done, total])).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]));
    expect(seen.map(({ path }) => path).sort()).toEqual(files.map(({ path }) => path).sort());
  });

  it('never decodes more than two pictures at once', async () => {
    let [now, most] = [0, 0];
    const slow: Decode = async (picture) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now--;
      return decode(picture);
    };
    await imported(files, { decoder: slow });
    expect(most).toBe(2);
  });

  it('resizes images of differing sizes and shapes to one square', async () => {
    const { dataset, problems } = await imported([
      file('train/good/0.png', png(9, 30, gray(7))),
      file('train/good/1.png', png(64, 8, gray(9))),
    ]);
    expect(problems).toEqual([]);
    expect(dataset.items.map(({ image }) => [image.width, image.height, image.data[0]])).toEqual([
      [8, 8, 7],
      [8, 8, 9],
    ]);
  });

  it('shows white where an image is transparent', async () => {
    const half = file(
      'train/good/0.png',
      png(8, 8, (x) => [0, 100, 200, x === 0 ? 0 : 128]),
    );
    const { dataset } = await imported([half]);
    expect([...dataset.items[0]!.image.data.subarray(0, 6)]).toEqual([255, 255, 255, 127, 177, 227]);
  });

  it.each([
    ['0 and 1', (x: number): Rgba => [x === 3 ? 1 : 0, 0, 0, 255]],
    ['class numbers', (x: number): Rgba => (x === 3 ? [0, 0, 7, 255] : [0, 0, 0, 255])],
    ['white on nothing', (x: number): Rgba => [255, 255, 255, x === 3 ? 255 : 0]],
  ])('takes every visible pixel of a mask that is not black for defective: %s', async (_, colour) => {
    const { dataset } = await imported([
      ...goods,
      file('test/cut/0.png', png(8, 8, gray(1))),
      file('ground_truth/cut/0.png', png(8, 8, colour)),
    ]);
    const row = [0, 0, 0, 255, 0, 0, 0, 0];
    expect([...dataset.items[0]!.mask!.data.subarray(0, 8)]).toEqual(row);
  });

  it('adds up the masks of a folder that is named like the image', async () => {
    const half = (isMarked: (x: number) => boolean) => png(8, 8, (x) => gray(isMarked(x) ? 255 : 0)());
    const { dataset } = await imported([
      ...goods,
      file('validation/good/0.png', png(8, 8, gray(3))),
      file('test/cut/0.png', png(8, 8, gray(1))),
      file(
        'ground_truth/cut/0/000.png',
        half((x) => x === 0),
      ),
      file(
        'ground_truth/cut/0/001.png',
        half((x) => x === 5),
      ),
    ]);
    expect(dataset.counts).toEqual({ train: 2, testNormal: 0, testDefective: 1, masks: 1, validation: 1 });
    expect([...dataset.items[0]!.mask!.data.subarray(0, 8)]).toEqual([255, 0, 0, 0, 0, 255, 0, 0]);
  });

  it('keeps at least one pixel of a defect that shrinks away', async () => {
    const { dataset } = await imported([
      ...goods,
      file('test/cut/0.png', png(80, 80, gray(1))),
      file(
        'ground_truth/cut/0.png',
        png(80, 80, (x, y) => gray(x === 77 && y === 2 ? 255 : 0)()),
      ),
    ]);
    const { data } = dataset.items[0]!.mask!;
    expect(data.indexOf(255)).toBe(7);
    expect(data.filter((value) => value > 0)).toHaveLength(1);
  });
});

describe('a file that is there twice', () => {
  const same = png(16, 16, gray(7));

  it('is used once in its class, the first by path, and told of', async () => {
    const { dataset, problems } = await imported([
      file('train/good/b.png', same),
      file('train/good/a.png', same),
      ...goods,
    ]);
    expect(problems).toEqual([{ path: 'train/good/b.png', kind: 'duplicate', came: 'train/good/a.png' }]);
    expect(dataset.counts.train).toBe(3);
  });

  it('stays where its copies mean something else', async () => {
    const { dataset, problems } = await imported([
      file('train/good/a.png', same),
      file('test/good/a.png', same),
      file('test/cut/a.png', same),
    ]);
    expect(problems).toEqual([]);
    expect(dataset.items).toHaveLength(3);
  });
});
