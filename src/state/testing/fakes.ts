/** Stand-ins for what the stages are given: datasets, events, and timers that go off when told to. */
import { countItems, type Dataset, type DatasetItem, type HeldDataset } from '../../core/dataset/dataset.ts';
import type { DeviceReport, ScoredItem, StepEvent } from '../../core/run/events.ts';
import { createDatasetStage } from '../dataset/dataset.ts';
import { createExperimentStage, type ExperimentHandle } from '../experiment/experiment.ts';
import type { Memory } from '../frame/preferences.ts';
import type { RunArchive, RunRecord } from '../runs/runs.ts';
import type { DatasetStage } from '../dataset/dataset-stage.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';
import type { Later } from '../studio/studio.ts';
import { fakeData } from './fake-data.ts';

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
}: DatasetParts = {}): HeldDataset {
  const items = [
    ...Array.from({ length: train }, (_, i) => item('train', i)),
    ...Array.from({ length: test }, (_, i) => item('test', i)),
  ];
  return { name, origin, fingerprint: `print of ${name}`, counts: countItems(items), items, findings: [] };
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
    numbers: { positiveSimilarity: 0.9, negativeSimilarity: 0.1, alignment: 0.2, uniformity: -1 },
    learningRate: 0.03,
    elapsedMs: 100 * step,
    viewsPerSecond: 10,
    ...changes,
  };
}

export function scored(label: 0 | 1, score: number): ScoredItem {
  return { path: `test/${score}.png`, label, defect: label === 1 ? 'crack' : 'good', score, scores: {} };
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

/** An archive in memory; what it holds outlives the stage that it is given to. */
export function fakeArchive(): RunArchive & {
  readonly runs: Map<string, RunRecord>;
  readonly logs: Map<string, readonly LabEvent[]>;
} {
  const runs = new Map<string, RunRecord>();
  const logs = new Map<string, readonly LabEvent[]>();
  return {
    runs,
    logs,
    list: () => Promise.resolve({ records: [...runs.values()], unreadable: [] }),
    put: (record) => {
      runs.set(record.id, record);
      return Promise.resolve();
    },
    putEvents: (id, events) => {
      logs.set(id, events);
      return Promise.resolve();
    },
    events: (id) => Promise.resolve(logs.get(id)),
    remove: (id) => {
      runs.delete(id);
      logs.delete(id);
      return Promise.resolve();
    },
    rescue: () => Promise.resolve(new Blob([JSON.stringify([...runs.values()])])),
    removeUnreadable: () => Promise.resolve(),
    reset: () => {
      runs.clear();
      logs.clear();
      return Promise.resolve();
    },
  };
}
