/** The gallery follows the knobs: pictures first, and the histogram's draws when all is quiet. The newest request wins. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetEntry, DatasetItem } from '../../core/dataset/dataset.ts';
import { knobNames, knobs, type Experiment } from '../../core/experiment/experiment.ts';
import type { StudioClient } from '../../worker/bridge/client-studio.ts';
import { createLatest } from './latest.ts';
import { isSameValue } from '../experiment/link.ts';
import { messageOf } from '../../core/message-of.ts';
import type { DatasetStage, DatasetState } from '../dataset/dataset-stage.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import type { Box } from '../../core/image/image.ts';
import type {
  CandidateDetail,
  Gallery,
  KnobChange,
  Rival,
  DetailRequest,
} from '../../worker/bridge/contract-studio.ts';

/** Shown candidates, normal images they are made from, and draws counted by the histogram. */
export const tileCount = 24;
export const sourceCount = 24;
export const drawCount = 200;
/** Rest after the last pictures before the histogram's draws are made. */
export const quietMs = 150;

const visibleKnobs = knobNames.filter((name) => knobs[name].effect === 'pseudo-anomaly');

function isSameGallery(a: Experiment, b: Experiment): boolean {
  return visibleKnobs.every((name) => isSameValue(a[name], b[name]));
}

/** What patches are cut from: images of the dataset that is loading, once there are some, else of the one in use. */
function itemsOf({ preview, dataset }: DatasetState): readonly DatasetEntry[] | undefined {
  return preview ?? dataset?.items;
}

function sourcesOf(items: readonly DatasetEntry[]): DatasetEntry[] {
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
function createLoader(
  studio: StudioClient,
  dataset: DatasetStage,
): (items: readonly DatasetEntry[]) => Promise<readonly DatasetItem[]> {
  let loaded: readonly DatasetEntry[] | undefined;
  let sources: readonly DatasetItem[] = [];
  return async (items) => {
    if (loaded === items) return sources;
    loaded = undefined;
    const wanted = sourcesOf(items);
    const from = dataset.store.getState().dataset;
    sources = dataset.peek(wanted, from) ?? (await dataset.look(wanted, from)) ?? [];
    await studio.load(sources.map((item) => item.image));
    loaded = items;
    return sources;
  };
}

const nothingYet: StudioState = {
  status: 'idle',
  gallery: undefined,
  shown: undefined,
  sources: [],
  problem: undefined,
  chosen: 0,
  source: undefined,
  detail: undefined,
  rivals: undefined,
  changes: [],
};

export function createStudioStage({ studio, dataset, experiment, later }: StudioOptions): StudioStage {
  const store = createStore<StudioState>(() => nothingYet);
  const ensureLoaded = createLoader(studio, dataset);
  let callOff: () => void = () => undefined;

  /** Loads the current dataset, does `work` with it, and shows what went wrong. */
  async function attempt(work: (sources: readonly DatasetItem[]) => Promise<void>): Promise<void> {
    const items = itemsOf(dataset.store.getState());
    if (items === undefined) return;
    try {
      await work(await ensureLoaded(items));
    } catch (error) {
      store.setState({ status: 'failed', problem: messageOf(error) });
    }
  }

  async function draw(draws: number): Promise<void> {
    const wanted = experiment.store.getState().experiment;
    if (itemsOf(dataset.store.getState()) !== undefined) store.setState({ status: 'busy' });
    await attempt(async (sources) => {
      const gallery = await studio.makeGallery({ experiment: wanted, tiles: tileCount, draws });
      if (gallery === undefined) return; // a newer request came in
      store.setState({ status: 'ready', gallery, shown: wanted, sources, problem: undefined });
    });
  }

  const close = createCloseLook({ studio, store, experiment, attempt });

  const measureChanges = createLatest(() =>
    attempt(async () => {
      const changes = await studio.measureChanges(experiment.store.getState().experiment);
      if (changes !== undefined) store.setState({ changes });
    }),
  );

  /** What can wait until the knobs rest. */
  function drawTheRest(): void {
    void draw(drawCount);
    close.drawRivals();
    measureChanges();
  }

  /** Waits for pictures under way, so that a long drag repaints steadily; a histogram under way is overtaken. */
  const drawPictures = createLatest(async () => {
    callOff();
    await draw(tileCount);
    if (store.getState().status !== 'ready') return;
    close.drawDetail();
    callOff = later(drawTheRest, quietMs);
  });

  experiment.store.subscribe((state, before) => {
    if (!isSameGallery(state.experiment, before.experiment)) drawPictures();
  });
  dataset.store.subscribe((state, before) => {
    if (itemsOf(state) === itemsOf(before)) return;
    store.setState({ source: undefined, rivals: undefined, changes: [] });
    drawPictures();
  });
  drawPictures();
  return { store, redraw: drawPictures, choose: close.choose, cutAt: close.cutAt, compare: close.compare };
}

export interface StudioState {
  readonly status: 'idle' | 'busy' | 'ready' | 'failed';
  readonly gallery: Gallery | undefined;
  /** The experiment that `gallery` shows, and the normal images that its tiles name by index. */
  readonly shown: Experiment | undefined;
  readonly sources: readonly DatasetItem[];
  readonly problem: string | undefined;
  /** Number of the draw looked at closely. */
  readonly chosen: number;
  /** Where the user wants its patch cut. */
  readonly source: Box | undefined;
  readonly detail: CandidateDetail | undefined;
  /** Every generator's way with the chosen image; `undefined` until asked for. */
  readonly rivals: readonly Rival[] | undefined;
  /** How far some knobs change pictures of these images at all, as it was last measured. */
  readonly changes: readonly KnobChange[];
}

export interface StudioStage {
  readonly store: StoreApi<StudioState>;
  readonly choose: (draw: number) => void;
  /** Cuts the chosen candidate's patch there; undefined lets it be drawn again. */
  readonly cutAt: (source: Box | undefined) => void;
  /** Keeps the generators' comparison up to date from now on, or no longer. */
  readonly compare: (isWanted: boolean) => void;
  /** Draws the gallery again, for when it failed; changes of knobs and dataset are followed anyway. */
  readonly redraw: () => void;
}

interface CloseLookOptions {
  readonly studio: StudioClient;
  readonly store: StoreApi<StudioState>;
  readonly experiment: ExperimentStage;
  /** Runs work once the images are loaded, and shows what went wrong. */
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

export interface CloseLook extends Pick<StudioStage, 'choose' | 'cutAt' | 'compare'> {
  readonly drawDetail: () => void;
  /** Does nothing while nobody compares. */
  readonly drawRivals: () => void;
}

export function createCloseLook({ studio, store, experiment, attempt }: CloseLookOptions): CloseLook {
  let isComparing = false;

  function request(): DetailRequest {
    const { chosen, source } = store.getState();
    return { experiment: experiment.store.getState().experiment, draw: chosen, source };
  }

  const drawDetail = createLatest(() =>
    attempt(async () => {
      store.setState({ detail: await studio.makeDetail(request()) });
    }),
  );
  const compareAll = createLatest(() =>
    attempt(async () => {
      store.setState({ rivals: await studio.compareGenerators(request()) });
    }),
  );
  const drawRivals = () => {
    if (isComparing) compareAll();
  };
  return {
    drawDetail,
    drawRivals,
    choose: (chosen) => {
      store.setState({ chosen, source: undefined });
      drawDetail();
      drawRivals();
    },
    cutAt: (source) => {
      store.setState({ source });
      drawDetail();
    },
    compare: (isWanted) => {
      isComparing = isWanted;
      drawRivals();
    },
  };
}
