/** Runs as files, out and in. */
import type { StoreApi } from 'zustand/vanilla';
import type { RunFileProblem } from '../../core/run/file/run-file.ts';
import type { WeightsRefusal } from '../../core/run/weights.ts';
import type { SourceFile } from '../../worker/bridge/contract-data.ts';
import type { EvaluationProblem } from '../evaluation/evaluation.ts';
import type { WeightsPlace } from './run-zip/run-zip.ts';

/** What became of the files that were read last. */
export interface ImportReport {
  readonly added: number;
  /** Runs that were there already. */
  readonly duplicates: number;
  readonly refused: readonly { readonly file: string; readonly problem: RunFileProblem }[];
}

/** Why the network of a run is not used. */
export type NetworkRefusal =
  | { readonly of: 'file'; readonly problem: RunFileProblem }
  | { readonly of: 'weights'; readonly problem: WeightsRefusal }
  | { readonly of: 'work'; readonly problem: EvaluationProblem };

export interface TransferState {
  /** Runs written or files read so far; `undefined` while nothing is. */
  readonly work:
    | { readonly kind: 'export' | 'import' | 'network'; readonly done: number; readonly total: number }
    | undefined;
  readonly report: ImportReport | undefined;
  /** Runs read on this visit whose weights are in their zip, by id. */
  readonly networks: ReadonlyMap<string, WeightsPlace>;
  /** Why the last network that was asked for is not used. */
  readonly refusal: NetworkRefusal | undefined;
  /** Why the last export came to nothing. */
  readonly problem: string | undefined;
}

export interface RunsFile {
  readonly content: Blob;
  readonly name: string;
}

export interface TransferStage {
  readonly store: StoreApi<TransferState>;
  /** One zip; `undefined` if it was called off, or where something went wrong. */
  readonly exportRuns: (ids: readonly string[]) => Promise<RunsFile | undefined>;
  /** Runs already taken in stay, should it be called off. */
  readonly importFiles: (files: readonly SourceFile[]) => Promise<void>;
  /** Makes its network the current one, to be evaluated and saved; true once it is. */
  readonly useNetwork: (id: string) => Promise<boolean>;
  readonly cancel: () => void;
  readonly dismissReport: () => void;
}
