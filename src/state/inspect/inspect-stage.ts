/** New images without labels, judged by the current detector: scores, verdicts, and what a reviewer says of them. */
import type { StoreApi } from 'zustand/vanilla';
import type { DatasetSummary } from '../../core/dataset/dataset.ts';
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RgbImage } from '../../core/image/image.ts';
import type { AlarmCosts } from '../../core/metrics/alarm-costs.ts';
import type { Calibration } from '../../core/inspect/calibration.ts';
import type { CorrectionCheck, HowCorrected } from '../../core/inspect/correction.ts';
import type { DetectorFileProblem, DetectorPassport, SavingRefusal } from '../../core/inspect/passport.ts';
import type { ComparedFacts, Difference } from '../../core/inspect/unlikeness.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import type { FileProblem, SourceFile } from '../../worker/bridge/contract-data.ts';
import type { CameraSession } from './camera/camera-stage.ts';
import type { EvaluationProblem } from '../evaluation/evaluation.ts';
import type { TilesChoice, TilesRefusal, TilesState } from './tiles/tiles-stage.ts';

/** What the reviewer says an image is. */
export type Review = 'normal' | 'defect';

/** What is kept of an image once it was judged. */
export interface InspectedItem {
  /** Place in the order of judging, from 0. */
  readonly id: number;
  readonly path: string;
  readonly score: number;
  /** The score before the detector was corrected, where it was since. */
  readonly firstScore?: number;
  readonly map: ScoreMap | undefined;
  readonly thumbnail: RgbImage;
  readonly facts: ComparedFacts;
  /** How it is unlike every normal image. */
  readonly differences: readonly Difference[];
  /** The file, where it can be read again; those of archives cannot. */
  readonly source: SourceFile | undefined;
}

/** What the verdicts rest on. */
export interface InspectionBasis {
  readonly dataset: DatasetSummary;
  readonly experiment: Experiment;
  readonly calibration: Calibration;
  /** How the detector takes in what a person says; missing: not at all. */
  readonly corrects?: HowCorrected | undefined;
  /** Whether confirmed defects can make it better. */
  readonly learnsDefects?: boolean | undefined;
  /** Of the dataset's normal images. */
  readonly normals: readonly ComparedFacts[];
}

export type InspectProblem =
  | Exclude<EvaluationProblem, { readonly kind: 'no-test-images' }>
  /** The network has learnt from every normal image: none can set a threshold. */
  | { readonly kind: 'nothing-held-out' }
  /** The dataset or the network changed while images were judged. */
  | { readonly kind: 'detector-changed' }
  /** A file that was to be opened as a detector. */
  | { readonly kind: 'detector-file'; readonly name: string; readonly problem: DetectorFileProblem }
  | { readonly kind: 'not-saved'; readonly why: SavingRefusal | 'equalised' | 'tiles' }
  | { readonly kind: 'tiles'; readonly why: TilesRefusal };

/** A detector that came as a file. */
export interface OpenedFile {
  readonly name: string;
  readonly passport: DetectorPassport;
  /** Largest difference of the scores that it holds of its own images from those that are computed here, as a share of them. */
  readonly error: number;
}

/** A false alarm that the detector knows as normal now, or is about to. */
export type Correction = Pick<InspectedItem, 'id' | 'path' | 'thumbnail' | 'source'>;

/** A defect that a person confirmed: a labelled test image. */
export interface ConfirmedDefect extends Correction {
  /** Its class, as the folder of a test image is named; not `good`. */
  readonly defect: string;
}

export interface Corrections {
  /** While the detector follows the list. */
  readonly isBusy: boolean;
  readonly list: readonly Correction[];
  readonly defects: readonly ConfirmedDefect[];
  /** Whether the detector learns from these, if it can; else they test it. */
  readonly learnsDefects: boolean;
  /** The class of the next one. */
  readonly nextDefect: string;
  /** Whether images have yet to be judged by the detector as it is now. */
  readonly isStale: boolean;
  /** Before any correction. */
  readonly first: Calibration | undefined;
  readonly check: CorrectionCheck | undefined;
  /** Images that set the limit no more, as they are the same as one of the lists. */
  readonly leftOut: readonly string[];
  /** Ids of judged images whose pixels are gone: their scores are those of before. */
  readonly outdated: readonly number[];
  /** How many could not be taken in, as their pixels are gone. */
  readonly lost: number;
}

export interface InspectState {
  readonly status: 'idle' | 'fitting' | 'judging' | 'done' | 'stopped' | 'failed';
  /** Normal images seen while fitting. */
  readonly bankDone: number;
  readonly bankTotal: number;
  /** Files that were chosen, an archive as one. */
  readonly chosen: number;
  readonly basis: InspectionBasis | undefined;
  /** In place of one that is fitted here. */
  readonly opened: OpenedFile | undefined;
  readonly items: readonly InspectedItem[];
  /** Files that could not be used. */
  readonly fileProblems: readonly FileProblem[];
  /** Share of false alarms that is asked for, in (0, 1). */
  readonly falseAlarmRate: number;
  /** What that rate follows from; `undefined` where it was given itself. */
  readonly alarmCosts: AlarmCosts | undefined;
  /** By the id of the item. */
  readonly reviews: ReadonlyMap<number, Review>;
  /** Whether false alarms that are marked as normal correct the detector. */
  readonly learns: boolean;
  readonly corrections: Corrections;
  /** The id of the next judged image. */
  readonly nextId: number;
  readonly problem: InspectProblem | undefined;
  readonly tiles: TilesState;
}

export interface InspectStage {
  readonly store: StoreApi<InspectState>;
  /** Photos judged at their own size; off at first. */
  readonly tiles: TilesChoice;
  /** Judges these images beside those judged before, or, where detector or dataset have changed since, in their place. */
  readonly judge: (files: readonly SourceFile[], unread?: readonly FileProblem[]) => Promise<void>;
  /** Ends judging; what was judged stays. */
  readonly stop: () => void;
  /** The one that looks at a camera; what it kept stays as long as the page. */
  readonly openCamera: () => Promise<CameraSession>;
  /** Takes all results away. */
  readonly clear: () => void;
  /** The detector as an ONNX file, fitted before where it is not; `undefined` with a problem where it cannot be. */
  readonly saveDetector: () => Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Judges with the detector of a file from now on. */
  readonly openDetector: (file: File) => Promise<void>;
  /** Goes back to the one that is fitted here. */
  readonly closeDetector: () => void;
  readonly setRate: (falseAlarmRate: number) => void;
  /** Asks for the rate that follows from these; `undefined` keeps the rate as one that was given. */
  readonly setCosts: (costs: AlarmCosts | undefined) => void;
  /** `undefined` takes the mark away. */
  readonly review: (id: number, review: Review | undefined) => void;
  readonly setLearning: (learns: boolean) => void;
  /** Takes one correction of the detector back, or one confirmed defect. */
  readonly undoCorrection: (id: number) => void;
  readonly setLearningDefects: (learnsDefects: boolean) => void;
  /** Names the class of a confirmed defect, and of those to come; `false` if that is no name of a class. */
  readonly nameDefect: (id: number, defect: string) => boolean;
  /** The image at its working size, read again; `undefined` if it cannot be. */
  readonly readAgain: (item: InspectedItem) => Promise<RgbImage | undefined>;
}
