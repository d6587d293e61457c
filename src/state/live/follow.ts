/** Follows the knobs: the newest setting is asked for once they rest, and what comes of an older one is dropped. */
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { auroc } from '../../core/metrics/roc.ts';
import { leastNormals, type LiveDepth, type LiveEnd } from '../../core/run/live.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import { asProblem } from '../problem.ts';
import type { Later } from '../studio/studio.ts';
import { changedKnobs, liveKnobs } from './changed-knobs.ts';
import type { LiveAnswer, LiveEntry, LiveState } from './live-state.ts';

/** Rest of the knobs before an answer is asked for, and before one that other work ended is asked for again. */
export const restMs = 250;

/** Settings that the trail holds. */
export const trailLength = 20;

export interface FollowOptions {
  readonly store: StoreApi<LiveState>;
  readonly lab: Pick<LabClient, 'load' | 'live' | 'stop'>;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  readonly later: Later;
  /** Whether other work is under way, for which Live waits. */
  readonly isBusy: () => boolean;
  /** Calls back when that may have changed. */
  readonly onWork: (listener: () => void) => void;
}

export interface Follower {
  readonly switched: () => void;
  readonly ask: () => void;
  readonly goBack: (entry: LiveEntry) => void;
}

function isSameSetting(a: Experiment, b: Experiment): boolean {
  return changedKnobs(a, b).length === 0;
}

const nothing: LiveAnswer = { items: [], signal: undefined, places: [], looks: [] };

/** The state after some events of the current answer. */
export function afterLiveEvents(state: LiveState, events: readonly LabEvent[]): LiveState {
  let { items, signal, places, looks } = state.partial ?? nothing;
  let { progress } = state;
  for (const event of events) {
    if (event.type === 'live-progress') progress = event;
    if (event.type === 'live-held-out') ({ signal } = event);
    if (event.type === 'live-places') ({ places } = event);
    if (event.type === 'live-look') looks = [...looks, event.look];
    if (event.type === 'live-scored') {
      items = [...items, ...event.items];
      progress = { phase: 'tests', done: items.length, total: event.total };
    }
  }
  return { ...state, progress, partial: { items, signal, places, looks } };
}

function entryOf(state: LiveState, experiment: Experiment, end: LiveEnd): LiveEntry {
  const { partial = nothing } = state;
  const { items } = partial;
  const labels = items.map(({ label }) => label);
  const area = auroc(
    labels,
    items.map(({ score }) => score),
  );
  const isTest = end.tests.used > 0;
  const number = (state.trail.at(-1)?.number ?? 0) + 1;
  return { ...partial, number, experiment, end, auroc: isTest ? area : undefined };
}

function answered(state: LiveState, entry: LiveEntry): LiveState {
  const trail = [...state.trail, entry].slice(-trailLength);
  return { ...state, status: 'ready', progress: undefined, partial: undefined, shown: entry, trail };
}

type Depth = Pick<LiveState, 'shown' | 'trail'>;

const noTrail: Depth = { shown: undefined, trail: [] };

/** The overview asks for glances, Tune for more; what each showed last comes back with it. */
function createDepths(store: StoreApi<LiveState>): Record<'choose' | 'clear', () => void> {
  const left = new Map<LiveDepth, Depth>();
  return {
    choose() {
      const { isWatched, depth: before, shown, trail } = store.getState();
      const depth = isWatched ? 'glance' : 'full';
      if (depth === before) return;
      left.set(before, { shown, trail });
      store.setState({ depth, ...(left.get(depth) ?? noTrail) });
    },
    clear() {
      left.clear();
    },
  };
}

function isFollowing({ isOn, isWatched }: LiveState): boolean {
  return isOn || isWatched;
}

export function createFollower(options: FollowOptions): Follower {
  const { store, lab, dataset, experiment, later, isBusy, onWork } = options;
  /** Counts requests: what comes of any but the last is dropped. */
  let asked = 0;
  let callOff: () => void = () => undefined;
  const depths = createDepths(store);

  const idle = { progress: undefined, partial: undefined, problem: undefined };
  const askLater = () => {
    callOff();
    callOff = later(ask, restMs);
  };

  async function answer(request: number, open: Dataset, wanted: Experiment): Promise<void> {
    await lab.load(open);
    if (request !== asked) return;
    const outcome = await lab.live(wanted, store.getState().depth, (events) => {
      if (request === asked) store.setState((state) => afterLiveEvents(state, events));
    });
    if (request !== asked) return;
    if (!outcome.ok) store.setState({ ...idle, status: 'failed', problem: outcome.problem });
    else if (outcome.value === undefined) {
      store.setState({ ...idle, status: 'waiting' }); // other work ended it
      askLater();
    } else store.setState(answered(store.getState(), entryOf(store.getState(), wanted, outcome.value)));
  }

  function ask(): void {
    callOff();
    const request = ++asked;
    if (isFollowing(store.getState())) depths.choose();
    const { trail } = store.getState();
    const open = dataset.store.getState().dataset;
    if (!isFollowing(store.getState()) || open === undefined || isBusy()) {
      store.setState({ ...idle, status: 'waiting' });
      return;
    }
    const got = open.items.filter(({ split }) => split === 'train').length;
    if (got < leastNormals) {
      store.setState({ ...idle, status: 'failed', problem: { kind: 'few-normals', got } });
      return;
    }
    const wanted = experiment.store.getState().experiment;
    const known = trail.find((entry) => isSameSetting(entry.experiment, wanted));
    if (known !== undefined) {
      store.setState({ ...idle, status: 'ready', shown: known });
      return;
    }
    store.setState({ ...idle, status: 'working' });
    answer(request, open, wanted).catch((error: unknown) => {
      if (request === asked) store.setState({ ...idle, status: 'failed', problem: asProblem(error) });
    });
  }

  experiment.store.subscribe((state, before) => {
    if (isFollowing(store.getState()) && !isSameSetting(state.experiment, before.experiment)) askLater();
  });
  dataset.store.subscribe((state, before) => {
    if (state.dataset === before.dataset) return;
    depths.clear();
    store.setState({ ...idle, ...noTrail });
    ask();
  });
  onWork(() => {
    const state = store.getState();
    if (isFollowing(state) && state.status === 'waiting' && !isBusy()) askLater();
  });
  return {
    ask,
    switched() {
      const state = store.getState();
      if (!isFollowing(state) && state.status === 'working' && !isBusy()) lab.stop().catch(() => undefined);
      ask();
    },
    goBack({ experiment: wanted }) {
      experiment.apply(Object.fromEntries(liveKnobs.map((name) => [name, wanted[name]])));
    },
  };
}
