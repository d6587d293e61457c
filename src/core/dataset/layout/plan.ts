/** What the paths of dropped files mean, before any file is read. */

export interface PlannedFile {
  /** As it was given. */
  readonly path: string;
  /** `train/good/000.png`, spelt as on disk; a flat folder's files are put under `train/good`. */
  readonly inCategoryPath: string;
  readonly kind: 'train' | 'test' | 'mask';
  /** Defect type as its folder is named, or `good`. */
  readonly defect: string;
  /** Path, as given, of the test image that a mask belongs to; missing where there is no such image. */
  readonly maskOf?: string;
}

export interface PlannedCategory {
  /** Name of the category's folder, or its whole path where two share a name; unique in its plan. */
  readonly name: string;
  /** `flat`: a folder of images without `train` and `test`; all are taken for normal training images. */
  readonly layout: 'mvtec' | 'flat';
  /** Sorted by `inCategoryPath`. */
  readonly entries: readonly PlannedFile[];
}

/** Every path given is in exactly one place of its plan. */
export interface FolderPlan {
  readonly categories: readonly PlannedCategory[];
  /** System files, readme and licence: nobody needs to hear of them. */
  readonly ignored: readonly string[];
  /** Files in places without meaning, which the reader should hear of. */
  readonly unknown: readonly string[];
}
