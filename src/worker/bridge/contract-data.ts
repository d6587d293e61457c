/** What crosses between the page and the data worker, which makes datasets. */
import type {
  Dataset,
  DatasetItem,
  DatasetSummary,
  HeldDataset,
  StoredAt,
} from '../../core/dataset/dataset.ts';
import type { ImageFacts } from '../../core/dataset/facts.ts';
import type { FoundCategory } from '../../core/dataset/layout/found.ts';
import type { PlannedCategory } from '../../core/dataset/layout/plan.ts';
import type { Preparation } from '../../core/dataset/preparation.ts';
import type { SampleName } from '../../core/dataset/samples/samples.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import type { FrameStatistics } from '../../core/inspect/camera/frame-quality.ts';
import type { RegistrationLuma, Shift } from '../../core/inspect/camera/phase-correlation.ts';
import type { TiledPhoto } from '../../core/inspect/tiles/photos.ts';
import type { TilePlace } from '../../core/inspect/tiles/tiles.ts';
import type { Picture } from '../../core/image/picture.ts';
import type { Result } from '../../core/result.ts';

export interface SourceFile {
  /** Path inside what was dropped, `/` between names. */
  readonly path: string;
  readonly blob: Blob;
}

/** Why an archive could not be read to its end; what came before stands. */
export type ArchiveEndingKind =
  | 'not-an-archive'
  | 'unsupported-archive'
  | 'empty-archive'
  | 'not-a-tar'
  | 'truncated-archive'
  | 'damaged-archive'
  | 'too-many-entries'
  | 'too-much-expanded'
  | 'too-compressed'
  | 'unreadable'
  | 'cancelled'
  | 'unexpected';

/** Why one file of an archive was left out. */
export type ArchiveEntryKind =
  | 'path-empty'
  | 'path-absolute'
  | 'path-escapes'
  | 'path-control'
  | 'path-too-long'
  | 'path-duplicate'
  | 'link'
  | 'device'
  | 'unsupported-entry'
  | 'unsupported-compression'
  | 'encrypted'
  | 'entry-too-large'
  | 'nested-archive'
  | 'damaged-entry'
  | 'passed-by';

/** Why one file was left out; the rest is imported all the same. */
export interface FileProblem {
  readonly path: string;
  readonly kind:
    | 'not-an-image'
    | 'damaged-image'
    | 'unsupported-image'
    | 'too-large'
    | 'too-small'
    | 'mask-size-differs'
    | 'mask-value-unknown'
    | 'list-too-large'
    | 'mask-without-image'
    | 'unknown-place'
    | 'unused-normal-mask'
    | 'unused-boxes'
    | 'unused-unlabelled'
    | 'defect-in-training'
    | 'duplicate'
    | 'table-line'
    | 'rest-unseen'
    /** Links and folders of a drop, of which browsers show nothing. */
    | 'link-not-followed'
    | 'folder-shows-nothing'
    | 'folder-too-deep'
    | ArchiveEndingKind
    | ArchiveEntryKind;
  /** What came, for example `starts with 00 00 01 00` or `12 x 12 px`. */
  readonly came: string;
  /** What was wanted, where the kind alone does not say. */
  readonly wanted?: string;
}

/** Why nothing could be imported; `problems` says what was wrong with each file, where files were read. */
export type ImportProblem =
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-images'; readonly files: number; readonly problems?: readonly FileProblem[] }
  | {
      readonly kind: 'no-normal-images';
      /** Folders in which images lay. */
      readonly found: readonly string[];
      readonly problems?: readonly FileProblem[];
    }
  | { readonly kind: 'cancelled' }
  /** No such dataset is on this device any more. */
  | { readonly kind: 'not-stored' }
  /** There was no room for them, or the browser keeps nothing; `detail` is what it says. */
  | { readonly kind: 'not-kept'; readonly detail: string }
  | { readonly kind: 'unexpected'; readonly detail: string };

export interface ImportProgress {
  /** Archives are looked through before their files are read; then `done` and `total` count megabytes. */
  readonly phase?: 'listing';
  readonly done: number;
  readonly total: number;
  readonly path: string;
  /** Milliseconds that it will take yet, once there is a pace to go by. */
  readonly leftMs?: number;
  /** The first normal training images, reported once, so that they are seen before all is there. */
  readonly preview?: readonly DatasetItem[];
  /** Categories found so far in an archive that is still looked through, reported now and then: the user may choose one already. */
  readonly found?: readonly FoundCategory[];
}

/** What a drop holds, by its paths and tables alone: no image was read. */
export interface Inspection {
  readonly categories: readonly PlannedCategory[];
  /** Images in places that mean nothing, or of no use as they lie: a mapping may use them all the same. */
  readonly spare: readonly string[];
  readonly problems: readonly FileProblem[];
  /** Paths of those sources that are archives. A file inside lies below the archive's name without its ending. */
  readonly archives: readonly string[];
}

/** Where the working copies of an import are, once it is done. */
export type Kept =
  | { readonly kind: 'stored'; readonly id: string }
  | {
      /** They last as long as the page. */
      readonly kind: 'memory';
      readonly reason: 'no-storage' | 'full' | 'failed';
      readonly detail: string;
      /** What was written before it failed. */
      readonly bytes: number;
    };

export interface ImportOutcome {
  readonly dataset: Dataset;
  readonly problems: readonly FileProblem[];
  readonly kept: Kept;
}

/** A dataset on this device, without its images. */
export interface StoredDataset extends DatasetSummary {
  readonly id: string;
  readonly preparation: Preparation;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/**
 * `copies`: the working copies and masks as PNG files, laid out like MVTec AD; `originals`: the files as they came, where they
 * lay.
 */
export type ExportedFiles = 'copies' | 'originals';

/** How a dataset on this device is to be opened. */
export interface StoredUse {
  readonly isEqualised: boolean;
  /** Paths of images to leave out from now on; missing: as last time. */
  readonly leaveOut?: readonly string[];
  /** The part of the images that counts from now on, null for all of them; missing: as last time. */
  readonly region?: RegionOfInterest | null;
}

/** Some images of a dataset on this device. */
export interface WantedImages extends StoredAt {
  /** Of its items, in the order wanted. */
  readonly paths: readonly string[];
}

/** `dataset` holds no pixels; `lookAtStored` reads them. */
export interface OpenedDataset {
  readonly dataset: Dataset;
  readonly preparation: Preparation;
  /** Paths of images that are stored, but not in it. */
  readonly leftOut: readonly string[];
}

/** An image whose class a person named. */
export interface LabelledFile extends SourceFile {
  /** As a folder of test images is named. */
  readonly defect: string;
}

/** A dataset on this device, or a built-in one. */
export type TestsOf = { readonly id: string } | { readonly sample: SampleName };

export interface MoreTests {
  /** Of the dataset with them; `undefined` where none could be added. */
  readonly id: string | undefined;
  readonly added: number;
  /** Those that were left out. */
  readonly problems: readonly FileProblem[];
}

/** An import that was cut off; dropping the same files again continues with it. */
export interface InterruptedImport {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  readonly bytes: number;
}

/** A dataset on this device that cannot be read; its pixels are left alone. */
export interface UnreadableDataset {
  readonly id: string;
  /** A newer version of Kizu wrote it. */
  readonly isNewer: boolean;
  /** Its name, where all but its pixels is there: the browser cleared them. */
  readonly cleared?: string;
}

export interface StorageReport {
  /** `undefined` if datasets outlive the page; else why they do not. */
  readonly obstacle: string | undefined;
  readonly datasets: readonly StoredDataset[];
  readonly interrupted: readonly InterruptedImport[];
  readonly unreadable: readonly UnreadableDataset[];
}

/** One category of a drop, as it is to be used. */
export interface ImportRequest {
  readonly sources: readonly SourceFile[];
  /** As the inspection found them. */
  readonly archives: readonly string[];
  readonly category: PlannedCategory;
  readonly preparation: Preparation;
  /** The part of the images that counts; missing: all of them. */
  readonly region?: RegionOfInterest | undefined;
}

/** The latest training on a dataset, kept on this device so that it can be resumed. */
export interface KeptRun {
  /** The dataset's fingerprint. */
  readonly id: string;
  /** The dataset's name. */
  readonly dataset: string;
  /** Steps done, of those it is on its way to. */
  readonly step: number;
  readonly total: number;
  readonly width: Experiment['width'];
  readonly seed: number;
  /** Step of the network that did best on held-out pictures, kept beside the last; `undefined` if none was. */
  readonly best?: number | undefined;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface KeptRunsReport {
  /** The newest first; none if nothing can be stored. */
  readonly runs: readonly KeptRun[];
  /** How many more there are that cannot be read, and that a newer version of Kizu kept. */
  readonly broken: number;
  readonly newer: number;
}

export interface KeptRunsApi {
  listRuns(): Promise<KeptRunsReport>;
  /** Takes away those that cannot be read, but for a newer version's and those that some tab trains. */
  removeBrokenRuns(): Promise<void>;
  /** Takes away the one saved at that time, and none that has taken its place. False, with nothing done, while some tab trains it. */
  removeRun(id: string, savedAt: number): Promise<boolean>;
}

/** How images of which nothing is known are made ready: as the normals that they are compared with were. */
export interface UnlabelledUse {
  readonly preparation: Preparation;
  /** That every image is brought to, where the normals were; see core/dataset/equalise.ts. */
  readonly medianGray?: number | undefined;
  /** The part of every image that counts, where one was chosen for the normals. */
  readonly region?: RegionOfInterest | undefined;
}

export interface UnlabelledImage {
  readonly path: string;
  readonly image: RgbImage;
  readonly facts: ImageFacts;
  readonly thumbnail: RgbImage;
}

/** Some images of a stream, in order, and the files among them that cannot be used. */
export interface UnlabelledPart {
  readonly images: readonly UnlabelledImage[];
  readonly problems: readonly FileProblem[];
  /** Whether all files were read. */
  readonly isLast: boolean;
}

/** Images that are looked at once and not kept. One stream at a time: a newer one ends an older one. */
export interface UnlabelledApi {
  openUnlabelled(sources: readonly SourceFile[], use: UnlabelledUse): Promise<void>;
  /** The next `count` files at most; none are left once a part is the last. */
  nextUnlabelled(count: number): Promise<UnlabelledPart>;
  closeUnlabelled(): Promise<void>;
  readUnlabelled(source: SourceFile, use: UnlabelledUse): Promise<Result<UnlabelledImage, FileProblem>>;
}

/** What comes next of photos that are opened one after another. */
export type NextPhoto =
  | { readonly kind: 'photo'; readonly photo: TiledPhoto }
  | { readonly kind: 'problem'; readonly problem: FileProblem }
  | { readonly kind: 'end' };

/** Photos at their own size, of which tiles are cut; one is held at a time. One stream at a time: a newer one ends an older one. */
export interface PhotosApi {
  /** All of each photo counts. Its thumbnail shows what its tiles cover where the preparation stretches. */
  openPhotos(sources: readonly SourceFile[], use: UnlabelledUse): Promise<void>;
  nextPhoto(): Promise<NextPhoto>;
  /** Of the photo that came last, at the working size; none once the stream is closed. */
  cutTiles(places: readonly TilePlace[]): Promise<readonly RgbImage[]>;
  closePhotos(): Promise<void>;
}

/** How a frame is made ready. */
export interface FrameUse extends UnlabelledUse {
  /** That it goes by in lists. */
  readonly path: string;
  /** That frames are brought over, from an earlier frame or image; none: they stay where they are. */
  readonly reference?: RegistrationLuma | undefined;
}

/** One frame of a camera or a video. */
export interface SeenFrame {
  /** For `keepFrame`. */
  readonly id: number;
  readonly image: UnlabelledImage;
  readonly statistics: FrameStatistics;
  /** Of the working copy, as a reference for later frames. */
  readonly luma: RegistrationLuma;
  /** What would bring it over the reference; done where it can be trusted. */
  readonly shift: Shift | undefined;
}

/** Frames come one after another from the page, which alone sees cameras. */
export interface FramesApi {
  /** Takes the frame over. */
  readFrame(frame: ImageBitmap, use: FrameUse): Promise<SeenFrame>;
  /** One of the last few as a PNG file, at its own size and brought over the reference; `undefined` if it is too old. */
  keepFrame(id: number): Promise<Blob | undefined>;
}

export interface DataApi extends KeptRunsApi, UnlabelledApi, PhotosApi, FramesApi {
  /** Draws one built-in category; always the same pixels in the part that counts. */
  drawSample(
    name: SampleName,
    report: (progress: ImportProgress) => void,
    region?: RegionOfInterest,
  ): Promise<HeldDataset>;
  /** Finds categories in what was dropped; archives are looked through. */
  inspect(
    sources: readonly SourceFile[],
    report: (progress: ImportProgress) => void,
  ): Promise<Result<Inspection, ImportProblem>>;
  /** Ends the running inspection as soon as all of that category was seen; of use where an archive holds others too. */
  wantCategory(name: string): Promise<void>;
  importCategory(
    request: ImportRequest,
    report: (progress: ImportProgress) => void,
  ): Promise<Result<ImportOutcome, ImportProblem>>;
  /** The first normal image as the request would prepare it; `undefined` if it cannot be shown, or a newer one is asked for. */
  previewImage(request: ImportRequest): Promise<Picture | undefined>;
  listStored(): Promise<StorageReport>;
  openStored(
    id: string,
    use: StoredUse,
    report: (progress: ImportProgress) => void,
  ): Promise<Result<OpenedDataset, ImportProblem>>;
  /** Labelled test images beside those of a dataset, without what was left out of it, as one of their own on this device. */
  addTests(
    to: TestsOf,
    tests: readonly LabelledFile[],
    report: (progress: ImportProgress) => void,
  ): Promise<Result<MoreTests, ImportProblem>>;
  /** Images with their pixels, in the order wanted; `undefined` if one is not there. Rejects if its pixels cannot be read. */
  lookAtStored(wanted: WantedImages): Promise<readonly DatasetItem[] | undefined>;
  /** Takes a dataset, or an interrupted import, off this device. */
  removeStored(id: string): Promise<void>;
  /** In a zip; `undefined` if there is no such dataset, or its originals are not kept. */
  exportStored(id: string, what: ExportedFiles): Promise<Blob | undefined>;
  /** Ends the running import or drawing; what was being imported is dropped whole. */
  cancel(): Promise<void>;
  /** Ends the running inspection, which continues beside the rest. */
  cancelInspection(): Promise<void>;
}
