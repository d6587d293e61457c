import { describe, expect, it } from 'vitest';
import type { SourceFile, UnlabelledUse } from '../bridge/contract-data.ts';
import { decode, gray, png } from '../testing/pictures.ts';
import { createPhotos } from './photos.ts';
import { createUnlabelled } from './unlabelled.ts';

const use: UnlabelledUse = { preparation: { side: 16, aspect: 'stretch', isEqualised: false } };
const source = (name: string, width: number, height: number): SourceFile => ({
  path: `new/${name}.png`,
  blob: png(width, height, gray(100)),
});

describe('photos at their own size', () => {
  it('come one at a time, with tiles of the pixels as they are, and what cannot be read between them', async () => {
    const reader = createPhotos(decode);
    const broken = { path: 'new/broken.png', blob: new Blob(['no picture']) };
    await reader.openPhotos([source('wide', 40, 16), broken], use);
    const first = await reader.nextPhoto();
    if (first.kind !== 'photo') throw new Error('expected a photo');
    expect(first.photo).toMatchObject({
      path: 'new/wide.png',
      plan: { width: 40, height: 16, side: 16, lefts: [0, 12, 24], tops: [0] },
      thumbnail: { width: 96, height: 96 },
      facts: { file: { width: 40, height: 16 } },
    });
    const tiles = await reader.cutTiles([{ column: 2, row: 0 }]);
    expect(tiles).toHaveLength(1);
    expect(tiles[0]).toMatchObject({ width: 16, height: 16 });
    expect(await reader.nextPhoto()).toMatchObject({ kind: 'problem', problem: { kind: 'not-an-image' } });
    expect(await reader.cutTiles([{ column: 0, row: 0 }])).toEqual([]);
    expect(await reader.nextPhoto()).toEqual({ kind: 'end' });
  });

  it('that are no larger than a tile are their working copies, however often they are cut', async () => {
    const small = source('small', 9, 12);
    const reader = createPhotos(decode);
    await reader.openPhotos([small], use);
    const found = await reader.nextPhoto();
    expect(found).toMatchObject({ photo: { plan: { lefts: [0], tops: [0] } } });
    const ever = createUnlabelled(decode);
    await ever.openUnlabelled([small], use);
    const { images } = await ever.nextUnlabelled(1);
    for (let times = 0; times < 2; times++)
      expect(await reader.cutTiles([{ column: 0, row: 0 }])).toEqual([images[0]!.image]);
  });

  it('are brought to the grey of the normals tile by tile', async () => {
    const reader = createPhotos(decode);
    await reader.openPhotos([source('dark', 32, 32)], { ...use, medianGray: 150 });
    await reader.nextPhoto();
    const [tile] = await reader.cutTiles([{ column: 1, row: 1 }]);
    expect(Math.abs(tile!.data[0]! - 150)).toBeLessThanOrEqual(1);
  });

  it('of a closed stream are none', async () => {
    const reader = createPhotos(decode);
    await reader.openPhotos([source('a', 40, 40)], use);
    await reader.nextPhoto();
    await reader.closePhotos();
    expect(await reader.cutTiles([{ column: 0, row: 0 }])).toEqual([]);
    expect(await reader.nextPhoto()).toEqual({ kind: 'end' });
  });
});
