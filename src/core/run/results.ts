/** `results.json`: the numbers of one run, for people and programs outside. */
import type { DatasetSummary } from '../dataset/dataset.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { PixelMetrics } from '../metrics/pixels.ts';
import type { DeviceReport, ScoredItem, ScoreName } from './events.ts';
import type { DefectSummary, ScoreSummary } from './score-summary.ts';

export interface ResultItem {
  readonly path: string;
  readonly label: 0 | 1;
  readonly defect: string;
  readonly score: number;
  /** By every score of the same pass. */
  readonly scores: ScoredItem['scores'];
}

export interface RunResults {
  readonly version: 1;
  readonly app: string;
  readonly config: Experiment;
  readonly seed: number;
  readonly dataset: DatasetSummary;
  readonly device: DeviceReport;
  readonly training: {
    readonly steps: number;
    readonly losses: readonly number[];
    readonly elapsedMs: number;
  };
  readonly evaluation: ScoreSummary & {
    readonly score: ScoreName;
    /** Every score of the same pass; choosing the best of them by test labels would be leakage. */
    readonly others: Readonly<Partial<Record<ScoreName, ScoreSummary>>>;
    readonly defects: readonly DefectSummary[];
    /** null without maps or masks. */
    readonly pixels: PixelMetrics | null;
    readonly items: readonly ResultItem[];
    /** The first threshold stands for +Infinity and is written as null, since JSON has no infinity. */
    readonly roc: {
      readonly fpr: readonly number[];
      readonly tpr: readonly number[];
      readonly thresholds: readonly (number | null)[];
    };
  };
}
