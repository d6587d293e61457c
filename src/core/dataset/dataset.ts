/** A dataset as the app holds it: normal images to learn from, and test images with what is known of them. */
import type { Mask, RegionOfInterest, RgbImage } from '../image/image.ts';
import type { Finding } from './doctor/finding.ts';
import type { ImageFacts } from './facts.ts';
import type { FullSize } from './full-size.ts';

/** `validation`: normal images that are neither learnt from nor tested with; thresholds may be set on them. */
export type Split = 'train' | 'validation' | 'test';

/** Name of the normal class, as in MVTec AD folders. */
export const normalClass = 'good';

/** What is known of an image without its pixels. */
export interface DatasetEntry {
  /** Path inside the category, for example `test/scratch/003.png`; unique in its dataset. */
  readonly path: string;
  readonly split: Split;
  /** Defect type, or `good`. */
  readonly defect: string;
  /** What the dataset doctor compares. */
  readonly facts?: ImageFacts;
}

export interface DatasetItem extends DatasetEntry {
  readonly image: RgbImage;
  /** Ground truth, 255 where defective; same size as the image. */
  readonly mask?: Mask;
  /** Of an image that is not learnt from; missing where the app drew it, or an earlier version imported it. */
  readonly full?: FullSize;
}

export interface DatasetCounts {
  readonly train: number;
  readonly testNormal: number;
  readonly testDefective: number;
  readonly masks: number;
  /** Present where there are any. */
  readonly validation?: number;
}

/** Where a dataset is kept on this device. */
export interface StoredAt {
  readonly id: string;
  /** Median grey that its images are brought to, in [0, 255]; missing: they are as they are stored. */
  readonly medianGray?: number;
  /** The part of them that counts; missing: all of them. */
  readonly region?: RegionOfInterest | undefined;
}

/** What identifies a dataset in results and run events. */
export interface DatasetSummary {
  readonly name: string;
  /** SHA-256, hex, over sorted paths and pixels, and the region where there is one: runs with another region are no runs on the same images. */
  readonly fingerprint: string;
  readonly counts: DatasetCounts;
  /** The part of its images that counts; missing: all of them. */
  readonly region?: RegionOfInterest | undefined;
}

/** What of a dataset identifies it. */
export function summaryOf({ name, fingerprint, counts, region }: DatasetSummary): DatasetSummary {
  return { name, fingerprint, counts, ...(region && { region }) };
}

export interface Dataset extends DatasetSummary {
  readonly origin: 'sample' | 'imported';
  /** Where it is in memory alone they hold their pixels; those of a stored one are read as they are needed. */
  readonly items: readonly DatasetEntry[];
  /** Missing where it is in memory alone. */
  readonly storedAt?: StoredAt;
  /** The mean of some normal images before a region was taken, on which one draws it; missing where all counts, and where it can be read. */
  readonly whole?: RgbImage | undefined;
  /** What the dataset doctor says of it. */
  readonly findings: readonly Finding[];
}

/** All pixels are in memory, or read as each is looked at. */
export interface HeldDataset extends Dataset {
  readonly items: readonly DatasetItem[];
}

export function isHeld(entry: DatasetEntry): entry is DatasetItem {
  return 'image' in entry;
}

export function withoutPixels({ path, split, defect, facts }: DatasetEntry): DatasetEntry {
  return { path, split, defect, ...(facts && { facts }) };
}

interface Counted extends Pick<DatasetEntry, 'split' | 'defect'> {
  /** Anything, of those that have one. */
  readonly mask?: unknown;
}

export function countItems(items: readonly Counted[]): DatasetCounts {
  const test = items.filter((item) => item.split === 'test');
  const validation = items.filter((item) => item.split === 'validation').length;
  return {
    train: items.filter((item) => item.split === 'train').length,
    testNormal: test.filter((item) => item.defect === normalClass).length,
    testDefective: test.filter((item) => item.defect !== normalClass).length,
    masks: items.filter((item) => item.mask !== undefined).length,
    ...(validation > 0 && { validation }),
  };
}
