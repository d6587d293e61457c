/** The page's side of the lab worker, which trains and evaluates. */
import { transfer, type Remote } from 'comlink';
import { isHeld, summaryOf, type Dataset, type DatasetItem } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { SavedDetector } from '../../core/inspect/passport.ts';
import { needsTraining } from '../../core/experiment/relevance.ts';
import { failure, success, type Result } from '../../core/result.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { LiveDepth, LiveEnd } from '../../core/run/live.ts';
import type { PseudoComparison } from '../../core/run/pseudo-comparison.ts';
import type { DirtyOutcome } from '../../core/stress/planting.ts';
import { createWorkerHandle, type Thread } from './client-call.ts';
import { createEventDrain, type EventDrain, type Report } from './client-drain.ts';
import { createWeightsKeeper, type WeightsKeeper } from './client-weights.ts';
import type { DataApi } from './contract-data.ts';
import type {
  BegunInspection,
  CorrectedPart,
  DetectorWanted,
  EvaluationEnd,
  JudgedPart,
  LabApi,
  OpenedDetector,
  RejudgedPart,
  StressEnd,
  StressRequest,
  TrainingEnd,
  WantedTeaching,
} from './contract-lab.ts';

/** `not-trained` also where the thread that held the network has died since. */
type Scored<Value> = Promise<Result<Value, RunProblem | { readonly kind: 'not-trained' }>>;

/** Calls that are passed on as they are. */
type Direct =
  | 'describeDevice'
  | 'estimate'
  | 'readWeights'
  | 'exportModel'
  | 'showBatch'
  | 'openRun'
  | 'openModel'
  | 'chooseNetwork'
  | 'changeRate'
  | 'pause'
  | 'resume'
  | 'step'
  | 'stop'
  | 'findObject'
  | 'journal';

/** The lab as the page calls it; see `LabApi` for what each call does. */
export interface LabClient extends Pick<LabApi, Direct> {
  /** Copies the dataset over in parts; one that is there already is not sent again. */
  load(dataset: Dataset): Promise<void>;
  train(experiment: Experiment, report: Report): Promise<Result<TrainingEnd, RunProblem>>;
  trainOn(
    steps: number,
    factor: number | undefined,
    report: Report,
  ): Promise<Result<TrainingEnd, RunProblem>>;
  /** By the current network; by the same before its first step where `isUntrained`. */
  evaluate(experiment: Experiment, report: Report, isUntrained?: boolean): Scored<EvaluationEnd>;
  beginInspection(
    experiment: Experiment,
    report: Report,
    tiles?: readonly RgbImage[],
  ): Scored<BegunInspection | undefined>;
  judge(images: readonly RgbImage[], ids?: readonly number[]): Scored<JudgedPart>;
  correct(wanted: WantedTeaching): Scored<CorrectedPart>;
  rejudge(ids: readonly number[]): Scored<RejudgedPart>;
  saveDetector(wanted: DetectorWanted): Scored<SavedDetector | undefined>;
  openDetector(file: Blob): Scored<OpenedDetector | undefined>;
  stress(experiment: Experiment, request: StressRequest, report: Report): Scored<StressEnd | undefined>;
  trainDirty(experiment: Experiment, share: number, report: Report): Scored<DirtyOutcome | undefined>;
  live(
    experiment: Experiment,
    depth: LiveDepth,
    report: Report,
  ): Promise<Result<LiveEnd | undefined, RunProblem>>;
  /** Ends the thread with its network, device and images; the next call starts another. Not while a call is in progress. */
  end(): void;
  /** Pseudo-anomalies beside real defects; `undefined` if there is no defective test image, or it was stopped. */
  comparePseudoAnomalies(): Scored<PseudoComparison | undefined>;
}

/** Images sent in one message: about 3 MB at 256 px, some milliseconds of copying. */
const partSize = 16;

/** Reads images of a stored dataset, where the lab itself cannot. */
type LookAtStored = DataApi['lookAtStored'];

/** @throws if images are not there any more. */
async function readPart(
  { items, storedAt }: Dataset,
  first: number,
  look: LookAtStored,
): Promise<DatasetItem[]> {
  const part = items.slice(first, first + partSize);
  const paths = part.map(({ path }) => path);
  const read = storedAt === undefined ? part.filter(isHeld) : await look({ ...storedAt, paths });
  if (read?.length !== part.length)
    throw new Error(`The pixels of ${paths.join(', ')} are not here any more.`);
  return [...read];
}

async function sendDataset(api: Remote<LabApi>, dataset: Dataset, look: LookAtStored): Promise<void> {
  const { items, storedAt } = dataset;
  const summary = summaryOf(dataset);
  const paths = items.map(({ path }) => path);
  if (storedAt !== undefined && (await api.openStored(summary, storedAt, paths))) return;
  await api.beginDataset(summary);
  for (let first = 0; first < items.length; first += partSize) {
    await api.addItems(await readPart(dataset, first, look));
  }
}

/** Sends a dataset once to each thread. */
function createDatasetSender(look: LookAtStored) {
  let loaded: string | undefined;
  return {
    async send(api: Remote<LabApi>, dataset: Dataset): Promise<void> {
      if (loaded === dataset.fingerprint) return;
      loaded = undefined;
      await sendDataset(api, dataset, look);
      loaded = dataset.fingerprint;
    },
    forget() {
      loaded = undefined;
    },
  };
}

const ignore: Report = () => undefined;

/** What acts on the current work. */
function controlsOf(
  call: <Value>(use: (api: Remote<LabApi>) => Promise<Value>) => Promise<Value>,
): Pick<LabClient, 'changeRate' | 'pause' | 'resume' | 'step' | 'stop'> {
  return {
    changeRate: (factor) => call((api) => api.changeRate(factor)),
    pause: () => call((api) => api.pause()),
    resume: () => call((api) => api.resume()),
    step: () => call((api) => api.step()),
    stop: () => call((api) => api.stop()),
  };
}

interface ScoringTools {
  readonly call: <Value>(use: (api: Remote<LabApi>) => Promise<Value>) => Promise<Value>;
  readonly drain: EventDrain;
  readonly weights: WeightsKeeper;
  readonly hasNetwork: () => boolean;
}

/** What scores images. A thread whose GPU is lost meanwhile is kept: it holds the network, and opens another device for the next call. */
function scoringOf({
  call,
  drain,
  weights,
  hasNetwork,
}: ScoringTools): Pick<
  LabClient,
  | 'evaluate'
  | 'beginInspection'
  | 'judge'
  | 'correct'
  | 'rejudge'
  | 'saveDetector'
  | 'openDetector'
  | 'stress'
  | 'trainDirty'
  | 'comparePseudoAnomalies'
> {
  const scored = <Value>(
    use: (api: Remote<LabApi>) => Promise<Result<Value, RunProblem>>,
    report: Report,
  ): Scored<Value> =>
    call(async (api): Scored<Value> => {
      if (!hasNetwork()) return failure({ kind: 'not-trained' });
      return drain.during(() => use(api), report);
    });
  /** The same with a detector that may need no network. Weights go first: events are heard in the order of the calls. */
  const scoredBy = <Value>(
    experiment: Experiment,
    use: (api: Remote<LabApi>) => Promise<Result<Value, RunProblem>>,
    report: Report,
  ): Scored<Value> =>
    needsTraining(experiment)
      ? scored(use, report)
      : call(async (api) => {
          await weights.ensure(api, experiment.width);
          return drain.during(() => use(api), report);
        });
  return {
    evaluate: (experiment, report, isUntrained) =>
      scoredBy(experiment, async (api) => api.evaluate(experiment, isUntrained), report),
    beginInspection: (experiment, report, tiles) =>
      scoredBy(experiment, async (api) => api.beginInspection(experiment, tiles), report),
    judge: (images, ids) => call((api) => drain.during(async () => api.judge(images, ids), ignore)),
    correct: (wanted) => call((api) => drain.during(async () => api.correct(wanted), ignore)),
    rejudge: (ids) => call((api) => drain.during(async () => api.rejudge(ids), ignore)),
    saveDetector: (wanted) => call((api) => drain.during(async () => api.saveDetector(wanted), ignore)),
    openDetector: (file) => call((api) => drain.during(async () => api.openDetector(file), ignore)),
    stress: (experiment, request, report) =>
      scoredBy(experiment, async (api) => api.stress(experiment, request), report),
    trainDirty: (experiment, share, report) =>
      scoredBy(experiment, async (api) => api.trainDirty(experiment, share), report),
    comparePseudoAnomalies: () => scored(async (api) => api.comparePseudoAnomalies(), ignore),
  };
}

const spawnLab = () =>
  new Worker(new URL('../lab/lab.worker.ts', import.meta.url), { type: 'module', name: 'lab' });

/** `look` reads images that the lab cannot read by itself. */
export function createLabClient(look: LookAtStored, spawn: () => Thread = spawnLab): LabClient {
  const drain = createEventDrain();
  /** What the current thread holds is lost with it. */
  const datasets = createDatasetSender(look);
  const weights = createWeightsKeeper();
  let hasNetwork = false;
  const worker = createWorkerHandle<LabApi>(spawn, async (api) => {
    datasets.forget();
    weights.forget();
    hasNetwork = false;
    const port = drain.open();
    await api.connect(transfer(port, [port]));
  });
  const call = <Value>(use: (api: Remote<LabApi>) => Promise<Value>) => worker.call(use);
  /** A call whose events are heard until its end. */
  const during = <Value>(use: (api: Remote<LabApi>) => Promise<Value>, report: Report): Promise<Value> =>
    call((api) => drain.during(() => use(api), report));
  /** A thread whose GPU is lost for good is left; the next call gets a fresh one with a fresh device. */
  function replaceIfLost<Outcome extends Result<unknown, { readonly kind: string }>>(
    outcome: Outcome,
  ): Outcome {
    if (!outcome.ok && outcome.problem.kind === 'device-lost') worker.end();
    return outcome;
  }
  const scoring = scoringOf({ call, drain, weights, hasNetwork: () => hasNetwork });

  return {
    describeDevice: () => call((api) => api.describeDevice()),
    load: (dataset) => call((api) => datasets.send(api, dataset)),
    readWeights: (blob, name, width) => call((api) => weights.read(api, { blob, name }, width)),
    exportModel: (format) => call((api) => api.exportModel(format)),
    showBatch: (step) => call((api) => api.showBatch(step)),
    estimate: (experiment) => during(async (api) => api.estimate(experiment), ignore),

    train: async (experiment, report) =>
      replaceIfLost(
        await call(async (api) => {
          await weights.ensure(api, experiment.width);
          hasNetwork = true;
          return drain.during(async () => api.train(experiment), report);
        }),
      ),
    trainOn: async (steps, factor, report) =>
      replaceIfLost(await during(async (api) => api.trainOn(steps, factor), report)),
    async openRun(id) {
      const opened = replaceIfLost(await during(async (api) => api.openRun(id), ignore));
      if (!opened.ok) return opened;
      if (opened.value !== undefined) hasNetwork = true;
      return success(opened.value);
    },
    async openModel(file, experiment, events) {
      const opened = await during(async (api) => api.openModel(file, experiment, events), ignore);
      if (opened.ok && opened.value.ok) hasNetwork = true;
      return opened;
    },
    chooseNetwork: (wanted) => during(async (api) => api.chooseNetwork(wanted), ignore),
    ...controlsOf(call),

    ...scoring,
    live: (experiment, depth, report) => during(async (api) => api.live(experiment, depth), report),
    findObject: (images) => during(async (api) => api.findObject(images), ignore),
    journal: () => call((api) => api.journal()),
    end() {
      worker.end();
    },
  };
}
