/** The page's side of the three workers. Each is started by its first call; the lab, which holds tfjs, the latest. */
import { proxy, transfer, type Remote } from 'comlink';
import type { Dataset } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import type { Result } from '../core/result.ts';
import type { DeviceReport, RunProblem } from '../core/run/events.ts';
import { createWorkerHandle } from './client-call.ts';
import { createEventDrain } from './client-drain.ts';
import type {
  DataApi,
  EvaluationEnd,
  Gallery,
  GalleryRequest,
  ImportOutcome,
  ImportProblem,
  ImportProgress,
  ImportRequest,
  LabApi,
  LabEvent,
  SampleName,
  StudioApi,
  TrainingEnd,
} from './contract.ts';

export interface DataClient {
  drawSample(name: SampleName, report: (progress: ImportProgress) => void): Promise<Dataset>;
  importCategory(
    request: ImportRequest,
    report: (progress: ImportProgress) => void,
  ): Promise<Result<ImportOutcome, ImportProblem>>;
  cancel(): Promise<void>;
}

export interface StudioClient {
  load(images: readonly RgbImage[]): Promise<void>;
  makeGallery(request: GalleryRequest): Promise<Gallery | undefined>;
}

export interface LabClient {
  describeDevice(): Promise<DeviceReport>;
  /** Copies the dataset over in parts; one that is there already is not sent again. */
  load(dataset: Dataset): Promise<void>;
  train(experiment: Experiment, report: (event: LabEvent) => void): Promise<Result<TrainingEnd, RunProblem>>;
  evaluate(
    experiment: Experiment,
    report: (event: LabEvent) => void,
  ): Promise<Result<EvaluationEnd, RunProblem>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface Clients {
  readonly data: DataClient;
  readonly studio: StudioClient;
  readonly lab: LabClient;
}

export function createDataClient(): DataClient {
  const worker = createWorkerHandle<DataApi>(
    () => new Worker(new URL('./data.worker.ts', import.meta.url), { type: 'module', name: 'data' }),
  );
  return {
    drawSample: (name, report) => worker.call((api) => api.drawSample(name, proxy(report))),
    importCategory: (request, report) =>
      worker.call(async (api) => api.importCategory(request, proxy(report))),
    cancel: () => worker.call((api) => api.cancel()),
  };
}

export function createStudioClient(): StudioClient {
  const worker = createWorkerHandle<StudioApi>(
    () => new Worker(new URL('./studio.worker.ts', import.meta.url), { type: 'module', name: 'studio' }),
  );
  return {
    load: (images) =>
      worker.call((api) => {
        const copies = images.map((image) => ({ ...image, data: image.data.slice() }));
        const buffers = copies.map((copy) => copy.data.buffer);
        return api.load(transfer(copies, buffers));
      }),
    makeGallery: (request) => worker.call((api) => api.makeGallery(request)),
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

export function createLabClient(): LabClient {
  const drain = createEventDrain();
  let loaded: string | undefined;
  const worker = createWorkerHandle<LabApi>(
    () => new Worker(new URL('./lab.worker.ts', import.meta.url), { type: 'module', name: 'lab' }),
    async (api) => {
      loaded = undefined;
      const port = drain.open();
      await api.connect(transfer(port, [port]));
    },
  );
  return {
    describeDevice: () => worker.call((api) => api.describeDevice()),
    load: (dataset) =>
      worker.call(async (api) => {
        if (loaded === dataset.fingerprint) return;
        loaded = undefined;
        await sendDataset(api, dataset);
        loaded = dataset.fingerprint;
      }),
    train: (experiment, report) =>
      worker.call((api) => drain.during(async () => api.train(experiment), report)),
    evaluate: (experiment, report) =>
      worker.call((api) => drain.during(async () => api.evaluate(experiment), report)),
    pause: () => worker.call((api) => api.pause()),
    resume: () => worker.call((api) => api.resume()),
    stop: () => worker.call((api) => api.stop()),
  };
}
