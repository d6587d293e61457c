/** What an import in progress offers to those who read files, and what it needs. */
import type { HeldDataset } from '../../../core/dataset/dataset.ts';
import type { FileProblem, Kept } from '../../bridge/contract-data.ts';
import type { ReadImage, ReadMask } from '../prepare.ts';
import type { Database } from './database.ts';
import type { PackFiles } from './files.ts';

export interface FileIdentity {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

export interface Staging {
  /** What an earlier import made of this very file. */
  readonly recall: (file: FileIdentity) => ReadImage | ReadMask | undefined;
  readonly isKnown: (file: FileIdentity) => boolean;
  /** `bytes`: the file as it came. Gives the same, its pixels read back from the pack where they could be written. */
  readonly keep: (
    file: FileIdentity,
    read: ReadImage | ReadMask,
    bytes: Uint8Array<ArrayBuffer>,
  ) => ReadImage | ReadMask;
  /**
   * Makes it a dataset, whole. `dataset` holds the very images that were kept or recalled. Where it cannot be stored, they can be
   * read until `drop`.
   */
  readonly commit: (dataset: HeldDataset, problems: readonly FileProblem[]) => Promise<Kept>;
  /** Leaves nothing. */
  readonly drop: () => Promise<void>;
}

export interface StagingTools {
  readonly files: PackFiles;
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
