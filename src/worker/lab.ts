/** The engine behind the contract: one dataset, one network, one piece of work at a time. */
import type { DatasetItem, DatasetSummary } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { RgbImage } from '../core/image/image.ts';
import { resizeArea } from '../core/image/resize.ts';
import { failure, success, type Result } from '../core/result.ts';
import type { BackendName, RunProblem } from '../core/run/events.ts';
import { openDevice, type Device } from '../engine/device.ts';
import { estimateCost } from '../engine/training/estimate.ts';
import { compareFakes } from '../engine/evaluation/compare-fakes.ts';
import { runEvaluation } from '../engine/evaluation/evaluate.ts';
import { createControl, type ControlHandle } from '../engine/training/control.ts';
import { createTrainer } from '../engine/training/create-trainer.ts';
import { trainThroughLosses } from '../engine/training/recover.ts';
import { showBatch } from '../engine/training/show-batch.ts';
import type { Trainer } from '../engine/training/trainer.ts';
import type { Calibrated } from '../engine/weights/calibrate.ts';
import { startFrom } from '../engine/weights/start-weights.ts';
import type { LabApi, LabEvent, LabMessage } from './contract.ts';
import { takeWeights, writeModel, type TakenWeights } from './lab-weights.ts';
import { pause } from './pause.ts';
import { createThinner } from './thinner.ts';

export interface LabOptions {
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
  /** Forces a backend, for tests. */
  readonly backend?: BackendName;
}

interface Network {
  readonly experiment: Experiment;
  readonly trainer: Trainer;
  readonly items: readonly DatasetItem[];
  /** Normal training images at the working size. */
  readonly images: readonly RgbImage[];
}

interface LabState {
  device: Promise<Device> | undefined;
  readonly openDevice: () => Promise<Device>;
  port: MessagePort | undefined;
  summary: DatasetSummary | undefined;
  items: DatasetItem[];
  network: Network | undefined;
  weights: TakenWeights | undefined;
  control: ControlHandle | undefined;
  calls: number;
}

/** Whatever was thrown, as data. */
function asProblem(error: unknown): RunProblem {
  const detail = error instanceof Error ? error.message : String(error);
  return /memory|allocat/i.test(detail) ? { kind: 'out-of-memory', detail } : { kind: 'unexpected', detail };
}

type Work<Value> = (
  report: (event: LabEvent) => void,
  control: ControlHandle,
) => Promise<Result<Value, RunProblem>>;

/** Runs one piece of work: its events go out thinned, then `end`, then the reply. */
async function perform<Value>(
  state: LabState,
  now: () => number,
  work: Work<Value>,
): Promise<Result<Value, RunProblem>> {
  if (state.control !== undefined) throw new Error('Another run is still going; stop it first.');
  const control = createControl(pause);
  state.control = control;
  const thinner = createThinner((message: LabMessage) => state.port?.postMessage(message), now);
  try {
    const outcome = await work(thinner.add, control);
    if (!outcome.ok) thinner.add({ type: 'failed', problem: outcome.problem });
    return outcome;
  } catch (error) {
    const problem = asProblem(error);
    thinner.add({ type: 'failed', problem });
    return failure(problem);
  } finally {
    thinner.flush();
    state.port?.postMessage({ type: 'end', call: state.calls++ } satisfies LabMessage);
    state.control = undefined;
  }
}

function normalImages(items: readonly DatasetItem[], side: number): RgbImage[] {
  return items.filter((item) => item.split === 'train').map((item) => resizeArea(item.image, side, side));
}

/** Undefined for fresh ones. */
async function firstWeights(
  { weights }: LabState,
  experiment: Experiment,
  images: readonly RgbImage[],
): Promise<Result<Calibrated | undefined, RunProblem>> {
  if (experiment.start === 'scratch') return success(undefined);
  if (weights === undefined) return failure({ kind: 'no-weights' });
  return success(await startFrom(weights.tensors, experiment, images));
}

async function reopenDevice(state: LabState): Promise<Device> {
  state.device = state.openDevice();
  return state.device;
}

/** A fresh network trained on the dataset at hand; it replaces the last one. */
function trainingWork(state: LabState, device: Device, experiment: Experiment, now: () => number) {
  return async (report: (event: LabEvent) => void, control: ControlHandle) => {
    const { summary, items } = state;
    if (summary === undefined) return failure<RunProblem>({ kind: 'no-normal-images' });
    report({ type: 'started', experiment, dataset: summary, device: device.report });
    const images = normalImages(items, experiment.imageSize);
    const start = await firstWeights(state, experiment, images);
    if (!start.ok) return start;
    state.network?.trainer.dispose();
    const trainer = createTrainer(experiment, device, start.value);
    state.network = { experiment, trainer, items, images };
    const reopen = async () => {
      state.network?.trainer.dispose();
      const reopened = await reopenDevice(state);
      const replaced = createTrainer(experiment, reopened, start.value);
      state.network = { experiment, trainer: replaced, items, images };
      return { device: reopened, trainer: replaced };
    };
    return trainThroughLosses({ experiment, images, items, trainer, device, control, now, report, reopen });
  };
}

/** Scores with the trained network, on the dataset it was trained on; else with a fresh one that is not kept. */
function evaluationWork(state: LabState, device: Device, experiment: Experiment, now: () => number) {
  return async (report: (event: LabEvent) => void, control: ControlHandle) => {
    const { trainer, items } = state.network ?? {
      trainer: createTrainer(experiment, device),
      items: state.items,
    };
    const outcome = await runEvaluation({ trainer, items, experiment, device, control, now, report });
    if (trainer !== state.network?.trainer) trainer.dispose();
    return outcome;
  };
}

function createState(backend: BackendName | undefined): LabState {
  return {
    device: undefined,
    openDevice: () => openDevice(backend),
    port: undefined,
    summary: undefined,
    items: [],
    network: undefined,
    weights: undefined,
    control: undefined,
    calls: 0,
  };
}

/** What acts on the work at hand, if there is any. */
function controls(state: LabState): Pick<LabApi, 'pause' | 'resume' | 'stop'> {
  const act = (how: 'pause' | 'resume' | 'stop') => () => {
    state.control?.[how]();
    return Promise.resolve();
  };
  return { pause: act('pause'), resume: act('resume'), stop: act('stop') };
}

/** What is asked of the network at hand. */
function looks(
  state: LabState,
  now: () => number,
): Pick<LabApi, 'exportModel' | 'showBatch' | 'compareFakes'> {
  return {
    async exportModel(format) {
      const { network } = state;
      return network && writeModel(network.trainer, network.experiment, format);
    },
    async showBatch(step) {
      const { network } = state;
      return Promise.resolve(network && showBatch(network.images, network.experiment, step - 1));
    },
    async compareFakes() {
      const { network } = state;
      return perform(state, now, (_, control) =>
        network === undefined ? Promise.resolve(success(undefined)) : compareFakes({ ...network, control }),
      );
    },
  };
}

export function createLab({ now, backend }: LabOptions): LabApi {
  const state = createState(backend);
  const device = () => (state.device ??= state.openDevice());
  return {
    async connect(events) {
      state.port = events;
      return Promise.resolve();
    },
    async describeDevice() {
      return (await device()).report;
    },
    async beginDataset(summary) {
      state.summary = summary;
      state.items = [];
      return Promise.resolve();
    },
    async addItems(items) {
      state.items.push(...items);
      return Promise.resolve();
    },
    async readWeights(file, name, width) {
      const taken = await takeWeights(file, name, width);
      if (!taken.ok) return taken;
      state.weights = taken.value;
      return success(taken.value.report);
    },
    ...looks(state, now),
    async train(experiment) {
      const opened = await device();
      return perform(state, now, trainingWork(state, opened, experiment, now));
    },
    async estimate(experiment) {
      const opened = await device();
      return perform(state, now, (_, control) => estimateCost({ experiment, device: opened, control, now }));
    },
    ...controls(state),
    async evaluate(experiment) {
      const opened = await device();
      return perform(state, now, evaluationWork(state, opened, experiment, now));
    },
  };
}
