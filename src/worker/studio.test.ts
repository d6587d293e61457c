import { wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import { createRandom } from '../core/random.ts';
import type { Gallery, StudioApi } from './contract.ts';
import { createStudio, galleryBuffers } from './studio.ts';
import { exposeStudio } from './studio-door.ts';

function textured(side: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 128 + 60 * Math.sin(x / 3 + seed) * Math.cos(y / 4) + random.uniform(-20, 20);
  });
  return { width: side, height: side, data };
}

const images = [textured(96, 1), textured(96, 2), textured(80, 3)];
const small: Experiment = { ...defaultExperiment, imageSize: 64 };

async function loaded(): Promise<StudioApi> {
  const studio = createStudio();
  await studio.load(images);
  return studio;
}

async function make(studio: StudioApi, changes: Partial<Experiment> = {}, draws = 9): Promise<Gallery> {
  const gallery = await studio.makeGallery({ experiment: { ...small, ...changes }, tiles: 5, draws });
  if (gallery === undefined) throw new Error('the gallery was overtaken');
  return gallery;
}

/** All of a gallery but the time it took. */
function contentOf({ tiles, ssims }: Gallery): unknown {
  return { tiles, ssims };
}

describe('the studio', () => {
  it('makes the tiles and the SSIM of every draw, tiles first, going round the images', async () => {
    const { tiles, ssims } = await make(await loaded());
    expect(tiles.map(({ source }) => source)).toEqual([0, 1, 2, 0, 1]);
    expect(tiles.map(({ verdict }) => verdict.ssim)).toEqual([...ssims.subarray(0, 5)]);
    expect(ssims).toHaveLength(9);
    expect(new Set(ssims).size).toBe(9);
    for (const { image, mask, verdict } of tiles) {
      expect([image.width, image.height, mask.width, mask.height]).toEqual([64, 64, 64, 64]);
      expect(verdict.isAccepted).toBe(verdict.ssim < small.gateThreshold);
    }
  });

  it('gives the same gallery for the same experiment, another for another seed', async () => {
    const studio = await loaded();
    const first = contentOf(await make(studio));
    expect(contentOf(await make(studio, { seed: 2 }))).not.toEqual(first);
    expect(contentOf(await make(studio))).toEqual(first);
    expect(contentOf(await make(await loaded()))).toEqual(first);
  });

  it('shows the same tiles however many draws the histogram counts', async () => {
    const studio = await loaded();
    const few = await make(studio, {}, 0);
    const many = await make(studio, {}, 40);
    expect(few.ssims).toHaveLength(5);
    expect(many.tiles).toEqual(few.tiles);
    expect(many.ssims.subarray(0, 5)).toEqual(few.ssims);
  });

  it('moves no other verdict than T asks for when only T changes', async () => {
    const studio = await loaded();
    const strict = await make(studio, { gateThreshold: 0 });
    const lenient = await make(studio, { gateThreshold: 1 });
    expect(strict.ssims).toEqual(lenient.ssims);
    expect(strict.tiles.every(({ verdict }) => !verdict.isAccepted)).toBe(true);
    expect(lenient.tiles.every(({ verdict }) => verdict.isAccepted)).toBe(true);
  });

  it('hands over buffers of its own: spoiling a gallery changes neither the images nor the next gallery', async () => {
    const before = images.map(({ data }) => data.slice());
    const studio = createStudio();
    await studio.load([textured(64, 9)]); // already at the size asked for, so nothing is resized
    const first = await make(studio);
    const wanted = structuredClone(contentOf(first));
    const buffers = galleryBuffers(first);
    expect(new Set(buffers).size).toBe(1 + 2 * 5);
    for (const buffer of buffers) new Uint8Array(buffer).fill(99);
    expect(contentOf(await make(studio))).toEqual(wanted);
    expect(images.map(({ data }) => data)).toEqual(before);
  });

  it('gives up a gallery that a newer request overtakes, and finishes the newer one', async () => {
    const studio = await loaded();
    const old = studio.makeGallery({ experiment: small, tiles: 5, draws: 20_000 });
    const fresh = studio.makeGallery({ experiment: small, tiles: 5, draws: 9 });
    expect(await old).toBeUndefined();
    expect(contentOf((await fresh)!)).toEqual(contentOf(await make(await loaded())));
  });

  it('gives up a gallery of images that were replaced', async () => {
    const studio = await loaded();
    const old = studio.makeGallery({ experiment: small, tiles: 5, draws: 20_000 });
    await studio.load([textured(64, 5)]);
    expect(await old).toBeUndefined();
    expect((await make(studio)).tiles.map(({ source }) => source)).toEqual([0, 0, 0, 0, 0]);
  });

  it('makes an empty gallery when no image is loaded', async () => {
    const gallery = await make(createStudio());
    expect(gallery.tiles).toEqual([]);
    expect(gallery.ssims).toHaveLength(0);
  });

  it('follows a change of the image size', async () => {
    const studio = await loaded();
    await make(studio);
    const { tiles } = await make(studio, { imageSize: 96 });
    expect(tiles.every(({ image }) => image.width === 96 && image.height === 96)).toBe(true);
  });
});

describe('the studio behind a port', () => {
  let close = (): void => undefined;
  afterEach(() => {
    close();
  });

  it('hands over the gallery whole and lets a newer request in while it works', async () => {
    const { port1, port2 } = new MessageChannel();
    close = () => {
      port1.close();
      port2.close();
    };
    exposeStudio(port1);
    const studio = wrap<StudioApi>(port2);
    await studio.load(images);
    const old = studio.makeGallery({ experiment: small, tiles: 5, draws: 20_000 });
    const fresh = await studio.makeGallery({ experiment: small, tiles: 5, draws: 9 });
    expect(await old).toBeUndefined();
    expect(contentOf(fresh!)).toEqual(contentOf(await make(await loaded())));
  });
});
