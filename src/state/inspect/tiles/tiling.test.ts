import { describe, expect, it, vi } from 'vitest';
import { factsOf } from '../../../core/dataset/facts.ts';
import { createRgbImage } from '../../../core/image/image.ts';
import { planTiles, type TilePlace } from '../../../core/inspect/tiles/tiles.ts';
import { success } from '../../../core/result.ts';
import type { DataClient } from '../../../worker/bridge/client-data.ts';
import type { LabClient } from '../../../worker/bridge/client-lab.ts';
import type { SourceFile } from '../../../worker/bridge/contract-data.ts';
import { fakeData } from '../../testing/fake-data.ts';
import { fakeLab } from '../../testing/fake-lab.ts';
import { anExperiment, datasetOf, openDataset } from '../../testing/fakes.ts';
import { createTrainingStage } from '../../training/training.ts';
import { createInspectStage } from '../inspect.ts';

/** Photos of 40 x 16 px, three tiles each; a file says how anomalous its tile in the middle is. */
function photosData(client: DataClient): DataClient {
  let left: SourceFile[] = [];
  let current = '';
  return {
    ...client,
    openPhotos: (sources) => {
      left = [...sources];
      return Promise.resolve();
    },
    nextPhoto: () => {
      const next = left.shift();
      if (next === undefined) return Promise.resolve({ kind: 'end' });
      current = next.path;
      const [plan, thumbnail] = [
        planTiles({ width: 40, height: 16 }, { side: 16, overlap: 2 }),
        createRgbImage(4, 4),
      ];
      return Promise.resolve({
        kind: 'photo',
        photo: { path: next.path, plan, thumbnail, facts: factsOf(thumbnail) },
      });
    },
    cutTiles: (places: readonly TilePlace[]) =>
      Promise.resolve(
        places.map(({ column }) => {
          const tile = createRgbImage(16, 16);
          tile.data[0] = column === 1 ? Number.parseInt(current.replace(/\D/g, ''), 10) : 0;
          return tile;
        }),
      ),
    closePhotos: () => {
      left = [];
      return Promise.resolve();
    },
  };
}

const files = (...scores: number[]): SourceFile[] =>
  scores.map((score) => ({ path: `photos/${score}.png`, blob: new Blob([]) }));

function create() {
  const lab = fakeLab();
  const fits: Parameters<LabClient['beginInspection']>[] = [];
  const client: LabClient = {
    ...lab.client,
    beginInspection: (...args) => {
      fits.push(args);
      return Promise.resolve(success({ basis: 'share', fitted: 2, normals: [] }));
    },
    judge: (images) =>
      Promise.resolve(
        success({ kind: 'judged', images: images.map(({ data }) => ({ score: data[0] ?? Number.NaN })) }),
      ),
    stop: () => Promise.resolve(),
  };
  const dataset = openDataset(datasetOf());
  const experiment = anExperiment();
  experiment.set('detector', 'patchcore');
  const shared = { lab: client, dataset: dataset.stage, experiment };
  const stage = createInspectStage({
    ...shared,
    data: photosData(fakeData().client),
    training: createTrainingStage(shared),
  });
  return { stage, fits, experiment, dataset, state: () => stage.store.getState() };
}

describe('tiles of the original size', () => {
  it('fit the detector, say what they cost, set its limit by whole photos, and judge by the worst tile', async () => {
    const { stage, state, fits } = create();
    stage.tiles.setOn(true);
    await stage.tiles.fit(files(1, 2, 3, 4, 5, 6));
    expect(fits).toHaveLength(1);
    expect(fits[0]![2]).toHaveLength(12); // three each of four photos
    expect(state()).toMatchObject({
      status: 'idle',
      basis: undefined,
      tiles: { cost: { photos: 6, limitPhotos: 2, limitTiles: 6, tilesEach: 3 }, progress: undefined },
    });
    expect(state().tiles.cost!.tileMs).toBeGreaterThan(0);

    await stage.tiles.setLimit();
    const { basis } = state();
    expect(basis).toMatchObject({
      corrects: 'tiles',
      dataset: { name: 'photos' },
      calibration: { basis: 'share', fitted: 4 },
    });
    for (const { path, score } of basis!.calibration.normals) expect(path).toBe(`photos/${score}.png`);

    await stage.judge(files(9, 0));
    expect(state()).toMatchObject({ status: 'done', tiles: { progress: undefined } });
    expect(state().items.map(({ path, score }) => [path, score])).toEqual([
      ['photos/9.png', 9],
      ['photos/0.png', 0],
    ]);
    expect(fits).toHaveLength(1); // the same detector
  });

  it('say what is missing before anything starts', async () => {
    const { stage, state, experiment } = create();
    stage.tiles.setOn(true);
    const why = async (work: () => Promise<unknown>) => {
      await work();
      return state().problem;
    };
    const judge = () => stage.judge(files(1));
    expect(await why(judge)).toEqual({ kind: 'tiles', why: 'no-normals' });
    expect(await why(() => stage.tiles.fit(files(1)))).toEqual({ kind: 'tiles', why: 'too-few' });
    await stage.tiles.fit(files(1, 2, 3));
    expect(await why(judge)).toEqual({ kind: 'tiles', why: 'no-limit' });
    expect(await why(() => stage.saveDetector())).toEqual({ kind: 'not-saved', why: 'tiles' });
    experiment.set('seed', 9);
    expect(await why(judge)).toEqual({ kind: 'tiles', why: 'changed' });
    experiment.set('detector', 'contrastive');
    expect(await why(() => stage.tiles.fit(files(1, 2, 3)))).toEqual({ kind: 'tiles', why: 'trained' });
    expect(state().items).toEqual([]);
  });

  it('refuse a part that counts, which they do not know', async () => {
    const { stage, state, dataset } = create();
    dataset.open({ ...datasetOf(), region: { ignored: [0, 4] } });
    stage.tiles.setOn(true);
    await stage.tiles.fit(files(1, 2, 3));
    expect(state().problem).toEqual({ kind: 'tiles', why: 'region' });
  });

  it('are stopped between two of them, and what was judged stays', async () => {
    const { stage, state } = create();
    stage.tiles.setOn(true);
    await stage.tiles.fit(files(1, 2, 3));
    await stage.tiles.setLimit();
    const end = stage.store.subscribe(({ items }) => {
      if (items.length === 1) stage.stop();
    });
    await stage.judge(files(7, 8, 9));
    end();
    await vi.waitFor(() => {
      expect(state()).toMatchObject({ status: 'stopped', tiles: { isOn: true, progress: undefined } });
    });
    expect(state().items).toHaveLength(1);
  });

  it('go with what they judged when they are switched off', async () => {
    const { stage, state } = create();
    stage.tiles.setOn(true);
    await stage.tiles.fit(files(1, 2, 3));
    await stage.tiles.setLimit();
    await stage.judge(files(7));
    stage.tiles.setOn(false);
    expect(state()).toMatchObject({ items: [], basis: undefined, tiles: { isOn: false, cost: undefined } });
  });
});
