/** What the lab holds from call to call. */
import type { DatasetItem, DatasetSummary, StoredAt } from '../../core/dataset/dataset.ts';
import type { Recode } from '../../core/stress/disturb.ts';
import type { BackendName, EvaluationEvent } from '../../core/run/events.ts';
import type { LiveDepth } from '../../core/run/live.ts';
import type { LiveSession } from '../../detectors/live.ts';
import type { BackboneFiles } from '../../engine/backbone/open-frozen.ts';
import { openDevice, type Device } from '../../engine/device.ts';
import type { ReadPageFile } from '../../engine/weights/included-weights.ts';
import type { Inspection } from './fitted-detector.ts';
import type { Network } from './network.ts';
import type { KeptStress } from './kept-stress.ts';
import type { TakenWeights } from './weights.ts';
import { createFrozen, type OpenFrozen } from './frozen.ts';
import type { WantedImages } from '../bridge/contract-data.ts';
import type { DrawingThread } from '../drawing/messages.ts';
import type { RunStates } from '../data/storage/run-states.ts';

export interface LabOptions {
  /** Milliseconds; only differences matter. */
  readonly now: () => number;
  /** Rejects if nothing can be stored. */
  readonly openStates: () => Promise<RunStates>;
  /** Stored images, read as they are looked at; `undefined` if they cannot be. Missing: none are stored. */
  readonly openPack?: (wanted: WantedImages) => Promise<DatasetItem[] | undefined>;
  /** A thread that draws batches. Missing: batches are drawn by this one. */
  readonly spawnDrawing?: () => DrawingThread;
  /** Threads that may draw where the device leaves the cores alone; one where this is missing. */
  readonly mostDrawers?: number;
  /** Of the pretrained network; a test may have none. */
  readonly backboneFiles?: BackboneFiles;
  /** Of the first weights that ship with the page; a test may have none. */
  readonly readPageFile?: ReadPageFile;
  /** Codes as JPEG and decodes; missing: what JPEG takes away is computed. */
  readonly recode?: Recode;
  /** Forces a backend, for tests. */
  readonly backend?: BackendName;
}

/** Live's session for the current images. */
interface KeptLive {
  /** What its images were chosen by. */
  readonly fingerprint: string;
  readonly seed: number;
  readonly depth: LiveDepth;
  readonly session: LiveSession;
}

export interface LabState {
  readonly tools: LabOptions;
  /** Opened when first asked for. */
  readonly device: () => Promise<Device>;
  /** In place of one that was lost. */
  readonly reopenDevice: () => Promise<Device>;
  /** While a device is looked at, and replaced where it was lost. */
  readying: Promise<Device> | undefined;
  readonly backboneFiles: BackboneFiles;
  readonly frozen: OpenFrozen;
  port: MessagePort | undefined;
  summary: DatasetSummary | undefined;
  items: DatasetItem[];
  /** Where those are stored; `undefined` if they were sent. */
  storedAt: StoredAt | undefined;
  network: Network | undefined;
  weights: TakenWeights | undefined;
  /** The latest evaluation of the current network. */
  evaluated: EvaluationEvent[];
  /** The detector that new images are judged with. */
  inspection: Inspection | undefined;
  /** The detector of an evaluation that is under stress. */
  stress: KeptStress | undefined;
  /** Of the current images. */
  live: KeptLive | undefined;
}

const noFiles: BackboneFiles = {
  read: () => Promise.reject(new Error('this lab has no backbone')),
  wasmFolder: '',
};

export function createState(tools: LabOptions): LabState {
  let opened: Promise<Device> | undefined;
  const backboneFiles = tools.backboneFiles ?? noFiles;
  return {
    tools,
    device: () => (opened ??= openDevice(tools.backend)),
    reopenDevice: () => (opened = openDevice(tools.backend)),
    readying: undefined,
    backboneFiles,
    frozen: createFrozen(backboneFiles),
    port: undefined,
    summary: undefined,
    items: [],
    storedAt: undefined,
    network: undefined,
    weights: undefined,
    evaluated: [],
    inspection: undefined,
    stress: undefined,
    live: undefined,
  };
}
