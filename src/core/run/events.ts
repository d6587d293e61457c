/** A run is an ordered list of these events; every panel draws from them, so a live run and a replayed one look the same. */
import type { DetectorName } from '../experiment/detectors.ts';
import type { CalibrationBasis } from '../inspect/calibration.ts';
import type { DatasetSummary } from '../dataset/dataset.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { Picture } from '../image/picture.ts';
import type { StatisticAuroc } from '../dataset/doctor/statistics.ts';
import type { PixelMetrics } from '../metrics/pixels/measure-pixels.ts';
import type { ScoreMap } from '../scoring/score-map.ts';
import type { Continuation, RateChange } from './schedule-changes.ts';

export type BackendName = 'webgpu' | 'webgl' | 'cpu';

/** What the engine runs on. */
export interface DeviceReport {
  readonly backend: BackendName;
  /** Adapter description as the browser gives it, for example `nvidia ampere`; empty when unknown. */
  readonly adapter: string;
  /** True for SwiftShader, lavapipe, and other rasterisers that run on the CPU. */
  readonly isSoftware: boolean;
  /** Whether activations can be kept in 16 bits (WebGPU's `shader-f16`); where not, the request is ignored. */
  readonly hasHalfStorage: boolean;
  /** Why a faster backend was not taken; empty for WebGPU. */
  readonly fallbackReason: string;
}

/** Why a run stopped before its end. */
export type RunProblem =
  | { readonly kind: 'no-normal-images' }
  /** The experiment starts from a file, and none was read. */
  | { readonly kind: 'no-weights' }
  | { readonly kind: 'images-too-small'; readonly side: number; readonly wanted: number }
  /** A detector that is fitted on normal images was given fewer than it needs. */
  | { readonly kind: 'too-few-images'; readonly images: number; readonly wanted: number }
  /** The normal images are all the same to the detector: nothing is left to measure others by. */
  | { readonly kind: 'images-alike'; readonly images: number }
  /** A detector was to learn from known anomalies, and the dataset has too few; one defective image more has to stay a test. */
  | { readonly kind: 'too-few-anomalies'; readonly images: number; readonly wanted: number }
  | { readonly kind: 'no-valid-patch'; readonly tried: number }
  /** The network went back to what it was after `restored` steps; 0 is a fresh one. */
  | { readonly kind: 'loss-not-finite'; readonly step: number; readonly restored: number }
  /** The network maps all images to one point: nothing can be told apart. Spread is a share of that point's length. */
  | { readonly kind: 'embeddings-collapsed'; readonly step: number; readonly spread: number }
  /** The sphere of soft-boundary Deep SVDD has shrunk to its centre, in which all but a few images lie. */
  | { readonly kind: 'sphere-collapsed'; readonly step: number; readonly radius: number }
  /** The code of every image is that of chance: the decoder has learnt to do without it. `kl` is in nats per picture. */
  | { readonly kind: 'code-unused'; readonly step: number; readonly kl: number }
  /** A network that marks pixels marks all of them alike, for example none. */
  | { readonly kind: 'map-collapsed'; readonly step: number; readonly value: number }
  /** The network halves its maps too often for inputs of this side. */
  | { readonly kind: 'side-not-multiple'; readonly side: number; readonly multiple: number }
  /** Every sample is the same picture (their spread as a share of the images'), or no fake passes (the discriminator's loss). */
  | {
      readonly kind: 'gan-collapsed';
      readonly step: number;
      readonly how: 'samples-alike' | 'fakes-told-apart';
      readonly value: number;
    }
  | { readonly kind: 'device-lost'; readonly reason: string }
  | { readonly kind: 'out-of-memory'; readonly detail: string }
  /** The pretrained network that ships with the page is missing or damaged. */
  | { readonly kind: 'no-backbone'; readonly detail: string }
  /** The first weights that ship with the page are missing, damaged, or not there at this width. */
  | { readonly kind: 'no-included-weights'; readonly detail: string }
  | { readonly kind: 'unexpected'; readonly detail: string };

export interface StepEvent {
  readonly type: 'step';
  /** Steps done so far, from 1. */
  readonly step: number;
  readonly loss: number;
  /** What the detector measures beside its loss, by the names of the series of its face. */
  readonly numbers: Readonly<Record<string, number>>;
  readonly learningRate: number;
  /** Time spent training, pauses left out. */
  readonly elapsedMs: number;
  readonly viewsPerSecond: number;
}

/** What a picture that is watched shows: normal images trained on, normal ones held out, pseudo-anomalies of those. */
export type WatchedKind = 'trained' | 'held-out' | 'pseudo';

/** Told once, before the first look at them. */
export interface WatchingEvent {
  readonly type: 'watching';
  readonly pictures: readonly { readonly kind: WatchedKind; readonly picture: Picture }[];
  /** Normal images held out of training. */
  readonly heldOut: number;
}

/** Small pictures of one thing that the network makes: of the images shown, normal ones then as many pseudo-anomalies, or of none. */
export interface OutputRow {
  /** That of a row of the detector's face. */
  readonly name: string;
  readonly pictures: readonly Picture[];
}

/** A probe of the network after `step` steps. */
export interface WatchedEvent {
  readonly type: 'watched';
  readonly step: number;
  /** How well distance to the nearest normals separates held-out pseudo-anomalies from held-out normal pictures. */
  readonly heldOutAuroc: number;
  /** The same of the test images; only where the user asked for it. */
  readonly testAuroc?: number | undefined;
  /** Projections on their principal plane, turned to match the look before; x and y of each picture. */
  readonly points: Float32Array;
  /** Share of the variance along x and along y. */
  readonly shares: readonly [number, number];
  /** What the network makes of the same few images at each probe; left out by a detector that makes no pictures. */
  readonly outputs?: readonly OutputRow[] | undefined;
}

/** What the network is fed at one step. */
export interface ShownBatch {
  /** From 1. */
  readonly step: number;
  /** The detector that is trained: its face names the rows. */
  readonly detector: DetectorName;
  /** Pictures of a row; fewer may be shown. */
  readonly images: number;
  readonly rows: readonly (readonly Picture[])[];
}

/** One of the scores of the detector's face. */
export type ScoreName = string;

export interface ScoredItem {
  readonly path: string;
  readonly label: 0 | 1;
  /** Defect type, or `good`. */
  readonly defect: string;
  /** The chosen score. */
  readonly score: number;
  /** The same image by every score that the same pass gave, the chosen one among them. */
  readonly scores: Readonly<Partial<Record<ScoreName, number>>>;
  readonly map?: ScoreMap;
  /** Normal training images that look most like its most anomalous place, nearest first. */
  readonly neighbours?: readonly string[];
}

/** A normal image that is no test, scored by a detector that was not fitted on it; its score may fix a threshold. */
export interface ValidationScore {
  readonly path: string;
  /** The chosen score. */
  readonly score: number;
}

/** The best probe so far, on pictures held out of training. */
export interface BestLook {
  readonly step: number;
  readonly heldOutAuroc: number;
}

/** Why the state of a run is not kept on this device. */
export type UnkeptReason = 'other-tab' | 'full' | 'no-storage' | 'failed';

/** Told beside the run, and no part of it: how far it would outlive the page. */
export type KeepingEvent =
  | { readonly type: 'kept'; readonly step: number }
  | { readonly type: 'not-kept'; readonly reason: UnkeptReason; readonly detail: string };

/** A thread that drew batches has died: how many are left. The batches stay the same. */
export interface DrawingEvent {
  readonly type: 'drawer-lost';
  readonly left: number;
  readonly detail: string;
}

export type TrainingEvent =
  | {
      readonly type: 'started';
      readonly experiment: Experiment;
      readonly dataset: DatasetSummary;
      readonly device: DeviceReport;
    }
  | StepEvent
  | WatchingEvent
  | WatchedEvent
  | { readonly type: 'paused'; readonly step: number }
  | { readonly type: 'resumed'; readonly step: number }
  | RateChange
  /** A run that had ended, or was cut off, continues after `step` steps; steps reported since then do not count. */
  | (Continuation & { readonly device: DeviceReport })
  /** The device was lost; the run continues from the state after `step` steps; steps reported since then do not count. */
  | { readonly type: 'restored'; readonly step: number; readonly device: DeviceReport }
  | {
      readonly type: 'trained';
      readonly steps: number;
      readonly elapsedMs: number;
      readonly reason: 'completed' | 'stopped';
    }
  | { readonly type: 'failed'; readonly problem: RunProblem };

export type EvaluationEvent =
  | { readonly type: 'evaluation-started'; readonly total: number }
  /** Normal training images embedded so far, before any test image is scored. */
  | { readonly type: 'bank'; readonly done: number; readonly total: number }
  /** Such images scored so far, before any test image is. */
  | {
      readonly type: 'validated';
      /** Missing in events of earlier versions, which are of the validation split. */
      readonly basis?: CalibrationBasis | undefined;
      readonly items: readonly ValidationScore[];
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'scored';
      readonly items: readonly ScoredItem[];
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly type: 'evaluated';
      readonly elapsedMs: number;
      readonly reason: 'completed' | 'stopped';
      /** How well the maps find the defective pixels; `undefined` without maps or masks, or where it was stopped. */
      readonly pixels?: PixelMetrics | undefined;
      /** What a number of whole images alone reaches; `undefined` where it was stopped, and in events of earlier versions. */
      readonly statistic?: StatisticAuroc | undefined;
    }
  | { readonly type: 'failed'; readonly problem: RunProblem };
