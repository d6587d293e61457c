import { describe, expect, it } from 'vitest';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { Result } from '../core/result.ts';
import type { ImportOutcome, ImportProblem, ImportProgress, SourceFile } from './contract.ts';
import { importCategory } from './data-import.ts';
import type { Decode } from './data-picture.ts';
import { inMemory, requestFor } from './testing/requests.ts';
import { bmp, decode, gray, png, pngBytes, type Rgba } from './testing/pictures.ts';

/** A file of its own content, unless one is given. */
let level = 0;
const file = (path: string, blob: Blob = png(16, 16, gray(100 + (level++ % 100)))): SourceFile => ({
  path,
  blob,
});
const goods = [file('train/good/000.png'), file('train/good/001.png', png(16, 16, gray(90)))];
interface Options {
  readonly decoder?: Decode;
  readonly report?: (progress: ImportProgress) => void;
}

function importFiles(
  files: readonly SourceFile[],
  { decoder = decode, report = () => undefined }: Options = {},
): Promise<Result<ImportOutcome, ImportProblem>> {
  const { signal } = new AbortController();
  return importCategory(requestFor(files), { decode: decoder, report, signal, stage: inMemory });
}

async function imported(...given: Parameters<typeof importFiles>): Promise<ImportOutcome> {
  const outcome = await importFiles(...given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

const paths = ({ items }: Dataset) => items.map(({ path }) => path);

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

describe('a file that cannot be used', () => {
  const truncated = pngBytes(16, 16, gray(1)).slice(0, 600);
  const bad: readonly (readonly [SourceFile, string, string])[] = [
    [file('train/good/x.png', new Blob(['hello'])), 'not-an-image', 'starts with 68 65 6C 6C'],
    [file('train/good/x.png', new Blob([])), 'not-an-image', '0 bytes'],
    [file('train/good/x.png', new Blob([truncated])), 'damaged-image', 'PNG, 16 x 16 px, cut off'],
    [file('train/good/x.png', png(1, 1, gray(0))), 'too-small', '1 x 1 px'],
    [file('train/good/x.png', png(100, 7, gray(0))), 'too-small', '100 x 7 px'],
  ];

  it('is listed with what came, and the rest is imported', async () => {
    for (const [source, kind, came] of bad) {
      const { dataset, problems } = await imported([...goods, source]);
      expect(problems).toEqual([{ path: 'train/good/x.png', kind, came }]);
      expect(paths(dataset)).toEqual(goods.map(({ path }) => path));
    }
  });

  it('for its size is refused before it is decoded', async () => {
    const vast = pngBytes(8, 8, gray(0));
    new DataView(vast.buffer).setUint32(16, 8_000);
    new DataView(vast.buffer).setUint32(20, 5_001);
    const heavy = new Blob([new Uint8Array(64 * 2 ** 20 + 1)]);
    const decoded: number[] = [];
    const { problems } = await imported(
      [...goods, file('train/good/v.png', new Blob([vast])), file('train/good/w.png', heavy)],
      {
        decoder: (picture) => {
          decoded.push(picture.size);
          return decode(picture);
        },
      },
    );
    expect(problems).toEqual([
      { path: 'train/good/v.png', kind: 'too-large', came: '8000 x 5001 px' },
      { path: 'train/good/w.png', kind: 'too-large', came: '64.0 MB' },
    ]);
    expect(decoded).toHaveLength(goods.length);
  });

  it('of 20 MB is none: it is read', async () => {
    const large = bmp(2640, 2640, 33);
    expect(large.size).toBeGreaterThan(20e6);
    const { dataset, problems } = await imported([file('train/good/0.bmp', large)]);
    expect(problems).toEqual([]);
    expect([...dataset.items[0]!.image.data]).toEqual(new Array(8 * 8 * 3).fill(33));
  });

  it('for a failing decoder or disk is listed with the reason', async () => {
    const gone = { size: 9, arrayBuffer: () => Promise.reject(new Error('file was moved')) } as Blob;
    const broken = pngBytes(16, 16, gray(1));
    new DataView(broken.buffer).setUint32(16, 17);
    const { problems } = await imported([
      ...goods,
      file('train/good/b.png', new Blob([broken])),
      file('train/good/g.png', gone),
    ]);
    expect(problems).toEqual([
      { path: 'train/good/b.png', kind: 'damaged-image', came: 'The source image could not be decoded.' },
      { path: 'train/good/g.png', kind: 'unreadable', came: 'file was moved' },
    ]);
  });

  it('as a mask leaves its image without one', async () => {
    const images = ['a', 'b', 'c'].map((stem) => file(`test/cut/${stem}.png`));
    const { dataset, problems } = await imported([
      ...goods,
      ...images,
      file('ground_truth/cut/a_mask.png', png(12, 16, gray(255))),
      file('ground_truth/cut/b_mask.png', new Blob(['text'])),
      file('ground_truth/cut/z_mask.png'),
    ]);
    expect(problems).toEqual([
      { path: 'ground_truth/cut/a_mask.png', kind: 'mask-size-differs', came: '12 x 16 px ≠ 16 x 16 px' },
      { path: 'ground_truth/cut/b_mask.png', kind: 'not-an-image', came: 'starts with 74 65 78 74' },
      { path: 'ground_truth/cut/z_mask.png', kind: 'mask-without-image', came: 'cut' },
    ]);
    expect(dataset.counts).toEqual({ train: 2, testNormal: 0, testDefective: 3, masks: 0 });
  });

  it('as an image takes its mask with it, and both count as done', async () => {
    const seen: number[] = [];
    const { problems } = await imported(
      [...goods, file('test/cut/0.png', new Blob(['text'])), file('ground_truth/cut/0.png')],
      { report: ({ done }) => seen.push(done) },
    );
    expect(problems.map(({ path }) => path)).toEqual(['test/cut/0.png']);
    expect(seen).toEqual([1, 2, 3, 4]);
  });
});
