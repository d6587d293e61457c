/** What crosses between the page and the lab worker, which trains and evaluates. */
import type { DatasetItem, DatasetSummary, StoredAt } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { Preparation } from '../../core/dataset/preparation.ts';
import type { Calibration, Judged } from '../../core/inspect/calibration.ts';
import type { Corrected, HowCorrected } from '../../core/inspect/correction.ts';
import type { DetectorFileProblem, DetectorPassport, SavedDetector } from '../../core/inspect/passport.ts';
import type { ComparedFacts } from '../../core/inspect/unlikeness.ts';
import type { PseudoComparison } from '../../core/run/pseudo-comparison.ts';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../../core/run/weights.ts';
import type { CostEstimate } from '../../core/run/cost.ts';
import type {
  BestLook,
  DeviceReport,
  DrawingEvent,
  EvaluationEvent,
  KeepingEvent,
  RunProblem,
  ShownBatch,
  TrainingEvent,
} from '../../core/run/events.ts';
import type { LiveDepth, LiveEnd, LiveEvent } from '../../core/run/live.ts';
import type { Result } from '../../core/result.ts';
import type { Disturbance } from '../../core/stress/disturbance.ts';
import type { StressEvent } from '../../core/stress/events.ts';
import type { DirtyOutcome } from '../../core/stress/planting.ts';

/**
 * Work that is asked for while other work runs waits for its turn; evaluations, comparisons, estimates and live answers end when
 * other work is asked for.
 */
export interface LabApi {
  /** The port on which events arrive; sent once, before anything else. */
  connect(events: MessagePort): Promise<void>;
  describeDevice(): Promise<DeviceReport>;
  /**
   * Starts a new dataset whose images are read from where they are stored, as they are needed. False, with nothing changed, if
   * they cannot be: they are to be sent.
   */
  openStored(summary: DatasetSummary, storedAt: StoredAt, paths: readonly string[]): Promise<boolean>;
  /** Starts a new dataset; items follow in parts so that no copy blocks the page. */
  beginDataset(summary: DatasetSummary): Promise<void>;
  addItems(items: readonly DatasetItem[]): Promise<void>;
  /** Takes a few steps of a network that is thrown away, to tell what training would cost; `undefined` if it was stopped first. */
  estimate(experiment: Experiment): Promise<Result<CostEstimate | undefined, RunProblem>>;
  /** Reads the weights that the next network starts from; stays with the last one where the file is refused. */
  readWeights(
    file: Blob,
    name: string,
    width: Experiment['width'],
  ): Promise<Result<WeightsReport, WeightsRefusal>>;
  /** The network as a file; `undefined` before there is one. */
  exportModel(format: ModelFormat): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** What the current network was or will be fed at a step, from 1; `undefined` before there is one. */
  showBatch(step: number): Promise<ShownBatch | undefined>;
  /** The run of the current network and its latest evaluation, as the events they were made of. */
  journal(): Promise<readonly LabEvent[]>;
  /** Pseudo-anomalies beside real defects, as the current network sees them; `undefined` if nothing is to be compared. */
  comparePseudoAnomalies(): Promise<Result<PseudoComparison | undefined, RunProblem>>;
  /**
   * Learns the fast detector from pseudo-anomalies of this experiment and scores test images with it, reported as they come;
   * `undefined` if it was stopped. What it knows of the images is kept for the next call of the same depth.
   */
  live(experiment: Experiment, depth: LiveDepth): Promise<Result<LiveEnd | undefined, RunProblem>>;
  /**
   * Where the object lies that these normal images show, as cells of a region, 1 where they are ignored; `undefined` where none stands out
   * or it was stopped. Waits for other work, and ends none.
   */
  findObject(images: readonly RgbImage[]): Promise<Result<Uint8Array | undefined, RunProblem>>;
  /** Trains a fresh network; resolves after the last event was posted. */
  train(experiment: Experiment): Promise<Result<TrainingEnd, RunProblem>>;
  /** The current network continues from its last state until `steps` steps are done in all; its rate times `factor`. */
  trainOn(steps: number, factor?: number): Promise<Result<TrainingEnd, RunProblem>>;
  /** Makes the kept run of the current dataset the current network; `undefined` if there is none that can be read. */
  openRun(id: string): Promise<Result<OpenedRun | undefined, RunProblem>>;
  /**
   * Makes the network of an exported file the current one, on the current dataset; it cannot be trained further. `events` are
   * those of the run that trained it.
   */
  openModel(
    file: Blob,
    experiment: Experiment,
    events: readonly TrainingEvent[],
  ): Promise<Result<Result<DeviceReport, WeightsRefusal>, RunProblem>>;
  /** Chooses the network that is evaluated and saved as a file; resolves to the one it is now. */
  chooseNetwork(wanted: NetworkName): Promise<NetworkName>;
  /** From the next step on, the schedule's rate is taken times `factor`. */
  changeRate(factor: number): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One step while paused. */
  step(): Promise<void>;
  /** Ends training or evaluation after the current step; what was learnt stays. */
  stop(): Promise<void>;
  /** Scores the test images with the network as it is; with an untrained one where none was trained, and where `isUntrained`. */
  evaluate(experiment: Experiment, isUntrained?: boolean): Promise<Result<EvaluationEnd, RunProblem>>;
  /**
   * Fits the detector of the experiment on the current dataset, and keeps it for `judge` in place of the one before; `undefined` if
   * stopped. Its `bank` events count the normal images seen. With `tiles` of normal photos it is fitted on all of these instead, whatever
   * the dataset; then no normal images set its limit.
   */
  beginInspection(
    experiment: Experiment,
    tiles?: readonly RgbImage[],
  ): Promise<Result<BegunInspection | undefined, RunProblem>>;
  /**
   * Scores images of the working size with the detector of the inspection; ends no other work, and makes way for it. `ids` name those
   * that may be judged again, by `rejudge`, or spoken of, by `correct`.
   */
  judge(images: readonly RgbImage[], ids?: readonly number[]): Promise<Result<JudgedPart, RunProblem>>;
  /** Has the detector of the inspection go by exactly this, beside what it was fitted on. */
  correct(wanted: WantedTeaching): Promise<Result<CorrectedPart, RunProblem>>;
  /** Scores images again as the detector is now, as far as what it saw of them is kept. */
  rejudge(ids: readonly number[]): Promise<Result<RejudgedPart, RunProblem>>;
  /** The detector of the inspection as a file; `undefined` if there is none, or if stopped. */
  saveDetector(wanted: DetectorWanted): Promise<Result<SavedDetector | undefined, RunProblem>>;
  /** Makes the detector of a file that of the inspection; stays with the last one where the file is refused. `undefined` if stopped. */
  openDetector(file: Blob): Promise<Result<OpenedDetector | undefined, RunProblem>>;
  /**
   * Scores test images, disturbed, with the detector that `evaluate` would make of the experiment, reported as they come. It is
   * fitted by the first request, with `bank` events, and kept for the next; `undefined` if stopped.
   */
  stress(experiment: Experiment, request: StressRequest): Promise<Result<StressEnd | undefined, RunProblem>>;
  /**
   * Hides defects among the normal images, `share` of all, and fits that detector without and with them; `undefined` if stopped. Its
   * `bank` events count pieces of work.
   */
  trainDirty(experiment: Experiment, share: number): Promise<Result<DirtyOutcome | undefined, RunProblem>>;
}

export interface StressRequest {
  readonly disturbance: Disturbance;
  /** How many test images; all where it is left out. */
  readonly images?: number | undefined;
}

export interface StressEnd {
  /** 0 or so where the detector was fitted before. */
  readonly fitMs: number;
  readonly judgeMs: number;
  readonly images: number;
}

/** What of a detector's file only the page knows. */
export interface DetectorWanted {
  readonly dataset: DatasetSummary;
  readonly preparation: Pick<Preparation, 'side' | 'aspect'>;
  /** Of the dataset's normal images. */
  readonly normals: readonly ComparedFacts[];
  /** Share of false alarms that is asked for, in (0, 1). */
  readonly falseAlarmRate: number;
}

export type OpenedDetector =
  | {
      readonly kind: 'opened';
      readonly passport: DetectorPassport;
      /** Largest difference of the scores that the file holds of its own images, as a share of them. */
      readonly error: number;
    }
  | { readonly kind: 'refused'; readonly problem: DetectorFileProblem };

/** What a detector that is fitted says of itself. */
export interface BegunInspection extends Calibration {
  /** How it takes in what a person says of its verdicts; missing: not at all. */
  readonly corrects?: HowCorrected;
  /** Whether confirmed defects can make it better; missing: they cannot. */
  readonly learnsDefects?: boolean;
}

/** An image of which a person spoke; its pixels where they can be had. */
export interface WantedAddition {
  readonly id: number;
  readonly image?: RgbImage | undefined;
}

/** All that a person said of images. */
export interface WantedTeaching {
  readonly normals: readonly WantedAddition[];
  readonly defects: readonly WantedAddition[];
  /** Whether the detector learns from the defects, if it can; else they test it. */
  readonly learnsDefects: boolean;
}

export type CorrectedPart =
  | { readonly kind: 'corrected'; readonly corrected: Corrected }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'ended' };

/** `undefined` stands for an image of which nothing is kept. */
export type RejudgedPart =
  | { readonly kind: 'rejudged'; readonly images: readonly (Judged | undefined)[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'ended' };

/** `stopped`: other work was asked for, ask again. `ended`: the dataset or the network has changed, and no detector is fitted. */
export type JudgedPart =
  | { readonly kind: 'judged'; readonly images: readonly Judged[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'ended' };

/** After the last step, or at the best probe of held-out pictures. */
export type NetworkName = 'last' | 'best';

export interface TrainingEnd {
  readonly steps: number;
  readonly reason: 'completed' | 'stopped';
  /** `undefined` if nothing was held out. */
  readonly best?: BestLook | undefined;
}

export interface OpenedRun {
  /** The run so far, ended where it was cut off. */
  readonly events: readonly TrainingEvent[];
  readonly step: number;
  readonly total: number;
  readonly best: BestLook | undefined;
  readonly device: DeviceReport;
}

export interface EvaluationEnd {
  readonly scored: number;
  readonly reason: 'completed' | 'stopped';
}

export type LabEvent =
  TrainingEvent | EvaluationEvent | KeepingEvent | DrawingEvent | LiveEvent | StressEvent;

/**
 * Events arrive in parts, in order. `end` closes one call's events: the page settles the call only after it has seen
 * it, since replies and events travel by separate queues.
 */
export type LabMessage =
  | { readonly type: 'events'; readonly events: readonly LabEvent[] }
  | { readonly type: 'end'; readonly call: number };
