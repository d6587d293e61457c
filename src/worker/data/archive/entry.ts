/** What comes out of an archive, one at a time, so that no more than one file is held in memory. */
import type { Result } from '../../../core/result.ts';
import type { ArchiveProblem } from './problem.ts';

export interface ArchiveEntry {
  /** `/` between names, none of them `.` or `..`; unique in its archive. */
  readonly path: string;
  /** Bytes, expanded. */
  readonly size: number;
  /**
   * The content. A zip has a checksum for each file, checked here; .tar.gz and .tar.xz have theirs at the end, so that a
   * `damaged-archive` may come after files that were wrong already; a bare .tar has none. To be asked for before the next
   * entry is; not asking skips the file. A problem that ends the reading (see `isEnding`) is reported here or as an item, not twice.
   */
  readonly bytes: () => Promise<Result<Uint8Array<ArrayBuffer>, ArchiveProblem>>;
}

export type ArchiveItem =
  | { readonly kind: 'entry'; readonly entry: ArchiveEntry }
  | { readonly kind: 'problem'; readonly problem: ArchiveProblem };
