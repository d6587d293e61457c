/**
 * What an archive may ask of the machine. The largest public dataset meant here (MVTec AD: 6,900 files, 5 GB) fits several
 * times; a bomb does not.
 */
export interface ArchiveLimits {
  /** Files, folders and links together. */
  readonly maxEntries: number;
  readonly maxExpandedBytes: number;
  /** As much as one picture may have. */
  readonly maxEntryBytes: number;
  /** Expanded over packed bytes. Pictures are packed already: their archives stay near 1. */
  readonly maxRatio: number;
  /** Small archives of blank masks may well be packed tighter than `maxRatio`: up to here that is no matter. */
  readonly ratioFromBytes: number;
  /** Characters. */
  readonly maxPathLength: number;
}

export const archiveLimits: ArchiveLimits = {
  maxEntries: 50_000,
  maxExpandedBytes: 32 * 2 ** 30,
  maxEntryBytes: 64 * 2 ** 20,
  maxRatio: 200,
  ratioFromBytes: 64 * 2 ** 20,
  maxPathLength: 1024,
};
