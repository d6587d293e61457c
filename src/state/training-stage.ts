/** Training: its events so far, and what can be done to it. */
import type { StoreApi } from 'zustand/vanilla';
import type { DatasetSummary } from '../core/dataset/dataset.ts';
import type { Experiment } from '../core/experiment/experiment.ts';
import type {
  DeviceReport,
  RunProblem,
  ShownBatch,
  StepEvent,
  WatchedEvent,
  WatchingEvent,
} from '../core/run/events.ts';

export interface TrainingState {
  readonly status: 'idle' | 'starting' | 'running' | 'paused' | 'stopping' | 'done' | 'failed';
  readonly device: DeviceReport | undefined;
  readonly steps: readonly StepEvent[];
  /** Pictures that are looked at while it runs; undefined before the first look. */
  readonly watching: WatchingEvent | undefined;
  /** The looks so far. */
  readonly watched: readonly WatchedEvent[];
  /** What the network was fed at the step that was last asked for. */
  readonly batch: ShownBatch | undefined;
  /** Steps asked for. */
  readonly total: number;
  /** What the trained network was made from; undefined until a run starts. */
  readonly experiment: Experiment | undefined;
  readonly dataset: DatasetSummary | undefined;
  readonly problem: RunProblem | undefined;
  /** The step that the run was taken up from, after its device was lost. */
  readonly restored: number | undefined;
}

export interface TrainingStage {
  readonly store: StoreApi<TrainingState>;
  /** Starts the lab to learn what it runs on; called when the user first looks at training. */
  readonly inspectDevice: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
  /** Draws the batch of a step, from 1, of the run at hand. */
  readonly showBatch: (step: number) => void;
}
