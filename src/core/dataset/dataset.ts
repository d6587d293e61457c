/** A dataset as the app holds it: normal images to learn from, and test images with what is known of them. */
import type { Mask, RgbImage } from '../image/image.ts';
import type { Finding } from './doctor/finding.ts';
import type { ImageFacts } from './facts.ts';
import type { FullSize } from './full-size.ts';

/** `validation`: normal images that are neither learnt from nor tested with; thresholds may be set on them. */
export type Split = 'train' | 'validation' | 'test';

/** Name of the normal class, as in MVTec AD folders. */
export const normalClass = 'good';

export interface DatasetItem {
  /** Path inside the category, for example `test/scratch/003.png`; unique in its dataset. */
  readonly path: string;
  readonly split: Split;
  /** Defect type, or `good`. */
  readonly defect: string;
  readonly image: RgbImage;
  /** Ground truth, 255 where defective; same size as the image. */
  readonly mask?: Mask;
  /** What the dataset doctor compares. */
  readonly facts?: ImageFacts;
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
  /** Whether its images are shown with one median grey; as they are stored they are not. */
  readonly isEqualised: boolean;
}

/** What identifies a dataset in results and run events. */
export interface DatasetSummary {
  readonly name: string;
  /** SHA-256, hex, over sorted paths and pixels. */
  readonly fingerprint: string;
  readonly counts: DatasetCounts;
}

export interface Dataset extends DatasetSummary {
  readonly origin: 'sample' | 'imported';
  readonly items: readonly DatasetItem[];
  /** Missing where it is in memory alone. */
  readonly storedAt?: StoredAt;
  /** What the dataset doctor says of it. */
  readonly findings: readonly Finding[];
}

export function countItems(items: readonly DatasetItem[]): DatasetCounts {
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
