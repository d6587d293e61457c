/** The images in use: how they are opened, mapped, prepared and kept. */
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset, DatasetItem } from '../../core/dataset/dataset.ts';
import type { FolderRow, FolderUse } from '../../core/dataset/layout/mapping.ts';
import type { FoundCategory } from '../../core/dataset/layout/found.ts';
import type { PlannedCategory } from '../../core/dataset/layout/plan.ts';
import type { Preparation } from '../../core/dataset/preparation.ts';
import type { RunProblem } from '../../core/run/events.ts';
import type { RegionOfInterest, RgbImage } from '../../core/image/image.ts';
import type { Picture } from '../../core/image/picture.ts';
import type {
  FileProblem,
  ImportProblem,
  ImportProgress,
  Kept,
  LabelledFile,
  SourceFile,
} from '../../worker/bridge/contract-data.ts';
import type { DatasetPixels } from './pixels.ts';
import type { SampleName } from '../../core/dataset/samples/samples.ts';

/** How a category is to be used; changes take effect when it is opened again. */
export interface MappingState {
  readonly found: PlannedCategory;
  /** Images that are left out as found. */
  readonly spare: readonly string[];
  readonly rows: readonly FolderRow[];
  /** The user's changes, by the key of a row. */
  readonly uses: ReadonlyMap<string, FolderUse>;
  /** Rows that the user added, `*_ng.png`. */
  readonly patterns: readonly string[];
  /** What `found` becomes with them. */
  readonly category: PlannedCategory;
  readonly preparation: Preparation;
  /** The part of the images that counts; missing: all of them. */
  readonly region?: RegionOfInterest | undefined;
  /** Whether the uses are those that the user gave for an earlier drop of this shape. */
  readonly isRecalled: boolean;
  /** Whether this is how the images were opened. */
  readonly isOpened: boolean;
}

/** What was found of an object that the normal images show. */
export type FoundObject =
  | { readonly kind: 'found'; readonly cells: Uint8Array }
  /** What their edges show is everywhere. */
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly problem: RunProblem };

export interface DatasetState {
  readonly status: 'empty' | 'loading' | 'choosing' | 'ready' | 'failed';
  /** The dataset in use; stays while another is loading or failing, so that nothing is lost. */
  readonly dataset: Dataset | undefined;
  readonly progress: ImportProgress | undefined;
  /** A drop that is being looked through, before anything of it is loaded; `found` is what was reported last. */
  readonly inspecting: ImportProgress | undefined;
  /** The category to open of it, where the user has chosen already. */
  readonly wanted: string | undefined;
  /** First normal images of the dataset that is loading. */
  readonly preview: readonly DatasetItem[] | undefined;
  /** Several categories were dropped at once: which one? They stay while one of them is open, for the others. */
  readonly choices: readonly FoundCategory[];
  /** What the folders of the chosen category are used as; `undefined` if nothing was dropped. */
  readonly mapping: MappingState | undefined;
  /** The first normal image as the mapping would prepare it. */
  readonly prepared: Picture | undefined;
  /** How the images in use were made ready, so that others can be made ready alike. */
  readonly usedPreparation: Preparation;
  /** Where the images in use are kept; `undefined` for built-in ones. */
  readonly kept: Kept | undefined;
  /** Whether they are brought to one median grey. */
  readonly isEqualised: boolean;
  /** Paths of stored images that the user left out. */
  readonly leftOut: readonly string[];
  /** Files left out of the last import. */
  readonly fileProblems: readonly FileProblem[];
  /** Why the last import gave nothing. */
  readonly problem: ImportProblem | undefined;
}

export interface DatasetStage extends DatasetPixels {
  readonly store: StoreApi<DatasetState>;
  readonly openSample: (name: SampleName) => Promise<void>;
  /** Recognises the layout; asks by `choices` where there are several categories; imports where there is one, by `mapping`. */
  readonly importFiles: (
    files: readonly SourceFile[],
    /** What of the drop could not be read at all. */
    unread?: readonly FileProblem[],
  ) => Promise<void>;
  /** While a drop is looked through, the category opens as soon as all of it was seen. */
  readonly chooseCategory: (name: string) => Promise<void>;
  /** Opens every category of the drop, one after another, so that each is kept on this device; the last stays open. */
  readonly openAll: () => Promise<void>;
  /** Opens what is on this device. */
  readonly openStored: (id: string, isEqualised?: boolean) => Promise<void>;
  /** Opens what was open when the page was left, or else built-in images; `sample` goes before both. */
  readonly openFirst: (sample: SampleName | undefined) => Promise<void>;
  /** Brings the images in use to one median grey, or back to their own. */
  readonly equalise: (isWanted: boolean) => Promise<void>;
  /** Leaves just these of the stored images out, until the next call; of no effect on others. */
  readonly leaveOut: (paths: readonly string[]) => Promise<void>;
  /** Makes this part of the images count, or all of them: opens them again like that. A part that is too small changes nothing. */
  readonly setRegion: (region: RegionOfInterest | undefined) => Promise<void>;
  /**
   * Opens the images in use with these beside them, as another dataset; gives how many were added, and `fileProblems` the others;
   * `undefined` where nothing could be tried to its end: `problem` says why, but for a call that was called off, or images in memory alone.
   */
  readonly addTests: (tests: readonly LabelledFile[]) => Promise<number | undefined>;
  /** The mean of some normal images, all of each; `undefined` if there are none. Rejects if they cannot be read. */
  readonly backdrop: () => Promise<RgbImage | undefined>;
  /** Looks for an object that the normal images show before one background. */
  readonly findObject: () => Promise<FoundObject>;
  /** Says what a row of the mapping is to be used as. An import that goes by another use ends. */
  readonly setUse: (key: string, use: FolderUse) => void;
  /** Makes a row of all files whose names are like this: `*_ng.png`. */
  readonly addPattern: (pattern: string) => void;
  /** Says how working copies are to be made. */
  readonly prepare: (changes: Partial<Preparation>) => void;
  /** Opens what was dropped as it is mapped and prepared now. */
  readonly openMapped: () => Promise<void>;
  readonly cancel: () => void;
  readonly dismissProblems: () => void;
}
