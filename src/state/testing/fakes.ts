/** Stand-ins for what the stages are given: workers that answer when told to, timers that go off when told to. */
import { countItems, type Dataset, type DatasetItem } from '../../core/dataset/dataset.ts';
import { mapFacts } from '../../core/pseudo-anomaly/draw-facts.ts';
import type { DeviceReport, ScoredItem, StepEvent } from '../../core/run/events.ts';
import type { DataClient, LabClient } from '../../worker/client.ts';
import type { StudioClient } from '../../worker/client-studio.ts';
import type { Gallery } from '../../worker/contract.ts';
import { createDatasetStage } from '../dataset.ts';
import { createExperimentStage, type ExperimentHandle } from '../experiment.ts';
import type { Memory } from '../preferences.ts';
import type { DatasetStage } from '../stages.ts';
import type { Later } from '../studio.ts';

/** A promise that is settled from outside. */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
}

export function defer<Value>(): Deferred<Value> {
  let settle: Pick<Deferred<Value>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return {
    promise,
    resolve: (value) => settle?.resolve(value),
    reject: (error) => settle?.reject(error),
  };
}

/** Lets everything run that waits for no outside answer. */
export function settled(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}

/** A timer that goes off when `pass` is called. */
export function manualLater(): {
  readonly later: Later;
  readonly rests: () => number[];
  readonly pass: () => void;
} {
  let waiting: { readonly work: () => void; readonly restMs: number }[] = [];
  return {
    later: (work, restMs) => {
      const entry = { work, restMs };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    rests: () => waiting.map(({ restMs }) => restMs),
    pass: () => {
      for (const { work } of waiting.splice(0)) work();
    },
  };
}

const classes = { train: 'good', test: 'crack' } as const;

function item(split: 'train' | 'test', number: number): DatasetItem {
  const data = Uint8Array.of(number, number, number);
  const defect = classes[split];
  return { path: `${split}/${defect}/${number}.png`, split, defect, image: { width: 1, height: 1, data } };
}

export interface DatasetParts {
  readonly name?: string;
  readonly origin?: Dataset['origin'];
  readonly train?: number;
  readonly test?: number;
}

/** The fingerprint follows from the name. */
export function datasetOf({
  name = 'nut',
  origin = 'imported',
  train = 2,
  test = 2,
}: DatasetParts = {}): Dataset {
  const items = [
    ...Array.from({ length: train }, (_, i) => item('train', i)),
    ...Array.from({ length: test }, (_, i) => item('test', i)),
  ];
  return { name, origin, fingerprint: `print of ${name}`, counts: countItems(items), items };
}

export const device: DeviceReport = {
  backend: 'webgpu',
  adapter: 'a',
  isSoftware: false,
  hasHalfStorage: true,
  fallbackReason: '',
};

export function stepEvent(step: number, changes: Partial<StepEvent> = {}): StepEvent {
  return {
    type: 'step',
    step,
    loss: 1 / step,
    positiveSimilarity: 0.9,
    negativeSimilarity: 0.1,
    alignment: 0.2,
    uniformity: -1,
    learningRate: 0.03,
    elapsedMs: 100 * step,
    viewsPerSecond: 10,
    ...changes,
  };
}

export function scored(label: 0 | 1, score: number): ScoredItem {
  return { path: `test/${score}.png`, label, defect: label === 1 ? 'crack' : 'good', score, scores: {} };
}

/** A method whose calls wait for their answers. */
export interface Answered<Args extends unknown[], Value> {
  readonly calls: (Deferred<Value> & { readonly args: Args })[];
  readonly method: (...args: Args) => Promise<Value>;
}

export function answered<Args extends unknown[], Value>(): Answered<Args, Value> {
  const calls: Answered<Args, Value>['calls'] = [];
  return {
    calls,
    method: (...args) => {
      const call = { args, ...defer<Value>() };
      calls.push(call);
      return call.promise;
    },
  };
}

type AnsweredBy<Method extends (...args: never[]) => Promise<unknown>> = Answered<
  Parameters<Method>,
  Awaited<ReturnType<Method>>
>;

export interface FakeData {
  readonly client: DataClient;
  readonly draws: AnsweredBy<DataClient['drawSample']>;
  readonly imports: AnsweredBy<DataClient['importCategory']>;
  readonly cancels: AnsweredBy<DataClient['cancel']>;
}

export function fakeData(): FakeData {
  const draws: FakeData['draws'] = answered();
  const imports: FakeData['imports'] = answered();
  const cancels: FakeData['cancels'] = answered();
  const client = { drawSample: draws.method, importCategory: imports.method, cancel: cancels.method };
  return { client, draws, imports, cancels };
}

export function galleryOf(draws: number): Gallery {
  return {
    tiles: [],
    ssims: new Float64Array(draws),
    facts: mapFacts(() => new Float64Array(draws)),
    elapsedMs: 1,
  };
}

export interface FakeStudio {
  readonly client: StudioClient;
  readonly loads: AnsweredBy<StudioClient['load']>;
  readonly galleries: AnsweredBy<StudioClient['makeGallery']>;
  readonly details: AnsweredBy<StudioClient['makeDetail']>;
  readonly rivals: AnsweredBy<StudioClient['compareGenerators']>;
}

export function fakeStudio(): FakeStudio {
  const loads: FakeStudio['loads'] = answered();
  const galleries: FakeStudio['galleries'] = answered();
  const details: FakeStudio['details'] = answered();
  const rivals: FakeStudio['rivals'] = answered();
  const client = {
    load: loads.method,
    makeGallery: galleries.method,
    makeDetail: details.method,
    compareGenerators: rivals.method,
  };
  return { client, loads, galleries, details, rivals };
}

export interface FakeLab {
  readonly client: LabClient;
  readonly devices: AnsweredBy<LabClient['describeDevice']>;
  readonly loads: AnsweredBy<LabClient['load']>;
  readonly estimates: AnsweredBy<LabClient['estimate']>;
  readonly trainings: AnsweredBy<LabClient['train']>;
  readonly evaluations: AnsweredBy<LabClient['evaluate']>;
  readonly readings: AnsweredBy<LabClient['readWeights']>;
  readonly exports: AnsweredBy<LabClient['exportModel']>;
  readonly batches: AnsweredBy<LabClient['showBatch']>;
  readonly pauses: AnsweredBy<LabClient['pause']>;
  readonly resumes: AnsweredBy<LabClient['resume']>;
  readonly stops: AnsweredBy<LabClient['stop']>;
}

export function fakeLab(): FakeLab {
  const devices: FakeLab['devices'] = answered();
  const loads: FakeLab['loads'] = answered();
  const estimates: FakeLab['estimates'] = answered();
  const trainings: FakeLab['trainings'] = answered();
  const evaluations: FakeLab['evaluations'] = answered();
  const readings: FakeLab['readings'] = answered();
  const exports: FakeLab['exports'] = answered();
  const batches: FakeLab['batches'] = answered();
  const pauses: FakeLab['pauses'] = answered();
  const resumes: FakeLab['resumes'] = answered();
  const stops: FakeLab['stops'] = answered();
  const client = {
    describeDevice: devices.method,
    load: loads.method,
    estimate: estimates.method,
    train: trainings.method,
    evaluate: evaluations.method,
    readWeights: readings.method,
    exportModel: exports.method,
    showBatch: batches.method,
    pause: pauses.method,
    resume: resumes.method,
    stop: stops.method,
  };
  return {
    client,
    devices,
    loads,
    estimates,
    trainings,
    evaluations,
    readings,
    exports,
    batches,
    pauses,
    resumes,
    stops,
  };
}

/** A dataset stage with `dataset` open; `open` changes it. */
export interface OpenDataset {
  readonly stage: DatasetStage;
  readonly open: (dataset: Dataset) => void;
}

export function openDataset(dataset: Dataset = datasetOf()): OpenDataset {
  const stage = createDatasetStage(fakeData().client);
  const open = (next: Dataset) => {
    stage.store.setState({ status: 'ready', dataset: next });
  };
  open(dataset);
  return { stage, open };
}

export function anExperiment(query = ''): ExperimentHandle {
  let entropy = 1;
  return createExperimentStage({ query, entropy: () => entropy++ });
}

/** A memory that a Map holds. */
export function fakeMemory(
  kept: Readonly<Record<string, string>> = {},
): Memory & { readonly map: Map<string, string> } {
  const map = new Map(Object.entries(kept));
  return {
    map,
    read: (key) => map.get(key),
    write: (key, value) => {
      map.set(key, value);
    },
  };
}
