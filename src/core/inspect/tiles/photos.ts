/** Photos at their own size, one after another: which tiles a detector is fitted on, which photos set its limit, and how one is judged. */
import type { ImageFacts } from '../../dataset/facts.ts';
import type { RgbImage } from '../../image/image.ts';
import type { Random } from '../../random.ts';
import type { Judged } from '../calibration.ts';
import { createTileBlend, tilePlaces, type TilePlace, type TilePlan } from './tiles.ts';

/** Pixels that neighbouring tiles share at least, as a share of their side: a defect of that size lies whole in one of them. */
export const tileOverlapShare = 1 / 8;

/** Tiles that are cut and judged in one go: work can be stopped between two of these. */
export const tilesAtOnce = 4;

export interface TiledPhoto {
  readonly path: string;
  readonly plan: TilePlan;
  /** Of the photo as a whole. */
  readonly thumbnail: RgbImage;
  /** Of its copy at the working size. */
  readonly facts: ImageFacts;
}

/** Cuts tiles of the photo that was opened last. */
export type CutTiles = (places: readonly TilePlace[]) => Promise<readonly RgbImage[]>;

export interface PhotoStream {
  /** `undefined` once there are no more. */
  readonly next: () => Promise<TiledPhoto | undefined>;
  readonly cut: CutTiles;
}

export function countTiles({ lefts, tops }: Pick<TilePlan, 'lefts' | 'tops'>): number {
  return lefts.length * tops.length;
}

/** One of every three photos, drawn, sets the limit; the detector is fitted on tiles of the others. */
const block = 3;

/** As many promise 2 % false alarms; each costs as much as a new photo. */
export const mostLimitPhotos = 49;

/** Whether the photo sets the limit, asked in the order of the photos: how many there are need not be known. */
export function createLimitDraw(random: Random): () => boolean {
  let [at, drawn] = [0, 0];
  return () => {
    if (at === 0) drawn = random.integer(block);
    const isDrawn = at === drawn;
    at = (at + 1) % block;
    return isDrawn;
  };
}

export interface DrawnTiles {
  /** Of the photos that the detector is fitted on. */
  readonly tiles: readonly RgbImage[];
  /** Which photos set the limit, in the order of the stream, and how many tiles they have together. */
  readonly limitPhotos: readonly number[];
  readonly limitTiles: number;
  /** Facts of all photos, and the numbers of their tiles. */
  readonly facts: readonly ImageFacts[];
  readonly tilesEach: readonly number[];
}

interface DrawOptions {
  /** Tiles that are kept at most. */
  readonly most: number;
  readonly random: Random;
  readonly isOver: () => boolean;
  readonly onPhoto?: (done: number, path: string) => void;
}

/** Of all that is ever offered, each has the same chance to be among the `most` that stay; what is kept has a slot, and may lose it later. */
function createReservoir(most: number, random: Random) {
  let seen = 0;
  return {
    offer<Item>(items: readonly Item[]): Map<number, Item> {
      const kept = new Map<number, Item>();
      for (const item of items) {
        const slot = seen < most ? seen : random.integer(seen + 1);
        seen++;
        if (slot < most) kept.set(slot, item);
      }
      return kept;
    },
  };
}

/**
 * Draws tiles, each of all photos' with the same chance (reservoir sampling), so that no more than `most` are ever held.
 * `undefined` if it is over before its end.
 */
export async function drawTiles(
  { next, cut }: PhotoStream,
  { most, random, isOver, onPhoto }: DrawOptions,
): Promise<DrawnTiles | undefined> {
  const setsLimit = createLimitDraw(random.fork('limit'));
  const reservoir = createReservoir(most, random.fork('tiles'));
  const tiles: RgbImage[] = [];
  const limitPhotos: number[] = [];
  const facts: ImageFacts[] = [];
  const tilesEach: number[] = [];
  let limitTiles = 0;
  for (let photo = await next(); photo !== undefined; photo = await next()) {
    if (isOver()) return undefined;
    const at = facts.length;
    facts.push(photo.facts);
    tilesEach.push(countTiles(photo.plan));
    if (setsLimit() && limitPhotos.length < mostLimitPhotos) {
      limitPhotos.push(at);
      limitTiles += countTiles(photo.plan);
    } else {
      const kept = reservoir.offer(tilePlaces(photo.plan));
      const cuts = await cut([...kept.values()]);
      [...kept.keys()].forEach((slot, i) => {
        tiles[slot] = cuts[i];
      });
    }
    onPhoto?.(facts.length, photo.path);
  }
  return isOver() ? undefined : { tiles, limitPhotos, limitTiles, facts, tilesEach };
}

interface PhotoJudging {
  readonly cut: CutTiles;
  /** `undefined` if stopped. */
  readonly judge: (tiles: readonly RgbImage[]) => Promise<readonly Judged[] | undefined>;
  readonly isOver: () => boolean;
  readonly onTiles?: (done: number) => void;
}

/** The most anomalous tile's score, and all maps as one; `undefined` if stopped. */
export async function judgePhoto(
  { plan }: Pick<TiledPhoto, 'plan'>,
  { cut, judge, isOver, onTiles }: PhotoJudging,
): Promise<Judged | undefined> {
  const blend = createTileBlend(plan);
  const places = tilePlaces(plan);
  for (let done = 0; done < places.length; done += tilesAtOnce) {
    if (isOver()) return undefined;
    const part = places.slice(done, done + tilesAtOnce);
    const tiles = await cut(part);
    const judged = tiles.length < part.length || isOver() ? undefined : await judge(tiles);
    if (judged === undefined) return undefined;
    part.forEach(({ column, row }, i) => {
      blend.add(column, row, judged[i].score, judged[i].map);
    });
    onTiles?.(done + part.length);
  }
  const map = blend.map();
  return { score: blend.score(), ...(map && { map }) };
}
