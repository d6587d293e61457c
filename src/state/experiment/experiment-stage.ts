/** The experiment: the value of every knob, with undo. */
import type { StoreApi } from 'zustand/vanilla';
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import type { KnobRepair } from '../../core/experiment/parse.ts';
import type { History } from './history.ts';

export interface ExperimentState {
  readonly experiment: Experiment;
  /** Values of the link that were repaired, for one message; emptied when dismissed. */
  readonly repairs: readonly KnobRepair[];
  readonly history: History;
}

export interface ExperimentStage {
  readonly store: StoreApi<ExperimentState>;
  readonly set: <Name extends KnobName>(name: Name, value: Experiment[Name]) => void;
  readonly apply: (changes: Partial<Experiment>) => void;
  readonly reset: () => void;
  readonly newSeed: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismissRepairs: () => void;
  /** The query part of a link that gives the same pixels. */
  readonly link: () => string;
}
