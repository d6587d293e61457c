/** Trainings that are kept on this device: found with their dataset, opened, continued, taken away. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import { createLeaving, type Leaving } from '../frame/leaving.ts';
import { asProblem } from '../problem.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { KeptRun, KeptRunsReport } from '../../worker/bridge/contract-data.ts';
import {
  type TrainingStage,
  type TrainingState,
  afterTrainingEvents,
  initialTraining,
  isTraining,
} from './training.ts';
import type { Later } from '../studio/studio.ts';

const initial: KeptRunState = {
  runs: [],
  broken: 0,
  newer: 0,
  leaving: undefined,
  isOpening: false,
  problem: undefined,
};

const noRuns: KeptRunsReport = { runs: [], broken: 0, newer: 0 };

/** The dataset says whose run it is, the time which one: a newer run takes its place. */
const isSame = (one: KeptRun, other: KeptRun | undefined) =>
  one.id === other?.id && one.savedAt === other.savedAt;

/**
 * The run that can be resumed with the images in use; none if the current network is that run, or while one trains. A run
 * whose GPU was lost for good is no longer current.
 */
export function offeredRun(
  { runs }: KeptRunState,
  training: TrainingState,
  fingerprint: string | undefined,
): KeptRun | undefined {
  const found = runs.find(({ id }) => id === fingerprint);
  if (found === undefined || isTraining(training)) return undefined;
  const isAtHand =
    training.status === 'done' ||
    (training.status === 'failed' && training.problem?.kind === 'loss-not-finite');
  const isThis = training.dataset?.fingerprint === found.id && training.origin === undefined;
  return isAtHand && isThis ? undefined : found;
}

export interface KeptRunOptions {
  readonly data: Pick<DataClient, 'listRuns' | 'removeRun' | 'removeBrokenRuns'>;
  readonly lab: Pick<LabClient, 'load' | 'openRun'>;
  readonly dataset: DatasetStage;
  readonly training: TrainingStage;
  readonly later: Later;
  /** Gives the panels back from a replay. */
  readonly leaveReplay: () => void;
}

/** What taking up a kept run came to. */
type Taken = 'taken' | 'gone' | 'not-taken';

async function take(id: string, { lab, dataset, training, leaveReplay }: KeptRunOptions): Promise<Taken> {
  const current = dataset.store.getState().dataset;
  if (current?.fingerprint !== id || isTraining(training.store.getState())) return 'not-taken';
  leaveReplay();
  await lab.load(current);
  const outcome = await lab.openRun(id);
  if (!outcome.ok) {
    training.store.setState({ status: 'failed', problem: outcome.problem });
    return 'not-taken';
  }
  if (outcome.value === undefined) return 'gone';
  const { events, step, total, best, device } = outcome.value;
  const told = afterTrainingEvents(initialTraining, events);
  training.store.setState({ ...told, status: 'done', keptStep: step, total, best, device });
  return 'taken';
}

interface Discarding extends Leaving<KeptRun> {
  /** Shows what there is, but for the one that is leaving. */
  readonly show: (runs: readonly KeptRun[]) => void;
}

/** While its dataset is trained on, a run stays: that training takes its place, or it goes afterwards. */
function createDiscarding(
  store: StoreApi<KeptRunState>,
  { training, later }: KeptRunOptions,
  takeAway: (run: KeptRun) => void,
): Discarding {
  let kept: readonly KeptRun[] = [];
  const get = () => store.getState().leaving;
  const set = (leaving: KeptRun | undefined) => {
    store.setState({ leaving, runs: kept.filter((run) => !isSame(run, leaving)) });
  };
  const isHeld = ({ id }: KeptRun) => {
    const state = training.store.getState();
    return isTraining(state) && (state.dataset?.fingerprint ?? id) === id;
  };
  const leaving = createLeaving<KeptRun>({
    later,
    get,
    set,
    takeAway(gone) {
      kept = kept.filter((run) => !isSame(run, gone));
      set(get());
      takeAway(gone);
    },
    isHeld,
  });
  return {
    ...leaving,
    show(runs) {
      kept = runs;
      const hidden = get();
      if (runs.some((run) => isSame(run, hidden))) set(hidden);
      else leaving.stay(); // nothing is left to bring back
    },
  };
}

export function createKeptRunStage(options: KeptRunOptions): KeptRunStage {
  const { data, dataset, training } = options;
  const store = createStore<KeptRunState>(() => initial);
  const discarding = createDiscarding(store, options, (run) => void takeAway(run));

  async function refresh(): Promise<void> {
    // No storage, no kept runs: where it matters, the run itself says so.
    const { runs, ...others } = await data.listRuns().catch(() => noRuns);
    store.setState(others);
    discarding.show(runs);
  }

  async function takeAway({ id, savedAt }: KeptRun): Promise<void> {
    const isGone = await data.removeRun(id, savedAt).catch((error: unknown) => asProblem(error));
    store.setState({
      problem: isGone === true ? undefined : isGone === false ? { kind: 'in-use' } : isGone,
    });
    await refresh();
  }

  /** Whether it is the current network now. */
  async function open(id: string): Promise<boolean> {
    if (store.getState().isOpening) return false;
    store.setState({ isOpening: true, problem: undefined });
    const taken = await take(id, options).catch((error: unknown) => asProblem(error));
    const problem = typeof taken === 'object' ? taken : taken === 'gone' ? { kind: taken } : undefined;
    store.setState({ isOpening: false, problem });
    if (taken === 'gone') await refresh();
    return taken === 'taken';
  }

  dataset.store.subscribe((state, before) => {
    if (state.dataset?.fingerprint !== before.dataset?.fingerprint) void refresh();
  });
  training.store.subscribe((state, before) => {
    if (isTraining(before) && !isTraining(state)) void refresh();
  });

  return {
    store,
    refresh,
    async open(id) {
      await open(id);
    },
    async resume(id) {
      if (await open(id)) await training.trainOn(training.store.getState().total);
    },
    discard(id) {
      const found = store.getState().runs.find((run) => run.id === id);
      if (found === undefined) return;
      store.setState({ problem: undefined });
      discarding.leave(found);
    },
    undoDiscard: discarding.stay,
    async removeBroken() {
      const problem = await data.removeBrokenRuns().catch((error: unknown) => asProblem(error));
      store.setState({ problem: problem ?? undefined });
      await refresh();
    },
  };
}

/** Why a kept run was not resumed, or not taken away. */
export type KeptRunProblem =
  | { readonly kind: 'gone' }
  /** A tab trains it at this moment. */
  | { readonly kind: 'in-use' }
  | { readonly kind: 'unexpected'; readonly detail: string };

export interface KeptRunState {
  /** The newest first, without the one that is leaving. */
  readonly runs: readonly KeptRun[];
  /** How many more cannot be read, and are a newer version's. */
  readonly broken: number;
  readonly newer: number;
  /** One that goes in a moment, unless that is undone. */
  readonly leaving: KeptRun | undefined;
  readonly isOpening: boolean;
  readonly problem: KeptRunProblem | undefined;
}

export interface KeptRunStage {
  readonly store: StoreApi<KeptRunState>;
  readonly refresh: () => Promise<void>;
  /** Makes it the current network, with its curves. */
  readonly open: (id: string) => Promise<void>;
  /** The same, and continues to the steps it was on its way to. */
  readonly resume: (id: string) => Promise<void>;
  /** Hides it at once; it goes for good after some seconds. A page that is closed before leaves it where it was. */
  readonly discard: (id: string) => void;
  readonly undoDiscard: () => void;
  /** Takes away what cannot be read, but for a newer version's. */
  readonly removeBroken: () => Promise<void>;
}
