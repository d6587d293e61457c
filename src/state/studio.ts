/** The gallery follows the knobs: pictures first, and the histogram's draws when all is quiet. The newest request wins. */
import { createStore } from 'zustand/vanilla';
import type { Dataset, DatasetItem } from '../core/dataset/dataset.ts';
import { knobNames, knobs, type Experiment } from '../core/experiment/experiment.ts';
import type { StudioClient } from '../worker/client.ts';
import { createLatest } from './latest.ts';
import { isSameValue } from './link.ts';
import { detailOf } from './problem.ts';
import type { DatasetStage, ExperimentStage, StudioStage, StudioState } from './stages.ts';

/** Shown candidates, normal images they are made from, and draws counted by the histogram. */
export const tileCount = 12;
export const sourceCount = 24;
export const drawCount = 200;
/** Rest after the last pictures before the histogram's draws are made. */
export const quietMs = 150;

const visibleKnobs = knobNames.filter((name) => knobs[name].effect === 'pseudo-anomaly');

function isSameGallery(a: Experiment, b: Experiment): boolean {
  return visibleKnobs.every((name) => isSameValue(a[name], b[name]));
}

function sourcesOf({ items }: Dataset): DatasetItem[] {
  return items.filter((item) => item.split === 'train').slice(0, sourceCount);
}

/** Runs `work` after a rest; returns a way to call it off. */
export type Later = (work: () => void, restMs: number) => () => void;

export interface StudioOptions {
  readonly studio: StudioClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  readonly later: Later;
}

/** Loads images into the worker where they differ from those that it has. */
function createLoader(studio: StudioClient): (dataset: Dataset) => Promise<readonly DatasetItem[]> {
  let loaded: Dataset | undefined;
  let sources: readonly DatasetItem[] = [];
  return async (dataset) => {
    if (loaded === dataset) return sources;
    loaded = undefined;
    sources = sourcesOf(dataset);
    await studio.load(sources.map((item) => item.image));
    loaded = dataset;
    return sources;
  };
}

export function createStudioStage({ studio, dataset, experiment, later }: StudioOptions): StudioStage {
  const store = createStore<StudioState>(() => ({
    status: 'idle',
    gallery: undefined,
    shown: undefined,
    sources: [],
    problem: undefined,
  }));
  const ensureLoaded = createLoader(studio);
  let callOff: () => void = () => undefined;

  async function draw(draws: number): Promise<void> {
    const current = dataset.store.getState().dataset;
    if (current === undefined) return;
    const wanted = experiment.store.getState().experiment;
    store.setState({ status: 'busy' });
    try {
      const sources = await ensureLoaded(current);
      const gallery = await studio.makeGallery({ experiment: wanted, tiles: tileCount, draws });
      if (gallery === undefined) return; // a newer request came in
      store.setState({ status: 'ready', gallery, shown: wanted, sources, problem: undefined });
    } catch (error) {
      store.setState({ status: 'failed', problem: detailOf(error) });
    }
  }

  /** Waits for pictures under way, so that a long drag repaints steadily; a histogram under way is overtaken. */
  const drawPictures = createLatest(async () => {
    callOff();
    await draw(tileCount);
    if (store.getState().status === 'ready') callOff = later(() => void draw(drawCount), quietMs);
  });

  experiment.store.subscribe((state, before) => {
    if (!isSameGallery(state.experiment, before.experiment)) drawPictures();
  });
  dataset.store.subscribe((state, before) => {
    if (state.dataset !== before.dataset) drawPictures();
  });
  drawPictures();
  return { store, redraw: drawPictures };
}
