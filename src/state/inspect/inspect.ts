/** The stage Inspect: which detector judges, what was judged, and the reviewer's marks. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../core/experiment/experiment.ts';
import { needsTraining, usesIncludedBackbone } from '../../core/experiment/relevance.ts';
import { cautiousRate } from '../../core/metrics/alarm-costs.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { DataClient } from '../../worker/bridge/client-data.ts';
import type { LabClient } from '../../worker/bridge/client-lab.ts';
import type { SourceFile, UnlabelledUse } from '../../worker/bridge/contract-data.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import { withUniquePaths } from '../dataset/dropped.ts';
import { experimentFor } from '../evaluation/evaluation.ts';
import { firstRate } from '../evaluation/threshold.ts';
import type { ExperimentStage } from '../experiment/experiment.ts';
import { asProblem } from '../problem.ts';
import { isTraining, type TrainingStage } from '../training/training.ts';
import type { CameraSession } from './camera/camera-stage.ts';
import type { SessionTools } from './camera/session.ts';
import { createCorrecting, noCorrections, type Correcting } from './correcting.ts';
import type { InspectionBasis, InspectProblem, InspectStage, InspectState } from './inspect-stage.ts';
import { createTiling, type Tiling } from './tiles/tiling.ts';
import { noTiles } from './tiles/tiles-stage.ts';
import { useOf } from './unlabelled-use.ts';

const nothing = {
  status: 'idle',
  bankDone: 0,
  bankTotal: 0,
  chosen: 0,
  basis: undefined,
  opened: undefined,
  items: [],
  fileProblems: [],
  reviews: new Map<number, never>(),
  corrections: noCorrections,
  nextId: 0,
  problem: undefined,
} as const;

interface InspectOptions {
  readonly data: DataClient;
  readonly lab: LabClient;
  readonly dataset: DatasetStage;
  readonly experiment: ExperimentStage;
  readonly training: TrainingStage;
}

/** Not on the first load. */
const judging = () => import('./judging.ts');

interface Ground {
  readonly dataset: Dataset;
  readonly experiment: Experiment;
  /** Changes where the network does. */
  readonly network: unknown;
}

/** What judges now, or why nothing can. */
function groundOf({ dataset, experiment, training }: InspectOptions): Result<Ground, InspectProblem> {
  const open = dataset.store.getState().dataset;
  const wanted = experiment.store.getState().experiment;
  const state = training.store.getState();
  if (open === undefined) return failure({ kind: 'no-normal-images' });
  if (!needsTraining(wanted)) {
    const network = usesIncludedBackbone(wanted) ? undefined : state.steps;
    return success({ dataset: open, experiment: wanted, network });
  }
  if (isTraining(state)) return failure({ kind: 'still-training' });
  const { dataset: learntFrom, experiment: trained, steps } = state;
  if (learntFrom === undefined || trained === undefined || steps.length === 0 || state.status === 'failed')
    return failure({ kind: 'not-trained' });
  if (learntFrom.fingerprint !== open.fingerprint)
    return failure({ kind: 'dataset-changed', trainedOn: learntFrom.name, open: open.name });
  return success({ dataset: open, experiment: experimentFor(trained, wanted), network: state.steps });
}

const isLoading = ({ store }: DatasetStage) => {
  const { dataset, status } = store.getState();
  return dataset === undefined && status === 'loading';
};

/** Images may be dropped before the first normal ones are there. */
function whenLoaded(dataset: DatasetStage): Promise<void> {
  return new Promise((resolve) => {
    const end = dataset.store.subscribe(() => {
      if (isLoading(dataset)) return;
      end();
      resolve();
    });
  });
}

interface Work {
  /** Fits the detector, unless it is fitted, and judges the files. */
  readonly run: (files: readonly SourceFile[], isOver: () => boolean) => Promise<void>;
  readonly fail: (problem: InspectProblem) => void;
  readonly save: (isOver: () => boolean) => Promise<Uint8Array<ArrayBuffer> | undefined>;
  readonly open: (file: File, isOver: () => boolean) => Promise<void>;
  readonly currentUse: () => UnlabelledUse;
  readonly isReady: (isOver: () => boolean) => Promise<boolean>;
}

/** They are called apart from those that were judged before. */
function begin(store: StoreApi<InspectState>, files: readonly SourceFile[]): SourceFile[] {
  const { items, fileProblems } = store.getState();
  const taken = new Set([...items, ...fileProblems].map(({ path }) => path));
  store.setState((state) => ({
    status: 'judging',
    problem: undefined,
    chosen: state.chosen + files.length,
  }));
  return withUniquePaths(files, taken);
}

interface Making {
  readonly store: StoreApi<InspectState>;
  readonly options: InspectOptions;
  readonly tiling: () => Tiling;
}

function createWork({ store, options, tiling }: Making): Work {
  const { data, lab, dataset } = options;
  /** What the fitted detector was made from. */
  let fitted: Ground | undefined;
  const isFitted = (ground: Ground) =>
    fitted !== undefined &&
    store.getState().basis !== undefined &&
    fitted.dataset.fingerprint === ground.dataset.fingerprint &&
    fitted.network === ground.network &&
    JSON.stringify(fitted.experiment) === JSON.stringify(ground.experiment);

  function fail(problem: InspectProblem): void {
    if (problem.kind === 'detector-changed') {
      fitted = undefined;
      tiling().forget();
      store.setState({ opened: undefined });
    }
    store.setState({ status: 'failed', problem });
  }

  /** `undefined` where it ended without one. */
  async function fit(ground: Ground, isOver: () => boolean): Promise<InspectionBasis | undefined> {
    fitted = undefined;
    store.setState({ ...nothing, status: 'fitting' });
    const { fitDetector } = await judging();
    const found = await fitDetector({ store, lab }, ground.dataset, ground.experiment);
    if (isOver()) return undefined;
    if (!found.ok) {
      fail(found.problem);
      return undefined;
    }
    if (found.value === undefined) {
      store.setState({ status: 'stopped' }); // other work was asked for
      return undefined;
    }
    fitted = ground;
    store.setState({ basis: found.value });
    return found.value;
  }

  /** Whether there is a detector now: that of a file, or one that is fitted here. */
  async function isReady(isOver: () => boolean): Promise<boolean> {
    if (store.getState().opened !== undefined) return true;
    if (isLoading(dataset)) {
      store.setState({ ...nothing, status: 'fitting' });
      await whenLoaded(dataset);
      if (isOver()) return false;
    }
    const found = groundOf(options);
    if (found.ok) return isFitted(found.value) || (await fit(found.value, isOver)) !== undefined;
    fail(found.problem);
    return false;
  }

  const isTiled = () => store.getState().tiles.isOn;

  /** How images are made ready: as those that the detector was fitted on. */
  const currentUse = () =>
    (isTiled() ? tiling().use() : undefined) ?? useOf(dataset.store.getState(), store.getState().opened);

  async function save(isOver: () => boolean): Promise<Uint8Array<ArrayBuffer> | undefined> {
    if (isTiled()) {
      fail({ kind: 'not-saved', why: 'tiles' });
      return undefined;
    }
    if (!(await isReady(isOver)) || isOver()) return undefined;
    return (await judging()).saveFitted({ store, lab, fail, isOver }, currentUse());
  }

  async function open(file: File, isOver: () => boolean): Promise<void> {
    await (await judging()).openFile({ store, lab, fail, isOver }, file, nothing);
  }

  /** Judges the files one way or the other; `undefined` where nothing can. */
  async function judgeAll(
    files: () => readonly SourceFile[],
    isOver: () => boolean,
  ): Promise<Result<void, InspectProblem> | undefined> {
    const tools = { store, data, lab, isOver };
    if (isTiled()) return tiling().judge(files, isOver);
    if (!(await isReady(isOver)) || isOver()) return undefined;
    const { judgeFiles } = await judging();
    return judgeFiles(tools, files(), currentUse());
  }

  async function work(files: readonly SourceFile[], isOver: () => boolean): Promise<void> {
    const judged = await judgeAll(() => begin(store, files), isOver);
    if (judged === undefined || isOver()) return;
    if (judged.ok) store.setState({ status: 'done' });
    else fail(judged.problem);
  }

  return { run: work, fail, save, open, currentUse, isReady };
}

interface CameraTools extends Omit<SessionTools, 'ready'> {
  /** Fits the current detector, unless it is fitted. */
  readonly isReady: () => Promise<boolean>;
}

/** A camera judges frame after frame, and makes way for files. */
function cameraOpener({ isReady, ...tools }: CameraTools): InspectStage['openCamera'] {
  const { inspect } = tools;
  const isBusy = () => ['fitting', 'judging'].includes(inspect.getState().status);
  async function ready(): Promise<'ready' | 'busy' | 'failed'> {
    if (isBusy()) return 'busy';
    if (!(await isReady())) return 'failed';
    if (isBusy()) inspect.setState(({ items }) => ({ status: items.length > 0 ? 'done' : 'idle' }));
    return 'ready';
  }
  let camera: Promise<CameraSession> | undefined;
  return () => {
    camera ??= import('./camera/session.ts').then(({ createCameraSession }) =>
      createCameraSession({ ...tools, ready }),
    );
    return camera;
  };
}

/** What the user says of the verdicts: how many false alarms may come, and which images are what. */
function sayingsOf(
  store: StoreApi<InspectState>,
  correcting: Correcting,
): Pick<
  InspectStage,
  'setRate' | 'setCosts' | 'review' | 'setLearning' | 'undoCorrection' | 'setLearningDefects' | 'nameDefect'
> {
  return {
    setLearning(learns) {
      store.setState({ learns });
    },
    undoCorrection: correcting.undo,
    setLearningDefects: correcting.setLearningDefects,
    nameDefect: correcting.nameDefect,
    setRate(falseAlarmRate) {
      if (falseAlarmRate > 0 && falseAlarmRate < 1) store.setState({ falseAlarmRate, alarmCosts: undefined });
    },
    setCosts(alarmCosts) {
      if (alarmCosts === undefined) store.setState({ alarmCosts });
      else store.setState({ alarmCosts, falseAlarmRate: cautiousRate(alarmCosts) });
    },
    review(id, review) {
      const reviews = new Map(store.getState().reviews);
      if (review === undefined) reviews.delete(id);
      else reviews.set(id, review);
      store.setState({ reviews });
      correcting.follow(id, review);
    },
  };
}

/** A frame is judged as a whole. */
function cameraReady(
  { store, isReady, fail }: { readonly store: StoreApi<InspectState> } & Pick<Work, 'isReady' | 'fail'>,
  isOver: () => boolean,
): Promise<boolean> {
  if (!store.getState().tiles.isOn) return isReady(isOver);
  fail({ kind: 'tiles', why: 'camera' });
  return Promise.resolve(false);
}

function tilingOf(
  { data, lab, experiment, dataset }: InspectOptions,
  tools: Pick<Parameters<typeof createTiling>[0], 'store' | 'fail' | 'stop' | 'during'>,
): Tiling {
  return createTiling({
    ...{ data, lab, ...tools, empty: nothing },
    experiment: () => experiment.store.getState().experiment,
    use: () => useOf(dataset.store.getState()),
  });
}

/** Whether there was any. */
function endWork(store: StoreApi<InspectState>, { data, lab }: InspectOptions): boolean {
  const { status, tiles } = store.getState();
  if (status !== 'fitting' && status !== 'judging') return false;
  const end = status === 'fitting' ? lab.stop() : data.closeUnlabelled();
  end.catch(() => undefined); // a thread that has died has nothing to stop
  if (tiles.isOn) data.closePhotos().catch(() => undefined);
  store.setState({ status: 'stopped', tiles: { ...tiles, progress: undefined } });
  return true;
}

export function createInspectStage(options: InspectOptions): InspectStage {
  const { data, lab } = options;
  const store = createStore<InspectState>(() => ({
    ...nothing,
    learns: true,
    falseAlarmRate: firstRate,
    alarmCosts: undefined,
    tiles: noTiles,
  }));
  const making = { store, options, tiling: (): Tiling => tiling };
  const { run, fail, save, open, currentUse, isReady } = createWork(making);
  const correcting = createCorrecting({
    ...{ store, data, lab, fail, use: currentUse },
    detector: () => store.getState().basis?.normals, // a correction changes the limits alone
  });
  /** Number of the newest piece of work. */
  let newest = 0;

  function stop(): void {
    if (endWork(store, options)) newest++;
  }

  /** One piece of work; what it throws becomes a problem. */
  async function during<Value>(work: (isOver: () => boolean) => Promise<Value>): Promise<Value | undefined> {
    const mine = ++newest;
    const isOver = () => mine !== newest;
    try {
      return await work(isOver);
    } catch (error) {
      if (!isOver()) fail(asProblem(error));
      return undefined;
    }
  }

  const tiling = tilingOf(options, { store, fail, stop, during });

  return {
    store,
    stop,
    tiles: tiling,
    openCamera: cameraOpener({
      ...options,
      inspect: store,
      fail,
      currentUse,
      isReady: async () => (await during((isOver) => cameraReady({ store, isReady, fail }, isOver))) === true,
    }),
    async judge(files, unread = []) {
      if (files.length === 0 && unread.length === 0) return;
      stop();
      await during(async (isOver) => {
        try {
          await run(files, isOver);
        } finally {
          if (!isOver() && unread.length > 0)
            store.setState((state) => ({ fileProblems: [...state.fileProblems, ...unread] }));
        }
      });
    },
    clear() {
      stop();
      const { basis, opened, corrections, nextId } = store.getState();
      store.setState({ ...nothing, basis, opened, corrections: { ...corrections, outdated: [] }, nextId });
    },
    async saveDetector() {
      stop();
      return during(save);
    },
    async openDetector(file) {
      stop();
      if (store.getState().tiles.isOn) tiling.setOn(false);
      await during((isOver) => open(file, isOver));
    },
    closeDetector() {
      stop();
      store.setState(nothing);
    },
    ...sayingsOf(store, correcting),
    async readAgain({ source }) {
      if (source === undefined) return undefined;
      const read = await data.readUnlabelled(source, currentUse()).catch(() => undefined);
      return read?.ok === true ? read.value.image : undefined;
    },
  };
}
