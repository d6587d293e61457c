import { afterEach, describe, expect, it } from 'vitest';
import { defaultExperiment } from '../../core/experiment/experiment.ts';
import { mapFacts } from '../../core/pseudo-anomaly/draw-facts.ts';
import { createStudioClient } from './client-studio.ts';
import type { Gallery, Part, StudioApi } from './contract-studio.ts';
import { closeThreads, fakeThread, spawner } from '../testing/fake-thread.ts';

afterEach(closeThreads);

const image = (shade: number) => ({ width: 1, height: 1, data: Uint8Array.of(shade, shade, shade) });

describe('the studio client', () => {
  const studioApi = (loads: number[][]): StudioApi => ({
    load: (images) => {
      loads.push(images.map(({ data }) => data[0]!));
      return Promise.resolve();
    },
    makeGallery: (_request, part) => Promise.resolve(partOf(part)),
    makeDetail: () => Promise.resolve(undefined),
    compareGenerators: () => Promise.resolve([]),
    measureChanges: () => Promise.resolve([]),
  });

  it('hands over copies: the page keeps its pixels', async () => {
    const loads: number[][] = [];
    const client = createStudioClient(() => fakeThread(studioApi(loads)), 1);
    const images = [image(7), image(9)];
    await client.load(images);
    expect(loads).toEqual([[7, 9]]);
    expect(images.map(({ data }) => data.length)).toEqual([3, 3]);
  });

  it('sends many images in parts, and no more of them once others are wanted', async () => {
    const parts: (readonly [count: number, id: number, hasMore: boolean])[] = [];
    const api: StudioApi = {
      ...studioApi([]),
      load: async (images, part) => {
        parts.push([images.length, part!.id, part!.hasMore]);
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    };
    const client = createStudioClient(() => fakeThread(api), 1);
    const many = Array.from({ length: 40 }, (_, i) => image(i));
    await client.load(many);
    expect(parts.map(([count, , hasMore]) => [count, hasMore])).toEqual([
      [16, true],
      [16, true],
      [8, false],
    ]);
    parts.length = 0;
    await Promise.all([client.load(many), client.load([image(1)])]);
    expect(parts.filter(([, , hasMore]) => !hasMore)).toEqual([[1, 3, false]]);
  });

  it('gives a new thread the images of the one that died', async () => {
    const loads: number[][] = [];
    const { threads, spawn } = spawner(() => studioApi(loads));
    const client = createStudioClient(spawn, 1);
    await client.load([image(5)]);
    threads[0]!.die('gone');
    await client.makeGallery({ experiment: defaultExperiment, tiles: 1, draws: 1 });
    expect(threads).toHaveLength(2);
    expect(loads).toEqual([[5], [5]]);
  });

  it('shares a gallery between its threads and puts the parts back in order', async () => {
    const { threads, spawn } = spawner(() => studioApi([]));
    const client = createStudioClient(spawn, 3);
    await client.load([image(1)]);
    const gallery = await client.makeGallery({ experiment: defaultExperiment, tiles: 6, draws: 7 });
    expect(threads).toHaveLength(3);
    expect([...gallery!.ssims]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect([...gallery!.facts.area]).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(gallery!.tiles.map(({ draw }) => draw)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(gallery!.elapsedMs).toBe(2);
  });

  it('gives no gallery when one of the threads was overtaken', async () => {
    let started = 0;
    const spawn = () => {
      const number = started++;
      const api: StudioApi = {
        ...studioApi([]),
        makeGallery: (_request, part) => Promise.resolve(number === 1 ? undefined : partOf(part)),
      };
      return fakeThread(api);
    };
    const client = createStudioClient(spawn, 2);
    expect(await client.makeGallery({ experiment: defaultExperiment, tiles: 6, draws: 7 })).toBeUndefined();
  });
});

/** Draws 0 to 6 by their numbers, as a worker with this part of them would make them. */
function partOf({ index, of }: Part): Gallery {
  const draws = [0, 1, 2, 3, 4, 5, 6].filter((draw) => draw % of === index);
  const values = () => Float64Array.from(draws);
  const verdict = { ssim: 0, threshold: 1, isAccepted: true };
  const touched = { left: 0, top: 0, width: 0, height: 0 };
  const picture = { width: 0, height: 0, rgba: new Uint8ClampedArray(0) };
  const outline = new Uint32Array(0);
  return {
    tiles: draws.slice(0, 2).map((draw) => ({ draw, verdict, touched, picture, outline })),
    ssims: values(),
    facts: mapFacts(values),
    elapsedMs: index,
  };
}
