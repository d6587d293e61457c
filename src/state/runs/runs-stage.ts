/** Finished runs: what the view reads of them, and what it may do with them. */
import type { StoreApi } from 'zustand/vanilla';
import type { KeptRun } from '../../core/run/file/run-file.ts';
import type { LabEvent } from '../../worker/bridge/contract-lab.ts';

export interface RunRecord extends KeptRun {
  /** What other runs are compared with; at most one is. */
  readonly isBaseline: boolean;
  /** The file that it was read from; undefined where it was run here. */
  readonly from?: string;
}

/** Where runs are kept between visits. Each call may reject: private windows, a full disk. */
export interface RunArchive {
  readonly list: () => Promise<readonly RunRecord[]>;
  readonly put: (record: RunRecord) => Promise<void>;
  /** What the run was made of, in order; kept apart, since lists do without. */
  readonly putEvents: (id: string, events: readonly LabEvent[]) => Promise<void>;
  readonly events: (id: string) => Promise<readonly LabEvent[] | undefined>;
  readonly remove: (id: string) => Promise<void>;
}

export interface RunsState {
  /** The newest first. */
  readonly records: readonly RunRecord[];
  /** A run that goes in a moment, unless that is undone. */
  readonly leaving: RunRecord | undefined;
  /** Runs to lay over each other, in the order chosen. */
  readonly compared: readonly string[];
  /** Why runs last no longer than this visit; undefined where they are kept. */
  readonly problem: string | undefined;
}

export interface RunsStage {
  readonly store: StoreApi<RunsState>;
  readonly rename: (id: string, name: string) => void;
  /** Makes it the baseline, or no longer. */
  readonly pin: (id: string) => void;
  /** Hides it at once; it goes for good after some seconds. */
  readonly remove: (id: string) => void;
  readonly undoRemove: () => void;
  /** Adds it to those compared, or takes it away. */
  readonly compare: (id: string) => void;
}
