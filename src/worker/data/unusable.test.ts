import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { SourceFile } from '../bridge/contract-data.ts';
import { file, goods } from '../testing/files.ts';
import { imported } from '../testing/imports.ts';
import { bmp, decode, gray, png, pngBytes } from '../testing/pictures.ts';

const paths = ({ items }: Dataset) => items.map(({ path }) => path);

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
