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

/** Something kept among the runs that is none, or none that this version can read. */
export interface UnreadableRecord {
  /** As the browser keeps it. */
  readonly key: unknown;
  /** A newer version of Kizu wrote it. */
  readonly isNewer: boolean;
  /** The first part of it that is not as it should be, for example `results.evaluation`. */
  readonly where: string;
}

/** Where runs are kept between visits. Each call may reject: private windows, a full disk. */
export interface RunArchive {
  readonly list: () => Promise<{
    readonly records: readonly RunRecord[];
    readonly unreadable: readonly UnreadableRecord[];
  }>;
  readonly put: (record: RunRecord) => Promise<void>;
  /** What the run was made of, in order; kept apart, since lists do without. */
  readonly putEvents: (id: string, events: readonly LabEvent[]) => Promise<void>;
  readonly events: (id: string) => Promise<readonly LabEvent[] | undefined>;
  readonly remove: (id: string) => Promise<void>;
  /** Everything that is kept, as JSON, whether this version can read it or not. */
  readonly rescue: () => Promise<Blob>;
  readonly removeUnreadable: (gone: readonly UnreadableRecord[]) => Promise<void>;
  /** Deletes everything, so that runs can be kept again. */
  readonly reset: () => Promise<void>;
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
  /** What is kept among the runs and cannot be read; the others are listed. */
  readonly unreadable: readonly UnreadableRecord[];
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
  /** Everything that is kept, as JSON; undefined where even that cannot be had, with the problem told. */
  readonly rescue: () => Promise<Blob | undefined>;
  /** Takes away what cannot be read, but for what a newer version wrote. */
  readonly removeUnreadable: () => Promise<void>;
  /** Deletes all that is kept; runs of this visit stay, and are kept again. */
  readonly reset: () => Promise<void>;
}
