/** The gallery follows the knobs: the newest request wins, pictures come first and the histogram when all is quiet. */
import { createStore } from 'zustand/vanilla';
import type { Dataset } from '../core/dataset/dataset.ts';
import { knobNames, knobs, type Experiment } from '../core/experiment/experiment.ts';
import type { StudioClient } from '../worker/client.ts';
import type { DatasetStage, ExperimentStage, StudioStage, StudioState } from './stages.ts';

/** Shown candidates, normal images they are made from, and draws counted by the histogram. */
const tileCount = 12;
const sourceCount = 24;
const drawCount = 200;
/** Rest after the last change before the histogram's draws are made. */
const quietMs = 150;

const visibleKnobs = knobNames.filter((name) => knobs[name].effect === 'pseudo-anomaly');

function isSameGallery(a: Experiment, b: Experiment): boolean {
  return visibleKnobs.every((name) => a[name] === b[name]);
}

function sourcesOf({ items }: Dataset): Dataset['items'][number]['image'][] {
  return items
    .filter((item) => item.split === 'train')
    .slice(0, sourceCount)
    .map((item) => item.image);
}

export interface StudioOptions {
  readonly studio: StudioClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  /** Runs `work` after a rest; returns a way to call it off. */
  readonly later: (work: () => void, restMs: number) => () => void;
}

export function createStudioStage({ studio, dataset, experiment, later }: StudioOptions): StudioStage {
  const store = createStore<StudioState>(() => ({
    status: 'idle',
    gallery: undefined,
    shown: undefined,
    problem: undefined,
  }));
  let loading: Promise<void> | undefined;
  let callOff: () => void = () => undefined;

  async function draw(draws: number): Promise<void> {
    if (loading === undefined) return;
    const wanted = experiment.store.getState().experiment;
    store.setState({ status: 'busy' });
    try {
      await loading;
      const gallery = await studio.makeGallery({ experiment: wanted, tiles: tileCount, draws });
      if (gallery === undefined) return; // a newer request came in
      store.setState({ status: 'ready', gallery, shown: wanted, problem: undefined });
    } catch (error) {
      store.setState({ status: 'failed', problem: error instanceof Error ? error.message : String(error) });
    }
  }

  function refresh(): void {
    callOff();
    void draw(tileCount);
    callOff = later(() => void draw(drawCount), quietMs);
  }

  function reload(current: Dataset): void {
    loading = studio.load(sourcesOf(current));
    loading.catch(() => undefined); // told by `draw`, which awaits it
    refresh();
  }

  experiment.store.subscribe((state, before) => {
    if (!isSameGallery(state.experiment, before.experiment)) refresh();
  });
  dataset.store.subscribe((state, before) => {
    if (state.dataset !== undefined && state.dataset !== before.dataset) reload(state.dataset);
  });
  const current = dataset.store.getState().dataset;
  if (current !== undefined) reload(current);
  return { store };
}
