/** Runs as files, out and in. */
import type { StoreApi } from 'zustand/vanilla';
import type { RunFileProblem } from '../core/run/file/run-file.ts';
import type { SourceFile } from '../worker/contract.ts';

/** What became of the files that were read last. */
export interface ImportReport {
  readonly added: number;
  /** Runs that were there already. */
  readonly duplicates: number;
  readonly refused: readonly { readonly file: string; readonly problem: RunFileProblem }[];
}

export interface TransferState {
  /** Runs written or files read so far; undefined while nothing is. */
  readonly work:
    { readonly kind: 'export' | 'import'; readonly done: number; readonly total: number } | undefined;
  readonly report: ImportReport | undefined;
  /** Why the last export came to nothing. */
  readonly problem: string | undefined;
}

export interface RunsFile {
  readonly content: Blob;
  readonly name: string;
}

export interface TransferStage {
  readonly store: StoreApi<TransferState>;
  /** One zip; undefined where it was called off, or where something went wrong. */
  readonly exportRuns: (ids: readonly string[]) => Promise<RunsFile | undefined>;
  /** Runs already taken in stay, should it be called off. */
  readonly importFiles: (files: readonly SourceFile[]) => Promise<void>;
  readonly cancel: () => void;
  readonly dismissReport: () => void;
}
