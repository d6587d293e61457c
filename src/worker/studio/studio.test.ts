import { wrap } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultExperiment, type Experiment } from '../../core/experiment/experiment.ts';
import type { Box, RgbImage } from '../../core/image/image.ts';
import { changedPicture, outlinePixels, toRgba } from '../../core/image/picture.ts';
import { drawFacts } from '../../core/pseudo-anomaly/draw-facts.ts';
import { createRandom } from '../../core/random.ts';
import type { Gallery, StudioApi } from '../bridge/contract-studio.ts';
import { createStudio, galleryBuffers } from './studio.ts';
import { exposeStudio } from './studio-api.ts';

function textured(side: number, seed: number): RgbImage {
  const random = createRandom(seed);
  const data = Uint8Array.from({ length: side * side * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % side, Math.floor(i / 3 / side)];
    return 128 + 60 * Math.sin(x / 3 + seed) * Math.cos(y / 4) + random.uniform(-20, 20);
  });
  return { width: side, height: side, data };
}

const images = [textured(96, 1), textured(96, 2), textured(80, 3)];
/** One worker makes all of it. */
const whole = { index: 0, of: 1 };
const small: Experiment = { ...defaultExperiment, imageSize: 64 };

async function loaded(): Promise<StudioApi> {
  const studio = createStudio();
  await studio.load(images);
  return studio;
}

async function make(studio: StudioApi, changes: Partial<Experiment> = {}, draws = 9): Promise<Gallery> {
  const gallery = await studio.makeGallery({ experiment: { ...small, ...changes }, tiles: 5, draws }, whole);
  if (gallery === undefined) throw new Error('the gallery was overtaken');
  return gallery;
}

/** All of a gallery but the time it took. */
function contentOf({ tiles, ssims, facts }: Gallery): unknown {
  return { tiles, ssims, facts };
}

describe('the studio', () => {
  it('makes the tiles and the SSIM of every draw, tiles first, going round the images', async () => {
    const { tiles, ssims } = await make(await loaded());
    expect(tiles.map(({ draw }) => draw)).toEqual([0, 1, 2, 3, 4]);
    expect(tiles.map(({ verdict }) => verdict.ssim)).toEqual([...ssims.subarray(0, 5)]);
    expect(ssims).toHaveLength(9);
    expect(new Set(ssims).size).toBe(9);
    for (const { picture, verdict } of tiles) {
      expect([picture.width, picture.height, picture.rgba.length]).toEqual([64, 64, 4 * 64 * 64]);
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
    expect(new Set(buffers).size).toBe(1 + drawFacts.length + 2 * 5);
    for (const buffer of buffers) new Uint8Array(buffer).fill(99);
    expect(contentOf(await make(studio))).toEqual(wanted);
    expect(images.map(({ data }) => data)).toEqual(before);
  });

  it('gives up a gallery that a newer request overtakes, and finishes the newer one', async () => {
    const studio = await loaded();
    const old = studio.makeGallery({ experiment: small, tiles: 5, draws: 20_000 }, whole);
    const fresh = studio.makeGallery({ experiment: small, tiles: 5, draws: 9 }, whole);
    expect(await old).toBeUndefined();
    expect(contentOf((await fresh)!)).toEqual(contentOf(await make(await loaded())));
  });

  it('gives up a gallery of images that were replaced', async () => {
    const studio = await loaded();
    const old = studio.makeGallery({ experiment: small, tiles: 5, draws: 20_000 }, whole);
    await studio.load([textured(64, 5)]);
    expect(await old).toBeUndefined();
    const fresh = createStudio();
    await fresh.load([textured(64, 5)]);
    expect(contentOf(await make(studio))).toEqual(contentOf(await make(fresh)));
  });

  it('counts images that come in parts once the last has come, and forgets a load that never ended', async () => {
    const studio = await loaded();
    const before = contentOf(await make(studio));
    const [first, ...others] = images;
    await studio.load([textured(64, 77)], { id: 1, hasMore: true });
    await studio.load([first!], { id: 2, hasMore: true });
    expect(contentOf(await make(studio))).toEqual(before);
    await studio.load(others, { id: 2, hasMore: false });
    expect(contentOf(await make(studio))).toEqual(before); // the same images again
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
    expect(tiles.every(({ picture }) => picture.width === 96 && picture.height === 96)).toBe(true);
  });
});

describe('the studio, looking closely', () => {
  const detailOf = async (changes: Partial<Experiment> = {}, draw = 1, source?: Box) =>
    (await (await loaded()).makeDetail({ experiment: { ...small, ...changes }, draw, source }))!;

  it('shows the very candidate that the gallery shows', async () => {
    const { tiles, ssims } = await make(await loaded());
    for (const draw of [0, 1, 4]) {
      const { verdict, original, image, mask, trail } = await detailOf({}, draw);
      expect(verdict.ssim).toBe(ssims[draw]);
      const { touched } = trail;
      expect(changedPicture({ original: toRgba(original), image, touched })).toEqual(tiles[draw]!.picture);
      expect([...tiles[draw]!.outline]).toEqual(outlinePixels({ mask }));
    }
  });

  it('tells the steps of the making, with a picture each', async () => {
    const { steps, original } = await detailOf();
    expect(steps.map(({ name }) => name)).toEqual(['cut', 'turn', 'colour']);
    expect(steps[0]!.image).toEqual(original);
    expect(steps.every(({ image }) => image.data.length === 3 * 64 * 64)).toBe(true);
  });

  it('cuts the patch where the user says, inside the image', async () => {
    const { trail } = await detailOf({}, 1, { left: 10, top: 12, width: 20, height: 8 });
    expect(trail.patches[0]!.source).toEqual({ left: 10, top: 12, width: 20, height: 8 });
    const outside = await detailOf({}, 1, { left: -9, top: 60, width: 500, height: 0 });
    expect(outside.trail.patches[0]!.source).toEqual({ left: 0, top: 60, width: 64, height: 2 });
  });

  it('gives the map behind the verdict', async () => {
    const { ssimMap, trail } = await detailOf();
    expect(ssimMap.data).toHaveLength(ssimMap.box.width * ssimMap.box.height);
    expect(ssimMap.box.left).toBe(Math.max(0, trail.touched.left - 5));
    expect(Math.min(...ssimMap.data)).toBeLessThan(1);
  });

  it('compares the generators on one image', async () => {
    const studio = await loaded();
    const rivals = await studio.compareGenerators({ experiment: small, draw: 2 });
    expect(rivals.map(({ generator }) => generator)).toEqual(['local', 'cutpaste', 'scar', 'nsa', 'draem']);
    const pixels = rivals.map(({ image }) => image.data.join());
    expect(new Set(pixels).size).toBe(5);
  });

  it('has nothing to show without images', async () => {
    const studio = createStudio();
    expect(await studio.makeDetail({ experiment: small, draw: 0 })).toBeUndefined();
    expect(await studio.compareGenerators({ experiment: small, draw: 0 })).toEqual([]);
  });
});

describe('what a knob changes at all', () => {
  const changesOf = async (made: readonly RgbImage[], changes: Partial<Experiment> = {}) => {
    const studio = createStudio();
    await studio.load(made);
    const measured = (await studio.measureChanges({ ...small, ...changes }))!;
    return Object.fromEntries(measured.map(({ name, levels }) => [name, levels]));
  };
  /** A grey texture: hue and saturation have nothing to act on. */
  const grey = [4, 5, 6].map((seed) => {
    const coloured = textured(64, seed);
    return { ...coloured, data: coloured.data.map((_, i) => coloured.data[i - (i % 3)]!) };
  });

  it('is nothing for hue and saturation on grey, and a lot for brightness and the shift', async () => {
    const levels = await changesOf(grey);
    expect(levels).toMatchObject({ hue: 0, saturation: 0 });
    expect(levels['brightness']).toBeGreaterThan(3);
    expect(levels['shift']).toBeGreaterThan(3);
  });

  it('is seen for hue where there is colour', async () => {
    const red = grey.map((image) => ({
      ...image,
      data: image.data.map((v, i) => (i % 3 === 0 ? v : v / 4)),
    }));
    expect((await changesOf(red))['hue']).toBeGreaterThan(3);
  });

  it('is measured for knobs of the generator alone, and for none without images', async () => {
    expect(Object.keys(await changesOf(grey, { generator: 'cutpaste' }))).toEqual(['cutJitter']);
    expect(await changesOf([])).toEqual({});
  });

  it('is given up when a gallery is asked for', async () => {
    const studio = await loaded();
    const changes = studio.measureChanges(small);
    await make(studio);
    expect(await changes).toBeUndefined();
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
    const old = studio.makeGallery({ experiment: small, tiles: 5, draws: 20_000 }, whole);
    const fresh = await studio.makeGallery({ experiment: small, tiles: 5, draws: 9 }, whole);
    expect(await old).toBeUndefined();
    expect(contentOf(fresh!)).toEqual(contentOf(await make(await loaded())));
  });
});
