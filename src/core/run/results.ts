/** `results.json`: the numbers of one run, for people and programs outside. */
import type { CalibrationBasis } from '../inspect/calibration.ts';
import type { DatasetSummary } from '../dataset/dataset.ts';
import type { StatisticAuroc } from '../dataset/doctor/statistics.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { PixelMetrics } from '../metrics/pixels/measure-pixels.ts';
import type { RunChange } from './schedule-changes.ts';
import type { BestLook, DeviceReport, ScoredItem, ScoreName, ValidationScore } from './events.ts';
import type { DefectSummary, ScoreSummary } from './score-summary.ts';

export interface ResultItem {
  readonly path: string;
  readonly label: 0 | 1;
  readonly defect: string;
  readonly score: number;
  /** By every score of the same pass. */
  readonly scores: ScoredItem['scores'];
}

/** How the run went otherwise than its configuration says. */
export interface ScheduleChanges {
  /** Steps planned when it began; the configuration has those it ended at. */
  readonly planned: number;
  readonly changes: readonly RunChange[];
}

/** Which network was evaluated: after its last step, or as it was at the best probe of held-out pictures. */
export type ChosenNetwork = { readonly kind: 'last' } | ({ readonly kind: 'best' } & BestLook);

/** Which method made the numbers. */
export interface UsedDetector {
  /** One of `detectorOptions`, unless a later version wrote the file. */
  readonly id: string;
  readonly backbone: string;
}

/** A limit above which an image counts as defective, and how it was found. */
export interface ResultThreshold {
  /** `split-conformal`, `cross-conformal` or `exponential-tail`, unless a later version wrote the file. */
  readonly method: string;
  /** Share of normal images that it is meant to let through as defective. */
  readonly falseAlarmRate: number | null;
  readonly value: number;
  /** What it was found on, for example `30 validation images`; see core/inspect/calibration.ts. */
  readonly basis: string;
}

export interface RunResults {
  readonly version: 3;
  readonly app: string;
  readonly config: Experiment;
  readonly seed: number;
  readonly detector: UsedDetector;
  readonly dataset: DatasetSummary;
  readonly device: DeviceReport;
  readonly training: {
    /** That the evaluated network learnt from. */
    readonly steps: number;
    readonly losses: readonly number[];
    readonly elapsedMs: number;
    /** Missing if nothing was changed under way. */
    readonly course?: ScheduleChanges;
    /** Missing in results of earlier versions, which are of the last. */
    readonly network?: ChosenNetwork;
    /** What the network learnt from; missing if that is the dataset that was evaluated. */
    readonly learntFrom?: DatasetSummary;
  };
  readonly thresholds: readonly ResultThreshold[];
  readonly evaluation: ScoreSummary & {
    readonly score: ScoreName;
    /** Every score of the same pass; choosing the best of them by test labels would be leakage. */
    readonly others: Readonly<Partial<Record<ScoreName, ScoreSummary>>>;
    readonly defects: readonly DefectSummary[];
    /** null without maps or masks. */
    readonly pixels: PixelMetrics | null;
    /** What a number of whole images alone reaches; missing without both classes, and in results of earlier versions. */
    readonly statistic?: StatisticAuroc | undefined;
    /** Of the same network before its first step, on the same images; missing unless it was asked for. */
    readonly untrained?: { readonly auroc: number } | undefined;
    readonly items: readonly ResultItem[];
    /** Scores of normal images, from which the thresholds are; missing without any, and in results before version 3. */
    readonly validation?: readonly ValidationScore[] | undefined;
    /** What these images are; missing where they are the validation split. */
    readonly validationBasis?: CalibrationBasis | undefined;
    /** The first threshold stands for +Infinity and is written as null, since JSON has no infinity. */
    readonly roc: {
      readonly fpr: readonly number[];
      readonly tpr: readonly number[];
      readonly thresholds: readonly (number | null)[];
    };
  };
}
