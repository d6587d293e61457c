import { describe, expect, it } from 'vitest';
import { createDatasetStage } from '../dataset/dataset.ts';
import { hasSmallPatches, hiddenChange } from './studio-selectors.ts';
import { createStudioStage, drawCount, quietMs, sourceCount, tileCount } from './studio.ts';
import { fakeData, fakeStudio, galleryOf } from '../testing/fake-data.ts';
import { anExperiment, datasetOf, manualLater, openDataset, settled } from '../testing/fakes.ts';

function start(dataset = datasetOf()) {
  const { stage: datasetStage, open } = openDataset(dataset);
  const studio = fakeStudio();
  const experiment = anExperiment();
  const timer = manualLater();
  const stage = createStudioStage({
    studio: studio.client,
    dataset: datasetStage,
    experiment,
    later: timer.later,
  });
  const { loads, galleries } = studio;
  /** Answers the newest request as a quick worker does. */
  const answer = async () => {
    await settled();
    const { args, resolve } = galleries.calls.at(-1)!;
    resolve(galleryOf(args[0].draws));
    await settled();
  };
  return { stage, state: () => stage.store.getState(), open, loads, galleries, experiment, timer, answer };
}

/** A stage that shows its first pictures. */
async function shown() {
  const started = start();
  started.loads.calls[0]!.resolve();
  await started.answer();
  return started;
}

const drawsAsked = ({ galleries }: ReturnType<typeof start>) =>
  galleries.calls.map(({ args }) => args[0].draws);

describe('the studio', () => {
  it('loads up to 24 normal training images, draws pictures at once and the histogram when all is quiet', async () => {
    const studio = start(datasetOf({ train: 30 }));
    const [images] = studio.loads.calls[0]!.args;
    expect(images).toHaveLength(sourceCount);
    expect(studio.galleries.calls).toHaveLength(0);
    expect(studio.state().status).toBe('busy');
    studio.loads.calls[0]!.resolve();
    await settled();
    expect(studio.galleries.calls[0]!.args[0]).toMatchObject({ tiles: tileCount, draws: tileCount });
    await studio.answer();
    expect(studio.state()).toMatchObject({ status: 'ready', gallery: galleryOf(tileCount) });
    expect(studio.timer.rests()).toEqual([quietMs]);
    studio.timer.pass();
    await studio.answer();
    expect(studio.state().gallery).toEqual(galleryOf(drawCount));
    expect(studio.loads.calls).toHaveLength(1);
    expect(studio.timer.rests()).toEqual([]);
  });

  it('is idle without images', () => {
    const studio = fakeStudio();
    const dataset = createDatasetStage(fakeData().client);
    const experiment = anExperiment();
    const stage = createStudioStage({
      studio: studio.client,
      dataset,
      experiment,
      later: manualLater().later,
    });
    experiment.set('gateThreshold', 0.5);
    expect(stage.store.getState().status).toBe('idle');
    expect(studio.galleries.calls).toHaveLength(0);
  });

  it('asks anew for knobs that change pictures, and for no others', async () => {
    const studio = await shown();
    studio.experiment.apply({ steps: 5, score: 'prototype' });
    await settled();
    expect(drawsAsked(studio)).toEqual([tileCount]);
    studio.experiment.set('rotation', [1, 2]);
    await settled();
    expect(drawsAsked(studio)).toEqual([tileCount, tileCount]);
    expect(studio.galleries.calls[1]!.args[0].experiment.rotation).toEqual([1, 2]);
  });

  it('keeps one request for pictures in flight and one waiting, which takes the newest knobs', async () => {
    const studio = await shown();
    for (const brightness of [0.2, 0.3, 0.4]) studio.experiment.set('brightness', brightness);
    await settled();
    expect(drawsAsked(studio)).toHaveLength(2);
    await studio.answer();
    expect(studio.state().shown?.brightness).toBe(0.2);
    expect(drawsAsked(studio)).toHaveLength(3);
    await studio.answer();
    expect(studio.state().shown?.brightness).toBe(0.4);
    expect(drawsAsked(studio)).toHaveLength(3);
  });

  it('does not wait for a histogram under way, whose late answer changes nothing', async () => {
    const studio = await shown();
    studio.timer.pass();
    studio.experiment.set('hue', 0.2);
    await settled();
    const [, histogram, pictures] = studio.galleries.calls;
    expect(drawsAsked(studio)).toEqual([tileCount, drawCount, tileCount]);
    pictures!.resolve(galleryOf(tileCount));
    await settled();
    histogram!.resolve(undefined);
    await settled();
    expect(studio.state()).toMatchObject({
      status: 'ready',
      gallery: galleryOf(tileCount),
      shown: { hue: 0.2 },
    });
    expect(studio.timer.rests()).toEqual([quietMs]);
  });

  it('calls the histogram off when a knob moves again before it was due', async () => {
    const studio = await shown();
    studio.experiment.set('hue', 0.2);
    expect(studio.timer.rests()).toEqual([]);
    await studio.answer();
    expect(studio.timer.rests()).toEqual([quietMs]);
  });

  it('shows pictures with the images that they were made from, while another dataset is loading', async () => {
    const studio = await shown();
    const before = studio.state().sources;
    expect(before.map(({ path }) => path)).toEqual(['train/good/0.png', 'train/good/1.png']);
    studio.open(datasetOf({ name: 'cap', train: 1 }));
    await settled();
    expect(studio.state().sources).toBe(before);
    studio.loads.calls[1]!.resolve();
    await studio.answer();
    expect(studio.state().sources).toHaveLength(1);
  });

  it('says when the worker dies, keeps the last pictures, and draws again when asked', async () => {
    const studio = await shown();
    studio.experiment.set('hue', 0.3);
    await settled();
    studio.galleries.calls[1]!.reject(new Error('gone'));
    await settled();
    expect(studio.state()).toMatchObject({
      status: 'failed',
      problem: 'gone',
      gallery: galleryOf(tileCount),
    });
    expect(studio.timer.rests()).toEqual([]);
    studio.stage.redraw();
    await studio.answer();
    expect(studio.state()).toMatchObject({ status: 'ready', problem: undefined, shown: { hue: 0.3 } });
  });

  it('loads images again when loading them failed', async () => {
    const studio = start();
    studio.loads.calls[0]!.reject(new Error('gone'));
    await settled();
    expect(studio.state()).toMatchObject({ status: 'failed', problem: 'gone' });
    studio.experiment.set('hue', 0.3);
    expect(studio.loads.calls).toHaveLength(2);
    studio.loads.calls[1]!.resolve();
    await studio.answer();
    expect(studio.state().status).toBe('ready');
  });
});

describe('looking closely', () => {
  const started = () => {
    const { stage: dataset } = openDataset();
    const studio = fakeStudio();
    const experiment = anExperiment();
    const timer = manualLater();
    const stage = createStudioStage({ studio: studio.client, dataset, experiment, later: timer.later });
    return { stage, studio, timer, experiment };
  };
  const withPictures = async () => {
    const all = started();
    all.studio.loads.calls[0]!.resolve();
    await settled();
    all.studio.galleries.calls[0]!.resolve(galleryOf(tileCount));
    await settled();
    return all;
  };

  it('asks for the chosen candidate after the pictures', async () => {
    const { studio } = await withPictures();
    expect(studio.details.calls.map(({ args }) => args[0].draw)).toEqual([0]);
  });

  it('asks again when another is chosen, with no box of the last one', async () => {
    const { studio, stage } = await withPictures();
    studio.details.calls[0]!.resolve(undefined);
    await settled();
    stage.cutAt({ left: 1, top: 2, width: 3, height: 4 });
    await settled();
    expect(studio.details.calls[1]!.args[0]).toMatchObject({ draw: 0, source: { left: 1, width: 3 } });
    studio.details.calls[1]!.resolve(undefined);
    await settled();
    stage.choose(5);
    await settled();
    expect(studio.details.calls[2]!.args[0]).toMatchObject({ draw: 5, source: undefined });
  });

  it('measures what knobs change at all when they rest, and forgets it with the images', async () => {
    const { studio, stage, timer } = await withPictures();
    expect(studio.changes.calls).toHaveLength(0);
    timer.pass();
    await settled();
    studio.changes.calls[0]!.resolve([{ name: 'hue', levels: 0.4 }]);
    await settled();
    const { changes } = stage.store.getState();
    expect(hiddenChange(changes, 'hue')).toBe(0.4);
    expect(hiddenChange(changes, 'shift')).toBeUndefined();
  });

  it('compares generators only while that is wanted, and when the knobs rest', async () => {
    const { studio, stage, timer } = await withPictures();
    timer.pass();
    await settled();
    expect(studio.rivals.calls).toHaveLength(0);
    stage.compare(true);
    await settled();
    expect(studio.rivals.calls).toHaveLength(1);
    studio.rivals.calls[0]!.resolve([]);
    await settled();
    expect(stage.store.getState().rivals).toEqual([]);
  });
});

describe('patches', () => {
  const galleryWith = (areas: readonly number[]) => {
    const gallery = galleryOf(areas.length);
    const tile = { draw: 0, verdict: { ssim: 0, threshold: 1, isAccepted: true } } as const;
    const box = { left: 0, top: 0, width: 0, height: 0 };
    const picture = { width: 0, height: 0, rgba: new Uint8ClampedArray(0) };
    const tiles = areas.map(() => ({ ...tile, touched: box, picture, outline: new Uint32Array(0) }));
    return { ...gallery, tiles, facts: { ...gallery.facts, area: Float64Array.from(areas) } };
  };

  it('are small where most cover less than 5 % of the image', () => {
    expect(hasSmallPatches(galleryWith([1, 4.9, 30]))).toBe(true);
    expect(hasSmallPatches(galleryWith([1, 5, 30]))).toBe(false);
    expect(hasSmallPatches(galleryWith([]))).toBe(false);
  });
});
