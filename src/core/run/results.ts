/** `results.json`: the numbers of one run, for people and programs outside. */
import type { DatasetSummary } from '../dataset/dataset.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { DeviceReport } from './events.ts';

export interface ResultItem {
  readonly path: string;
  readonly label: 0 | 1;
  readonly defect: string;
  readonly score: number;
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
  readonly evaluation: {
    readonly score: Experiment['score'];
    /** null when one class is missing: not computed is never 0. */
    readonly auroc: number | null;
    /** 95 % bootstrap interval of the AUROC, over images. */
    readonly aurocInterval: readonly [low: number, high: number] | null;
    readonly items: readonly ResultItem[];
    /** The first threshold stands for +Infinity and is written as null, since JSON has no infinity. */
    readonly roc: {
      readonly fpr: readonly number[];
      readonly tpr: readonly number[];
      readonly thresholds: readonly (number | null)[];
    };
  };
}
