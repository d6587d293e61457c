/** One run again with other seeds. */
import type { StoreApi } from 'zustand/vanilla';
import type { EvaluationProblem } from '../evaluation/evaluation-stage.ts';

/** Why a run cannot be repeated, or why the repetition ended early. */
export type RepeatProblem =
  | EvaluationProblem
  /** Its images are not the ones that are open. */
  | { readonly kind: 'other-dataset'; readonly wanted: string; readonly open: string };

export interface RepeatState {
  readonly status: 'idle' | 'running' | 'stopping';
  /** In the order that they are run. */
  readonly seeds: readonly number[];
  /** Seeds that have become a run. */
  readonly done: number;
  /** What a seed took, on the mean of those done; undefined before the first. */
  readonly perSeedMs: number | undefined;
  readonly problem: RepeatProblem | undefined;
}

export interface RepeatStage {
  readonly store: StoreApi<RepeatState>;
  /** Trains and evaluates the seeds that are missing for five of this run; each becomes a run of the history. */
  readonly start: (id: string) => Promise<void>;
  /** Ends the run at hand; those that are done stay. */
  readonly cancel: () => void;
}
