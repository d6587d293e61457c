/** The page's side of the three workers. Each is started by its first call; the lab, which holds tfjs, the latest. */
import { proxy, transfer, type Remote } from 'comlink';
import type { Dataset } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { Result } from '../../core/result.ts';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../../core/run/weights.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type { DeviceReport, RunProblem, ShownBatch } from '../../core/run/events.ts';
import { createWorkerHandle, type Thread } from './client-call.ts';
import { createEventDrain, type Report } from './client-drain.ts';
import { createScoringClient, type ScoringClient } from './client-scoring.ts';
import { createWeightsKeeper } from './client-weights.ts';
import type { StudioClient } from './client-studio.ts';
import { createTrainingClient, type TrainingClient } from './client-training.ts';
import type { DataApi } from './contract-data.ts';
import type { LabApi } from './contract-lab.ts';

/** What the data worker offers, as the page calls it. */
export type DataClient = DataApi;

export interface LabClient extends ScoringClient, TrainingClient {
  describeDevice(): Promise<DeviceReport>;
  /** Copies the dataset over in parts; one that is there already is not sent again. */
  load(dataset: Dataset): Promise<void>;
  /** What training would cost, measured. */
  estimate(experiment: Experiment): Promise<Result<CostEstimate, RunProblem>>;
  /** The file is read again by a thread that takes the place of a dead one. */
  readWeights(
    file: Blob,
    name: string,
    width: Experiment['width'],
  ): Promise<Result<WeightsReport, WeightsRefusal>>;
  exportModel(format: ModelFormat): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** The batch of a step of the network at hand, as pictures. */
  showBatch(step: number): Promise<ShownBatch | undefined>;
}

export interface Clients {
  readonly data: DataClient;
  readonly studio: StudioClient;
  readonly lab: LabClient;
}

export function createDataClient(
  spawn: () => Thread = () =>
    new Worker(new URL('../data/data.worker.ts', import.meta.url), { type: 'module', name: 'data' }),
): DataClient {
  const worker = createWorkerHandle<DataApi>(spawn);
  return {
    drawSample: (name, report) => worker.call((api) => api.drawSample(name, proxy(report))),
    inspect: (sources, report) => worker.call(async (api) => api.inspect(sources, proxy(report))),
    wantCategory: (name) => worker.call((api) => api.wantCategory(name)),
    importCategory: (request, report) =>
      worker.call(async (api) => api.importCategory(request, proxy(report))),
    listStored: () => worker.call((api) => api.listStored()),
    openStored: (id, use, report) => worker.call(async (api) => api.openStored(id, use, proxy(report))),
    removeStored: (id) => worker.call((api) => api.removeStored(id)),
    previewImage: (request) => worker.call((api) => api.previewImage(request)),
    exportStored: (id, what) => worker.call((api) => api.exportStored(id, what)),
    listRuns: () => worker.call((api) => api.listRuns()),
    removeRun: (id, savedAt) => worker.call((api) => api.removeRun(id, savedAt)),
    cancel: () => worker.call((api) => api.cancel()),
    cancelInspection: () => worker.call((api) => api.cancelInspection()),
  };
}

/** Images sent in one message: about 3 MB at 256 px, some milliseconds of copying. */
const partSize = 16;

async function sendDataset(
  api: Remote<LabApi>,
  { items, name, fingerprint, counts }: Dataset,
): Promise<void> {
  await api.beginDataset({ name, fingerprint, counts });
  for (let first = 0; first < items.length; first += partSize) {
    await api.addItems(items.slice(first, first + partSize));
  }
}

/** Sends a dataset once to each thread. */
function createDatasetSender() {
  let loaded: string | undefined;
  return {
    async send(api: Remote<LabApi>, dataset: Dataset): Promise<void> {
      if (loaded === dataset.fingerprint) return;
      loaded = undefined;
      await sendDataset(api, dataset);
      loaded = dataset.fingerprint;
    },
    forget() {
      loaded = undefined;
    },
  };
}

const ignore: Report = () => undefined;

export function createLabClient(
  spawn: () => Thread = () =>
    new Worker(new URL('../lab/lab.worker.ts', import.meta.url), { type: 'module', name: 'lab' }),
): LabClient {
  const drain = createEventDrain();
  /** What the thread of now holds; all is lost with it. */
  const datasets = createDatasetSender();
  const thread = { hasNetwork: false };
  const weights = createWeightsKeeper();
  const worker = createWorkerHandle<LabApi>(spawn, async (api) => {
    datasets.forget();
    thread.hasNetwork = false;
    weights.forget();
    const port = drain.open();
    await api.connect(transfer(port, [port]));
  });
  /** A training that could not go on after several losses leaves its thread; the next call gets a fresh one with a fresh device. */
  function replaceIfLost<Outcome extends Result<unknown, { readonly kind: string }>>(
    outcome: Outcome,
  ): Outcome {
    if (!outcome.ok && outcome.problem.kind === 'device-lost') worker.end();
    return outcome;
  }
  const during = <Value>(use: (api: Remote<LabApi>) => Promise<Value>, report: Report): Promise<Value> =>
    worker.call((api) => drain.during(() => use(api), report));
  const training = createTrainingClient({
    call: (use) => worker.call(use),
    during,
    replaceIfLost,
    weights,
    thread,
  });
  const scoring = createScoringClient({
    call: (use) => worker.call(use),
    drain,
    hasNetwork: () => thread.hasNetwork,
  });
  return {
    describeDevice: () => worker.call((api) => api.describeDevice()),
    load: (dataset) => worker.call((api) => datasets.send(api, dataset)),
    readWeights: (blob, name, width) => worker.call((api) => weights.read(api, { blob, name }, width)),
    exportModel: (format) => worker.call((api) => api.exportModel(format)),
    showBatch: (step) => worker.call((api) => api.showBatch(step)),
    estimate: (experiment) => during(async (api) => api.estimate(experiment), ignore),
    ...scoring,
    ...training,
  };
}
