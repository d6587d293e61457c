/**
 * What each stage of the pipeline offers the view: a vanilla store to read, and the actions that change it.
 * The view reads stores and calls actions; it never sees a worker.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Dataset, DatasetItem, DatasetSummary } from '../core/dataset/dataset.ts';
import type { FolderRow, FolderUse } from '../core/dataset/layout/mapping.ts';
import type { PlannedCategory } from '../core/dataset/layout/plan.ts';
import type { Preparation } from '../core/dataset/preparation.ts';
import type { Experiment, KnobName } from '../core/experiment/experiment.ts';
import type { Picture } from '../core/image/picture.ts';
import type { KnobRepair } from '../core/experiment/parse.ts';
import type { Language } from '../core/experiment/knob.ts';
import type { Box } from '../core/image/image.ts';
import type {
  DeviceReport,
  RunProblem,
  ScoredItem,
  ShownBatch,
  StepEvent,
  WatchedEvent,
  WatchingEvent,
} from '../core/run/events.ts';
import type { PixelMetrics } from '../core/metrics/pixels.ts';
import type { ModelFormat, WeightsRefusal, WeightsReport } from '../core/run/weights.ts';
import type { RunResults } from '../core/run/results.ts';
import type {
  CandidateDetail,
  FileProblem,
  Gallery,
  ImportProblem,
  ImportProgress,
  Kept,
  Rival,
  SampleName,
  SourceFile,
} from '../worker/contract.ts';
import type { History } from './history.ts';
import type { CostStage } from './cost-stage.ts';
import type { FrameStage } from './frame-stage.ts';
import type { LearnStage } from './learn-stage.ts';
import type { OfflineStage } from './offline.ts';
import type { StorageStage } from './storage-stage.ts';
import type { ReplayStage } from './replay-stage.ts';
import type { RunsStage } from './runs-stage.ts';

/** What the view needs of the workers' words, so that it need not know the workers. */
export type {
  CandidateDetail,
  FileProblem,
  Gallery,
  ImportProblem,
  LabEvent,
  Rival,
  SampleName,
  SourceFile,
  StoredDataset,
} from '../worker/contract.ts';

export type StageName = 'data' | 'tune' | 'train' | 'evaluate' | 'runs';

/** A category found in what was dropped. */
export interface CategoryChoice {
  readonly name: string;
  readonly train: number;
  readonly test: number;
  readonly masks: number;
}

/** How a category is to be used; changes take effect when it is opened again. */
export interface MappingState {
  readonly found: PlannedCategory;
  /** Images that are left out as found. */
  readonly spare: readonly string[];
  readonly rows: readonly FolderRow[];
  /** The user's changes, by folder. */
  readonly uses: ReadonlyMap<string, FolderUse>;
  /** What `found` becomes with them. */
  readonly category: PlannedCategory;
  readonly preparation: Preparation;
  /** Whether this is how the images were opened. */
  readonly isOpened: boolean;
}

export interface DatasetState {
  readonly status: 'empty' | 'loading' | 'choosing' | 'ready' | 'failed';
  /** The dataset in use; stays while another is loading or failing, so that nothing is lost. */
  readonly dataset: Dataset | undefined;
  readonly progress: ImportProgress | undefined;
  /** A drop that is being looked through, before anything of it is loaded. */
  readonly inspecting: ImportProgress | undefined;
  /** First normal images of the dataset that is loading. */
  readonly preview: readonly DatasetItem[] | undefined;
  /** Several categories were dropped at once: which one? */
  readonly choices: readonly CategoryChoice[];
  /** What the folders of the chosen category are used as; undefined where nothing was dropped. */
  readonly mapping: MappingState | undefined;
  /** The first normal image as the mapping would prepare it. */
  readonly prepared: Picture | undefined;
  /** Where the images in use are kept; undefined for built-in ones. */
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

export interface DatasetStage {
  readonly store: StoreApi<DatasetState>;
  readonly openSample: (name: SampleName) => Promise<void>;
  /** Recognises the layout; asks by `choices` where there are several categories; imports where there is one, by `mapping`. */
  readonly importFiles: (files: readonly SourceFile[]) => Promise<void>;
  readonly chooseCategory: (name: string) => Promise<void>;
  /** Opens what is on this device. */
  readonly openStored: (id: string, isEqualised?: boolean) => Promise<void>;
  /** Opens what was open when the page was left, or else built-in images; `sample` goes before both. */
  readonly openFirst: (sample: SampleName | undefined) => Promise<void>;
  /** Brings the images in use to one median grey, or back to their own. */
  readonly equalise: (isWanted: boolean) => Promise<void>;
  /** Leaves just these of the stored images out, until it is told otherwise; of no effect on others. */
  readonly leaveOut: (paths: readonly string[]) => Promise<void>;
  /** Says what a folder is to be used as. */
  readonly setUse: (folder: string, use: FolderUse) => void;
  /** Says how working copies are to be made. */
  readonly prepare: (changes: Partial<Preparation>) => void;
  /** Opens what was dropped as it is mapped and prepared now. */
  readonly openMapped: () => Promise<void>;
  readonly cancel: () => void;
  readonly dismissProblems: () => void;
}

export interface ExperimentState {
  readonly experiment: Experiment;
  /** Values of the link that were repaired, for one message; emptied when dismissed. */
  readonly repairs: readonly KnobRepair[];
  readonly history: History;
}

export interface ExperimentStage {
  readonly store: StoreApi<ExperimentState>;
  readonly set: <Name extends KnobName>(name: Name, value: Experiment[Name]) => void;
  readonly apply: (changes: Partial<Experiment>) => void;
  readonly reset: () => void;
  readonly newSeed: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly dismissRepairs: () => void;
  /** The query part of a link that gives the same pixels. */
  readonly link: () => string;
}

export interface StudioState {
  readonly status: 'idle' | 'busy' | 'ready' | 'failed';
  readonly gallery: Gallery | undefined;
  /** The experiment that `gallery` shows, and the normal images that its tiles name by index. */
  readonly shown: Experiment | undefined;
  readonly sources: readonly DatasetItem[];
  readonly problem: string | undefined;
  /** Number of the draw looked at closely. */
  readonly chosen: number;
  /** Where the user wants its patch cut. */
  readonly source: Box | undefined;
  readonly detail: CandidateDetail | undefined;
  /** Every generator's way with the chosen image; undefined until asked for. */
  readonly rivals: readonly Rival[] | undefined;
}

export interface StudioStage {
  readonly store: StoreApi<StudioState>;
  readonly choose: (draw: number) => void;
  /** Cuts the chosen candidate's patch there; undefined lets it be drawn again. */
  readonly cutAt: (source: Box | undefined) => void;
  /** Keeps the generators' comparison up to date from now on, or no longer. */
  readonly compare: (isWanted: boolean) => void;
  /** Draws the gallery again, for when it failed; changes of knobs and dataset are followed anyway. */
  readonly redraw: () => void;
}

export interface TrainingState {
  readonly status: 'idle' | 'starting' | 'running' | 'paused' | 'stopping' | 'done' | 'failed';
  readonly device: DeviceReport | undefined;
  readonly steps: readonly StepEvent[];
  /** Pictures that are looked at while it runs; undefined before the first look. */
  readonly watching: WatchingEvent | undefined;
  /** The looks so far. */
  readonly watched: readonly WatchedEvent[];
  /** What the network was fed at the step that was last asked for. */
  readonly batch: ShownBatch | undefined;
  /** Steps asked for. */
  readonly total: number;
  /** What the trained network was made from; undefined until a run starts. */
  readonly experiment: Experiment | undefined;
  readonly dataset: DatasetSummary | undefined;
  readonly problem: RunProblem | undefined;
  /** The step that the run was taken up from, after its device was lost. */
  readonly restored: number | undefined;
}

export interface TrainingStage {
  readonly store: StoreApi<TrainingState>;
  /** Starts the lab to learn what it runs on; called when the user first looks at training. */
  readonly inspectDevice: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
  /** Draws the batch of a step, from 1, of the run at hand. */
  readonly showBatch: (step: number) => void;
}

export interface EvaluationState {
  readonly status: 'idle' | 'running' | 'done' | 'failed';
  /** Normal images embedded, then test images scored. */
  readonly bankDone: number;
  readonly bankTotal: number;
  readonly total: number;
  readonly items: readonly ScoredItem[];
  /** How well the maps find defective pixels, once all is scored; undefined without maps or masks. */
  readonly pixels: PixelMetrics | undefined;
  /** The images scored; stays when another dataset is opened. */
  readonly dataset: Dataset | undefined;
  /** Set when every test image was scored: what `Download results` saves. An evaluation stopped early has none. */
  readonly results: RunResults | undefined;
  /** "Defective iff score >= threshold"; the best F1's once all is scored, then whatever it is moved to. */
  readonly threshold: number | undefined;
  readonly problem: EvaluationProblem | undefined;
}

/** Evaluation needs the network and the images it was trained on. */
export type EvaluationProblem =
  | RunProblem
  | { readonly kind: 'not-trained' }
  | { readonly kind: 'still-training' }
  /** Another dataset is open than the network was trained on. */
  | { readonly kind: 'dataset-changed'; readonly trainedOn: string; readonly open: string }
  | { readonly kind: 'no-test-images' };

export interface EvaluationStage {
  readonly store: StoreApi<EvaluationState>;
  readonly moveThreshold: (threshold: number) => void;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

export interface WeightsState {
  readonly status: 'none' | 'reading' | 'ready' | 'failed';
  readonly report: WeightsReport | undefined;
  readonly refusal: WeightsRefusal | undefined;
}

export interface WeightsStage {
  readonly store: StoreApi<WeightsState>;
  /** Reads a file; where it fits, training starts from it. */
  readonly open: (file: Blob, name: string) => Promise<void>;
  /** The trained network as a file; undefined where there is none. */
  readonly exportModel: (format: ModelFormat) => Promise<Uint8Array<ArrayBuffer> | undefined>;
}

export type Theme = 'system' | 'light' | 'dark';

export interface PreferencesState {
  readonly language: Language;
  readonly theme: Theme;
  readonly stage: StageName;
}

export interface PreferencesStage {
  readonly store: StoreApi<PreferencesState>;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly openStage: (stage: StageName) => void;
}

/** Everything the view is given. */
export interface Stages {
  readonly dataset: DatasetStage;
  readonly storage: StorageStage;
  readonly experiment: ExperimentStage;
  readonly studio: StudioStage;
  readonly training: TrainingStage;
  readonly cost: CostStage;
  readonly evaluation: EvaluationStage;
  readonly weights: WeightsStage;
  readonly runs: RunsStage;
  readonly replay: ReplayStage;
  readonly preferences: PreferencesStage;
  readonly offline: OfflineStage;
  readonly learn: LearnStage;
  readonly frame: FrameStage;
}
