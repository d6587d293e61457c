/** A kept run, replayed by its events: the same panels draw it, at whatever event one slider stands. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import {
  afterEvaluationEvents,
  initialEvaluation,
  type EvaluationStage,
  type EvaluationState,
} from '../evaluation/evaluation.ts';
import { firstThreshold } from '../evaluation/threshold.ts';
import { messageOf } from '../../core/message-of.ts';
import type { RunArchive, RunRecord, RunsStage } from '../runs/runs.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import {
  type TrainingStage,
  type TrainingState,
  afterTrainingEvents,
  initialTraining,
  isTraining,
} from '../training/training.ts';
import type { Later } from '../studio/studio.ts';

/** The training as it was after these events; a part of a run stands still, and so is not running. */
export function trainingAfter(events: readonly LabEvent[]): TrainingState {
  const turn = events.findLast(
    ({ type }) => type === 'started' || type === 'continued' || type === 'trained',
  );
  const isDone = turn?.type === 'trained';
  return { ...afterTrainingEvents(initialTraining, events), status: isDone ? 'done' : 'idle' };
}

/** The evaluation as it was after these events. */
export function evaluationAfter(
  events: readonly LabEvent[],
  { results }: RunRecord,
): Omit<EvaluationState, 'dataset'> {
  const state = afterEvaluationEvents(initialEvaluation, events);
  if (!events.some(({ type }) => type === 'evaluated')) return state;
  return { ...state, status: 'done', results, threshold: firstThreshold(results) };
}

export interface ReplayOptions {
  readonly archive: Pick<RunArchive, 'events'>;
  readonly runs: RunsStage;
  readonly dataset: DatasetStage;
  readonly training: TrainingStage;
  readonly evaluation: EvaluationStage;
  /** The zip of the run that comes with the page. */
  readonly fetchShipped: () => Promise<Blob>;
  readonly later: Later;
  /** Told when a run that plays has come to its evaluation. */
  readonly onEvaluation: () => void;
}

/** What was there before a run was replayed. */
interface Live {
  readonly training: TrainingState;
  readonly evaluation: EvaluationState;
}

const initial: ReplayState = { run: undefined, events: [], at: 0, isPlaying: false, shipped: 'idle' };

interface Shipped {
  readonly run: RunRecord;
  readonly events: readonly LabEvent[];
}

async function readShipped(fetchShipped: () => Promise<Blob>): Promise<Shipped> {
  const [zip, { readRunZip }] = await Promise.all([
    fetchShipped(),
    import('../runs/run-zip/read-run-zip.ts'),
  ]);
  const [first] = await readRunZip(zip, 'recorded run', new AbortController().signal);
  if (first?.ok !== true) throw new Error(first?.problem.kind ?? 'empty');
  const { run, events } = first.value;
  return { run: { ...run, isBaseline: false }, events };
}

/** `undefined` while it is being fetched already, and where it cannot be had. */
async function takeShipped(
  store: StoreApi<ReplayState>,
  fetchShipped: () => Promise<Blob>,
): Promise<Shipped | undefined> {
  if (store.getState().shipped === 'fetching') return undefined;
  store.setState({ shipped: 'fetching' });
  try {
    const shipped = await readShipped(fetchShipped);
    store.setState({ shipped: 'idle' });
    return shipped;
  } catch (error) {
    store.setState({ shipped: { detail: messageOf(error) } });
    return undefined;
  }
}

/** The run's images, where they are the open ones. */
function imagesOf({ results }: RunRecord, { store }: DatasetStage): Dataset | undefined {
  const open = store.getState().dataset;
  return open?.fingerprint === results.dataset.fingerprint ? open : undefined;
}

/** Every panel as it was after these events. */
function show(
  { dataset, training, evaluation }: ReplayOptions,
  run: RunRecord,
  events: readonly LabEvent[],
): void {
  training.store.setState(trainingAfter(events));
  evaluation.store.setState({ ...evaluationAfter(events, run), dataset: imagesOf(run, dataset) });
}

/** The run may be at its end before its images are there. */
function followImages({ dataset, evaluation }: ReplayOptions, replay: StoreApi<ReplayState>): void {
  dataset.store.subscribe((now, before) => {
    const { run } = replay.getState();
    if (run !== undefined && now.dataset !== before.dataset)
      evaluation.store.setState({ dataset: imagesOf(run, dataset) });
  });
}

export function createReplayStage(options: ReplayOptions): ReplayStage {
  const { archive, runs, training, evaluation, later, onEvaluation } = options;
  const store: StoreApi<ReplayState> = createStore<ReplayState>(() => initial);
  let live: Live | undefined;

  function moveTo(at: number): void {
    const { run, events } = store.getState();
    if (run === undefined) return;
    store.setState({ at });
    show(options, run, events.slice(0, at));
  }
  const { play, pause } = createPlayer({ store, moveTo, later, onEvaluation });
  followImages(options, store);

  /** Not while the lab is at work. */
  function begin(run: RunRecord, events: readonly LabEvent[], at: number): void {
    const now = { training: training.store.getState(), evaluation: evaluation.store.getState() };
    if (isTraining(now.training) || now.evaluation.status === 'running') return;
    pause();
    live ??= now;
    store.setState({ run, events });
    moveTo(at);
  }

  return {
    store,
    play,
    pause,
    async openShipped(isPlaying) {
      const shipped = await takeShipped(store, options.fetchShipped);
      if (shipped === undefined) return;
      begin(shipped.run, shipped.events, 0);
      if (isPlaying) play();
    },
    async open(id) {
      const events = (await archive.events(id).catch(() => undefined)) ?? [];
      const run = runs.store.getState().records.find((record) => record.id === id);
      if (run !== undefined) begin(run, events, events.length);
    },
    seek(at) {
      pause();
      moveTo(at);
    },
    leave() {
      pause();
      if (live === undefined) return;
      training.store.setState(live.training);
      evaluation.store.setState(live.evaluation);
      live = undefined;
      store.setState(initial);
    },
  };
}

/** The stages of the lab, so that their own work ends a replay first, and nothing of it is taken for the current network. */
export function withoutReplay<
  Lab extends { readonly training: TrainingStage; readonly evaluation: EvaluationStage },
>(lab: Lab, replay: ReplayStage): Lab {
  const { training, evaluation } = lab;
  return {
    ...lab,
    training: {
      ...training,
      start() {
        replay.leave();
        return training.start();
      },
      trainOn(steps: number) {
        replay.leave();
        return training.trainOn(steps);
      },
      showBatch(step: number) {
        if (replay.store.getState().run === undefined) training.showBatch(step);
      },
    },
    evaluation: {
      ...evaluation,
      start() {
        replay.leave();
        return evaluation.start();
      },
    },
  };
}

export interface ReplayState {
  /** `undefined` while the panels show what is live. */
  readonly run: RunRecord | undefined;
  /** Empty if the run was kept without them. */
  readonly events: readonly LabEvent[];
  /** How many of them the panels show. */
  readonly at: number;
  /** Whether it continues by itself. */
  readonly isPlaying: boolean;
  /** The run that comes with the page: being fetched, or why it cannot be. */
  readonly shipped: 'idle' | 'fetching' | { readonly detail: string };
}

export interface ReplayStage {
  readonly store: StoreApi<ReplayState>;
  /** Shows a kept run to its end; does nothing while the lab is at work. */
  readonly open: (id: string) => Promise<void>;
  /** Shows the run that comes with the page, from its start; it plays by itself if asked to. */
  readonly openShipped: (isPlaying: boolean) => Promise<void>;
  readonly seek: (at: number) => void;
  /** From the start again, where it is at its end. */
  readonly play: () => void;
  readonly pause: () => void;
  /** Back to what is live. */
  readonly leave: () => void;
}

/** A run plays in half a minute, at four pictures a second: charts take no more. */
const [playMs, tickMs] = [30_000, 250];

export interface PlayerOptions {
  readonly store: StoreApi<ReplayState>;
  readonly moveTo: (at: number) => void;
  readonly later: Later;
  /** Told when a run that plays has come to its evaluation. */
  readonly onEvaluation: () => void;
}

export function createPlayer({
  store,
  moveTo,
  later,
  onEvaluation,
}: PlayerOptions): Pick<ReplayStage, 'play' | 'pause'> {
  let callOff: () => void = () => undefined;

  function pause(): void {
    callOff();
    if (store.getState().isPlaying) store.setState({ isPlaying: false });
  }

  function tick(): void {
    const { events, at } = store.getState();
    const next = Math.min(events.length, at + Math.max(1, Math.ceil((events.length * tickMs) / playMs)));
    const isScoring = events.slice(at, next).some(({ type }) => type === 'evaluation-started');
    moveTo(next);
    if (isScoring) onEvaluation();
    if (next < events.length) callOff = later(tick, tickMs);
    else pause();
  }

  return {
    pause,
    play() {
      const { run, events, at } = store.getState();
      if (run === undefined || events.length === 0) return;
      pause();
      if (at >= events.length) moveTo(0);
      store.setState({ isPlaying: true });
      callOff = later(tick, tickMs);
    },
  };
}
