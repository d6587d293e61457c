/** Training: its events so far, and what can be done to it. */
import type { StoreApi } from 'zustand/vanilla';
import type { DatasetSummary } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RunChange } from '../../core/run/schedule-changes.ts';
import type {
  BestLook,
  DeviceReport,
  RunProblem,
  ShownBatch,
  StepEvent,
  UnkeptReason,
  WatchedEvent,
  WatchingEvent,
} from '../../core/run/events.ts';
import type { NetworkName } from '../../worker/bridge/contract-lab.ts';

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
  /** Steps that were planned when the run began; `total` is what it is on its way to now. */
  readonly planned: number;
  /** What was changed under way. */
  readonly changes: readonly RunChange[];
  /** What the schedule's rate is taken times, from the next step on. */
  readonly rateFactor: number;
  /** The best look at held-out pictures, once the run has ended; undefined where nothing was held out. */
  readonly best: BestLook | undefined;
  /** Which network is at hand. */
  readonly network: NetworkName;
  /** Steps of the state that is kept on this device; undefined where none of this run is. */
  readonly keptStep: number | undefined;
  /** What a network that came from a file learnt from; undefined where it was trained here. It cannot be trained on. */
  readonly origin: DatasetSummary | undefined;
  /** Why it is not kept. */
  readonly unkept: { readonly reason: UnkeptReason; readonly detail: string } | undefined;
}

export interface TrainingStage {
  readonly store: StoreApi<TrainingState>;
  /** Starts the lab to learn what it runs on; called when the user first looks at training. */
  readonly inspectDevice: () => Promise<void>;
  readonly start: () => Promise<void>;
  /** The network at hand goes on from its last state until so many steps are done in all. */
  readonly trainOn: (steps: number) => Promise<void>;
  /** The schedule's rate times `factor`, from the next step on. */
  readonly changeRate: (factor: number) => void;
  /** Which network is looked at, evaluated and saved as a file; of no effect while training. */
  readonly chooseNetwork: (wanted: NetworkName) => Promise<void>;
  /** One step while paused. */
  readonly step: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
  /** Draws the batch of a step, from 1, of the run at hand. */
  readonly showBatch: (step: number) => void;
}
