import { describe, expect, it } from 'vitest';
import { factsOf } from '../../dataset/facts.ts';
import { createRgbImage, type RgbImage } from '../../image/image.ts';
import { createRandom } from '../../random.ts';
import { createLimitDraw, drawTiles, judgePhoto, type PhotoStream, type TiledPhoto } from './photos.ts';
import { cutTile, planTiles } from './tiles.ts';

const side = 16;

function blank(width: number, height: number, grey: number): RgbImage {
  const image = createRgbImage(width, height);
  image.data.fill(grey);
  return image;
}

/** Photos one after another, of which tiles are cut. */
function streamOf(photos: readonly RgbImage[]): PhotoStream & { readonly cuts: () => number } {
  let [at, cuts] = [-1, 0];
  const planOf = (photo: RgbImage) => planTiles(photo, { side, overlap: 2 });
  return {
    next() {
      const photo = photos.at(++at);
      if (photo === undefined) return Promise.resolve(undefined);
      const thumbnail = blank(4, 4, 0);
      return Promise.resolve({
        path: `${at}.png`,
        plan: planOf(photo),
        thumbnail,
        facts: factsOf(photo),
      } satisfies TiledPhoto);
    },
    cut(places) {
      cuts += places.length;
      const photo = photos[at];
      const { lefts, tops } = planOf(photo);
      return Promise.resolve(places.map(({ column, row }) => cutTile(photo, lefts[column], tops[row], side)));
    },
    cuts: () => cuts,
  };
}

const isOver = () => false;
const random = () => createRandom(3);

describe('photos that set the limit', () => {
  it('are one of every three, and the same by the same seed', () => {
    const drawn = (seed: number) => {
      const setsLimit = createLimitDraw(createRandom(seed));
      return Array.from({ length: 30 }, setsLimit);
    };
    const first = drawn(1);
    for (let at = 0; at < 30; at += 3) expect(first.slice(at, at + 3).filter(Boolean)).toHaveLength(1);
    expect(drawn(1)).toEqual(first);
    expect(drawn(2)).not.toEqual(first);
  });
});

describe('drawn tiles', () => {
  it('are never more than wanted, come from photos that set no limit, and from all of these alike', async () => {
    const photos = Array.from({ length: 30 }, (_, i) => blank(58, 44, i));
    const { tiles, limitPhotos, limitTiles, tilesEach } = (await drawTiles(streamOf(photos), {
      ...{ most: 100, random: random(), isOver },
    }))!;
    expect(tiles).toHaveLength(100);
    expect(limitPhotos).toHaveLength(10);
    expect(tilesEach).toEqual(photos.map(() => 12));
    expect(limitTiles).toBe(120);
    const counts = new Map<number, number>();
    for (const { data } of tiles) counts.set(data[0], (counts.get(data[0]) ?? 0) + 1);
    for (const at of limitPhotos) expect(counts.has(at)).toBe(false);
    expect(counts.size).toBeGreaterThan(16); // of 20, at 5 each in the mean
    expect(Math.max(...counts.values())).toBeLessThan(12);
  });

  it('are all of them where there are few, and none where it is over', async () => {
    const photos = [blank(16, 16, 1), blank(30, 16, 2), blank(9, 9, 3)];
    const drawn = await drawTiles(streamOf(photos), { most: 100, random: random(), isOver });
    expect(drawn!.tiles).toHaveLength(4 - drawn!.limitTiles);
    let photosSeen = 0;
    const stopped = await drawTiles(streamOf(photos), {
      ...{ most: 100, random: random(), isOver: () => photosSeen > 0 },
      onPhoto: () => photosSeen++,
    });
    expect(stopped).toBeUndefined();
  });

  it('of no photo are none', async () => {
    const drawn = await drawTiles(streamOf([]), { most: 10, random: random(), isOver });
    expect(drawn).toEqual({ tiles: [], limitPhotos: [], limitTiles: 0, facts: [], tilesEach: [] });
  });
});

/** The brightest pixel of a tile, and of each of its four quarters. */
const judge = (tiles: readonly RgbImage[]) =>
  Promise.resolve(
    tiles.map(({ data }) => {
      const quarters = new Float32Array(4);
      for (let i = 0; i < side * side; i++) {
        const at = 2 * Math.floor(i / side / 8) + Math.floor((i % side) / 8);
        quarters[at] = Math.max(quarters[at], data[3 * i]);
      }
      const map = { places: 'cells' as const, columns: 2, rows: 2, placeShare: 0.5, strideShare: 0.5 };
      return { score: Math.max(...quarters), map: { ...map, scores: quarters } };
    }),
  );

describe('a photo in tiles', () => {
  it('scores as its most anomalous tile, and its map shows where that is', async () => {
    const photo = blank(64, 32, 10);
    photo.data[3 * (20 * 64 + 50)] = 200;
    const stream = streamOf([photo]);
    const { plan } = (await stream.next())!;
    const done: number[] = [];
    const judged = (await judgePhoto(
      { plan },
      { cut: stream.cut, judge, isOver, onTiles: (count) => done.push(count) },
    ))!;
    expect(judged.score).toBe(200);
    const { columns, scores } = judged.map!;
    const most = scores.indexOf(Math.max(...scores));
    expect([most % columns, Math.floor(most / columns)]).toEqual([6, 2]); // cells of 8 px
    expect(done.at(-1)).toBe(plan.lefts.length * plan.tops.length);
  });

  it('has a map of the photo alone, where tiles are higher than it', async () => {
    const stream = streamOf([blank(64, 8, 10)]);
    const { plan } = (await stream.next())!;
    const { map } = (await judgePhoto({ plan }, { cut: stream.cut, judge, isOver }))!;
    expect([map!.columns, map!.rows]).toEqual([8, 1]);
  });

  it('is stopped between two parts, also where its photo is not there any more', async () => {
    const stream = streamOf([blank(64, 64, 10)]);
    const { plan } = (await stream.next())!;
    const stop = { cut: stream.cut, judge, isOver: () => stream.cuts() >= 8 };
    expect(await judgePhoto({ plan }, stop)).toBeUndefined();
    expect(stream.cuts()).toBe(8);
    expect(await judgePhoto({ plan }, { cut: () => Promise.resolve([]), judge, isOver })).toBeUndefined();
  });
});
