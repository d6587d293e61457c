/** What the paths of dropped files mean, before any file is read. */
import type { SaturationRule } from '../../metrics/pixels/saturation.ts';
import type { Split } from '../dataset.ts';

export interface PlannedFile {
  /** As it was given. */
  readonly path: string;
  /**
   * `train/good/000.png`: every layout's files are put where MVTec AD has them, with names spelt as on disk. Recognising
   * these paths again gives the same meaning.
   */
  readonly inCategoryPath: string;
  readonly kind: Split | 'mask';
  /** Defect type as its folder is named, or `good`. */
  readonly defect: string;
  /** Path, as given, of the image that a mask belongs to; missing if there is no such image. Several masks of one image add up. */
  readonly maskOf?: string;
}

/**
 * `flat`: a folder of images without any structure; all are taken for normal training images.
 * `beside`: masks beside their images. `listed`: a CSV or JSON list has the labels.
 * `kolektor` and `kolektor-2` name no defects: an image is defective where its mask marks a pixel (see settle.ts).
 */
export type Layout =
  | 'mvtec'
  | 'mvtec-2'
  | 'btad'
  | 'visa'
  | 'visa-reorganised'
  | 'kolektor'
  | 'kolektor-2'
  | 'normal-abnormal'
  | 'beside'
  | 'listed'
  | 'flat';

/**
 * What was taken by a hint, so that the user is asked before anything is trained. `names`: words in names of files or folders;
 * `twins`: pictures of one name and two formats, taken for images and their masks; `numbers`: labels 0 and 1 of a list.
 */
export type Doubt = 'names' | 'twins' | 'numbers';

export interface PlannedCategory {
  /** Name of the category's folder, or its whole path where two share a name; unique in its plan. */
  readonly name: string;
  readonly layout: Layout;
  /** `every-fifth`: the data names no split, so every fifth normal image is held out to test with. */
  readonly split: 'given' | 'every-fifth';
  /** Present where masks decide what is defective: the split that the folders give, if any, of each image by its path. */
  readonly undecided?: ReadonlyMap<string, Split | undefined>;
  /** Missing if all of it is certain. */
  readonly doubts?: readonly Doubt[];
  /** Numbers that pixels of masks have, sorted, where the data lists them; others are reported. */
  readonly maskValues?: readonly number[];
  /** How much of a region with such a number has to be found, where the data says so. */
  readonly saturations?: readonly SaturationRule[];
  /** Sorted by `inCategoryPath`. */
  readonly entries: readonly PlannedFile[];
}

/** Files that were understood, and that the app has no use for. */
export interface UnusedFile {
  readonly path: string;
  /**
   * `unlabelled`: nobody outside knows the labels; `table`: read, or of another task; `list`: a list whose rows were followed;
   * `normal-mask`: a mask beside a normal image; `boxes`: rectangles around defects, which are no masks.
   */
  readonly reason: 'unlabelled' | 'table' | 'list' | 'normal-mask' | 'boxes';
}

/** Every path given is in exactly one place of its plan. */
export interface FolderPlan {
  readonly categories: readonly PlannedCategory[];
  /** System files, readme and licence: nobody needs to hear of them. */
  readonly ignored: readonly string[];
  /** Sorted by path. */
  readonly unused: readonly UnusedFile[];
  /** Files in places without meaning, which the reader should hear of. */
  readonly unknown: readonly string[];
  /** Lines of tables that could not be followed. */
  readonly tableProblems: readonly TableProblem[];
}

/** One line of a table that says nothing of use; the other lines count all the same. */
export interface TableProblem {
  readonly path: string;
  readonly line: number;
  readonly kind:
    'open-quote' | 'missing-column' | 'missing-cell' | 'unknown-label' | 'image-not-found' | 'mask-values';
  readonly came: string;
  readonly wanted: string;
}
