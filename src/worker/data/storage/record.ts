/** What storage knows of a dataset: where in its pack each image lies, and all that is not pixels. */
import type { DatasetCounts, Split } from '../../../core/dataset/dataset.ts';
import type { ImageFacts } from '../../../core/dataset/facts.ts';
import type { FullSize } from '../../../core/dataset/full-size.ts';
import type { Marks } from '../../../core/dataset/marks.ts';
import type { RegionOfInterest } from '../../../core/image/image.ts';
import type { Preparation } from '../../../core/dataset/preparation.ts';
import type { FileProblem } from '../../bridge/contract-data.ts';

/** Raised when records change their form; those of another version are not read. */
export const recordVersion = 1;

export interface StoredItem {
  readonly path: string;
  readonly split: Split;
  readonly defect: string;
  /** Bytes from the start of the pack; RGB8, `side` x `side`. */
  readonly at: number;
  /** One byte a pixel. */
  readonly maskAt?: number;
  readonly facts?: ImageFacts;
  readonly full?: FullSize;
}

/** A file as it came, in the pack of originals. */
export interface StoredOriginal {
  /** As it was given. */
  readonly path: string;
  readonly at: number;
  readonly length: number;
}

export interface StoredRecord {
  readonly version: number;
  readonly id: string;
  readonly name: string;
  /** Of the images as they are shown, equalised or not. */
  readonly fingerprint: string;
  readonly counts: DatasetCounts;
  readonly preparation: Preparation;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly items: readonly StoredItem[];
  /** Paths of items that the user left out; `fingerprint` and `counts` are of the others. */
  readonly leftOut?: readonly string[];
  /** The part of its images that counts; `fingerprint` is that with it. Missing: all of them. */
  readonly region?: RegionOfInterest | undefined;
  /** Where the files themselves were to be kept too. */
  readonly originals?: readonly StoredOriginal[];
  readonly problems: readonly FileProblem[];
}

/** A file that an import has read already, so that it need not be read again when the import continues. */
export interface StagedFile {
  /** As it was given. */
  readonly path: string;
  /** Bytes and, if the source gives it, milliseconds since 1970: they show that a file has changed. */
  readonly size: number;
  readonly modified: number;
  readonly at: number;
  readonly width: number;
  readonly height: number;
  /** Its place in the pack of originals, where those are kept. */
  readonly original?: Omit<StoredOriginal, 'path'>;
  /** Of a mask. */
  readonly marks?: readonly Marks[];
  /** Missing for masks. */
  readonly image?: { readonly digest: string; readonly facts: ImageFacts };
}

/** An import that has begun. What it wrote is of use to a later import of the same files. */
export interface StagedImport {
  readonly version: number;
  readonly id: string;
  readonly name: string;
  readonly preparation: Preparation;
  /** Files in all, and read so far. */
  readonly total: number;
  readonly files: readonly StagedFile[];
  /** Length of the pack that `files` speak of. */
  readonly bytes: number;
  /** Length of the pack of originals. */
  readonly originalBytes?: number;
  readonly savedAt: number;
}

export function packName(id: string): string {
  return `${id}.pack`;
}

export function originalsName(id: string): string {
  return `${id}.originals.pack`;
}

/** Of either pack. */
export function idOfPack(name: string): string {
  return name.replace(/\..*$/, '');
}
