/**
 * What crosses between the page and its workers: types only, so that either side may read it for nothing.
 * Pixels move as transferred buffers. Expected failures are data; anything thrown is a defect.
 */
import type { Dataset, DatasetItem, DatasetSummary } from '../core/dataset/dataset.ts';
import type { PlannedCategory } from '../core/dataset/layout/plan.ts';
import type { Preparation } from '../core/dataset/preparation.ts';
import type { SampleName } from '../core/dataset/samples/samples.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type { Box, RgbImage, Mask } from '../core/image/image.ts';
import type { Picture } from '../core/image/picture.ts';
import type { Step, Trail, Verdict } from '../core/pseudo-anomaly/candidate.ts';
import type { DrawFact } from '../core/pseudo-anomaly/draw-facts.ts';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../core/run/weights.ts';
import type { CostEstimate } from '../core/run/cost.ts';
import type {
  DeviceReport,
  EvaluationEvent,
  RunProblem,
  ShownBatch,
  TrainingEvent,
} from '../core/run/events.ts';
import type { Result } from '../core/result.ts';

// --- data worker: makes datasets -------------------------------------------------------------------------------------

export type { SampleName };

export interface SourceFile {
  /** Path inside what was dropped, `/` between names. */
  readonly path: string;
  readonly blob: Blob;
}

/** Why an archive could not be read to its end; what came before stands. */
export type ArchiveEndingKind =
  | 'not-an-archive'
  | 'unsupported-archive'
  | 'empty-archive'
  | 'not-a-tar'
  | 'truncated-archive'
  | 'damaged-archive'
  | 'too-many-entries'
  | 'too-much-expanded'
  | 'too-compressed'
  | 'unreadable'
  | 'cancelled'
  | 'unexpected';

/** Why one file of an archive was left out. */
export type ArchiveEntryKind =
  | 'path-empty'
  | 'path-absolute'
  | 'path-escapes'
  | 'path-control'
  | 'path-too-long'
  | 'path-duplicate'
  | 'link'
  | 'device'
  | 'unsupported-entry'
  | 'unsupported-compression'
  | 'encrypted'
  | 'entry-too-large'
  | 'nested-archive'
  | 'damaged-entry'
  | 'passed-by';

/** Why one file was left out; the rest is imported all the same. */
export interface FileProblem {
  readonly path: string;
  readonly kind:
    | 'not-an-image'
    | 'damaged-image'
    | 'unsupported-image'
    | 'too-large'
    | 'too-small'
    | 'mask-size-differs'
    | 'mask-without-image'
    | 'unknown-place'
    | 'unused-validation'
    | 'unused-unlabelled'
    | 'defect-in-training'
    | 'duplicate'
    | 'table-line'
    | ArchiveEndingKind
    | ArchiveEntryKind;
  /** What came, for example `starts with 00 00 01 00` or `12 x 12 px`. */
  readonly came: string;
  /** What was wanted, where the kind alone does not say. */
  readonly wanted?: string;
}

/** Why nothing could be imported; `problems` says what was wrong with each file, where files were read. */
export type ImportProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-images'; readonly files: number; readonly problems?: readonly FileProblem[] }
  | {
      readonly kind: 'no-normal-images';
      /** Folders in which images lay. */
      readonly found: readonly string[];
      readonly problems?: readonly FileProblem[];
    }
  | { readonly kind: 'cancelled' }
  /** No such dataset is on this device any more. */
  | { readonly kind: 'not-stored' }
  | { readonly kind: 'unexpected'; readonly detail: string };

export interface ImportProgress {
  /** Archives are looked through before their files are read; then `done` and `total` count megabytes. */
  readonly phase?: 'listing';
  readonly done: number;
  readonly total: number;
  readonly path: string;
  /** The first normal training images, told once, so that they are seen before all is there. */
  readonly preview?: readonly DatasetItem[];
}

/** What a drop holds, by its paths and tables alone: no image was read. */
export interface Inspection {
  readonly categories: readonly PlannedCategory[];
  /** Images in places that mean nothing, or of no use as they lie: a mapping may use them all the same. */
  readonly spare: readonly string[];
  readonly problems: readonly FileProblem[];
  /** Paths of those sources that are archives. A file inside lies below the archive's name without its ending. */
  readonly archives: readonly string[];
}

/** Where the working copies of an import are, once it is done. */
export type Kept =
  | { readonly kind: 'stored'; readonly id: string }
  | {
      /** They last as long as the page. */
      readonly kind: 'memory';
      readonly reason: 'no-storage' | 'full' | 'failed';
      readonly detail: string;
      /** What was written before it failed. */
      readonly bytes: number;
    };

export interface ImportOutcome {
  readonly dataset: Dataset;
  readonly problems: readonly FileProblem[];
  readonly kept: Kept;
}

/** A dataset on this device, without its images. */
export interface StoredDataset extends DatasetSummary {
  readonly id: string;
  readonly preparation: Preparation;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** How a dataset on this device is to be opened. */
export interface StoredUse {
  readonly isEqualised: boolean;
  /** Paths of images to leave out from now on; missing: as last time. */
  readonly leaveOut?: readonly string[];
}

export interface OpenedDataset {
  readonly dataset: Dataset;
  /** Paths of images that are stored, but not in it. */
  readonly leftOut: readonly string[];
}

/** An import that was cut off; dropping the same files again goes on with it. */
export interface InterruptedImport {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

export interface StorageReport {
  /** Undefined where datasets outlive the page; else why they do not. */
  readonly obstacle: string | undefined;
  readonly datasets: readonly StoredDataset[];
  readonly interrupted: readonly InterruptedImport[];
}

/** One category of a drop, as it is to be used. */
export interface ImportRequest {
  readonly sources: readonly SourceFile[];
  /** As the inspection found them. */
  readonly archives: readonly string[];
  readonly category: PlannedCategory;
  readonly preparation: Preparation;
}

export interface DataApi {
  /** Draws one built-in category; always the same pixels. */
  drawSample(name: SampleName, report: (progress: ImportProgress) => void): Promise<Dataset>;
  /** Finds categories in what was dropped; archives are looked through. */
  inspect(
    sources: readonly SourceFile[],
    report: (progress: ImportProgress) => void,
  ): Promise<Result<Inspection, ImportProblem>>;
  importCategory(
    request: ImportRequest,
    report: (progress: ImportProgress) => void,
  ): Promise<Result<ImportOutcome, ImportProblem>>;
  /** The first normal image as the request would prepare it; undefined where it cannot be shown, or a newer one is asked for. */
  previewImage(request: ImportRequest): Promise<Picture | undefined>;
  listStored(): Promise<StorageReport>;
  openStored(
    id: string,
    use: StoredUse,
    report: (progress: ImportProgress) => void,
  ): Promise<Result<OpenedDataset, ImportProblem>>;
  /** Takes a dataset, or an interrupted import, off this device. */
  removeStored(id: string): Promise<void>;
  /** The working copies and masks as PNG files, laid out like MVTec AD, in a zip; undefined where there is no such dataset. */
  exportStored(id: string): Promise<Blob | undefined>;
  /** Ends the running import or drawing; what was being imported is dropped whole. */
  cancel(): Promise<void>;
  /** Ends the running inspection, which goes on beside the rest. */
  cancelInspection(): Promise<void>;
}

// --- studio worker: pseudo-anomalies, live ---------------------------------------------------------------------------

export interface GalleryRequest {
  readonly experiment: Experiment;
  /** How many candidates are shown. */
  readonly tiles: number;
  /** How many candidates the charts count in all, the shown ones first. */
  readonly draws: number;
}

/** The candidates that one of several workers makes: those whose number leaves `index` when divided by `of`. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

export interface GalleryTile {
  /** Number of the draw. */
  readonly draw: number;
  /** The pseudo-anomaly with the outline of what was pasted. */
  readonly picture: Picture;
  readonly verdict: Verdict;
}

export interface Gallery {
  readonly tiles: readonly GalleryTile[];
  /** SSIM of every draw, tiles first. */
  readonly ssims: Float64Array<ArrayBuffer>;
  /** What was drawn for each, in the same order; NaN where the generator has no such number. */
  readonly facts: Readonly<Record<DrawFact, Float64Array<ArrayBuffer>>>;
  readonly elapsedMs: number;
}

export interface DetailRequest {
  readonly experiment: Experiment;
  /** Number of the draw. */
  readonly draw: number;
  /** Where the user wants the patch cut, in pixels of the working image. */
  readonly source?: Box | undefined;
}

/** One candidate with everything about it. */
export interface CandidateDetail {
  readonly draw: number;
  readonly original: RgbImage;
  readonly image: RgbImage;
  readonly mask: Mask;
  readonly label?: Mask;
  readonly steps: readonly Step[];
  /** SSIM where it can differ from 1, row by row. */
  readonly ssimMap: { readonly box: Box; readonly data: Float64Array<ArrayBuffer> };
  readonly trail: Trail;
  readonly verdict: Verdict;
}

/** What one generator makes of the image that all of them are given. */
export interface Rival {
  readonly generator: Experiment['generator'];
  readonly image: RgbImage;
  readonly mask: Mask;
  readonly verdict: Verdict;
}

/** Images come in parts, so that copying them never blocks the page; they count once the last part has come. */
export interface LoadPart {
  /** Parts of one load; those of an earlier one that never ended are forgotten. */
  readonly id: number;
  readonly hasMore: boolean;
}

export interface StudioApi {
  /** Normal images that patches are cut from; replaces earlier ones. */
  load(images: readonly RgbImage[], part?: LoadPart): Promise<void>;
  /** Undefined when a newer call, or new images, came before it was done. */
  makeGallery(request: GalleryRequest, part: Part): Promise<Gallery | undefined>;
  /** Undefined when no images are loaded. */
  makeDetail(request: DetailRequest): Promise<CandidateDetail | undefined>;
  /** The same image and seed through every generator. */
  compareGenerators(request: DetailRequest): Promise<readonly Rival[]>;
}

// --- lab worker: training and evaluation -----------------------------------------------------------------------------

export interface LabApi {
  /** The port on which events arrive; sent once, before anything else. */
  connect(events: MessagePort): Promise<void>;
  describeDevice(): Promise<DeviceReport>;
  /** Starts a new dataset; items follow in parts so that no copy blocks the page. */
  beginDataset(summary: DatasetSummary): Promise<void>;
  addItems(items: readonly DatasetItem[]): Promise<void>;
  /** Takes a few steps of a network that is thrown away, to tell what training would cost. */
  estimate(experiment: Experiment): Promise<Result<CostEstimate, RunProblem>>;
  /** Reads the weights that the next network starts from; stays with the last one where the file is refused. */
  readWeights(
    file: Blob,
    name: string,
    width: Experiment['width'],
  ): Promise<Result<WeightsReport, WeightsRefusal>>;
  /** The network as a file; undefined before there is one. */
  exportModel(format: ModelFormat): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** What the network at hand was or will be fed at a step, from 1; undefined before there is one. */
  showBatch(step: number): Promise<ShownBatch | undefined>;
  /** Trains a fresh network; resolves after the last event was posted. */
  train(experiment: Experiment): Promise<Result<TrainingEnd, RunProblem>>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends training or evaluation after the step at hand; what was learnt stays. */
  stop(): Promise<void>;
  /** Scores the test images with the network as it is; an untrained one where none was trained. */
  evaluate(experiment: Experiment): Promise<Result<EvaluationEnd, RunProblem>>;
}

export interface TrainingEnd {
  readonly steps: number;
  readonly reason: 'completed' | 'stopped';
}

export interface EvaluationEnd {
  readonly scored: number;
  readonly reason: 'completed' | 'stopped';
}

export type LabEvent = TrainingEvent | EvaluationEvent;

/**
 * Events arrive in parts, in order. `end` closes one call's events: the page settles the call only after it has seen
 * it, since replies and events travel by separate queues.
 */
export type LabMessage =
  | { readonly type: 'events'; readonly events: readonly LabEvent[] }
  | { readonly type: 'end'; readonly call: number };
