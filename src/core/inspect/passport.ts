/** What a detector that left as a file says of itself, and what of that is believed when it comes back. */
import type { DatasetSummary } from '../dataset/dataset.ts';
import type { Preparation } from '../dataset/preparation.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RgbImage } from '../image/image.ts';
import type { Normalisation } from '../views/normalisation.ts';
import type { ScoreName } from '../run/events.ts';
import type { Misfit } from '../run/file/shape.ts';
import type { Calibration } from './calibration.ts';
import type { ComparedFacts } from './unlikeness.ts';
import { limitsOf, type Limits } from './verdict.ts';

/** The keys under which a file holds it, each as JSON. */
export const passportKeys = {
  version: 'kizu.version',
  detector: 'kizu.detector',
  dataset: 'kizu.dataset',
  thresholds: 'kizu.thresholds',
  calibration: 'kizu.calibration',
  selfCheck: 'kizu.selfcheck',
} as const;

/** Of the files written today. The second has crops that a network of its own judges; in the third, of either, a part of the image counts. */
export const passportVersions = { places: 1, crops: 2, inside: 3 } as const;

/** A version is no newer than what the file says needs: others read what they can. */
export function versionOf({ plan, dataset }: Pick<DetectorPassport, 'plan' | 'dataset'>): number {
  if (dataset.region !== undefined) return passportVersions.inside;
  return passportVersions['kind' in plan ? 'crops' : 'places'];
}

/** How one file's numbers make a score; the numbers lie beside it. */
export interface ScorerPlan {
  /** Pixels of the side that images are brought to. */
  readonly side: number;
  readonly rule:
    /** The mean of the largest. */
    | { readonly kind: 'largest'; readonly places: number }
    /** The largest, weighed by that many neighbours in the bank [PatchCore Eq. 7]; the bank is the only term. */
    | { readonly kind: 'reweighted'; readonly neighbours: number };
  readonly terms: readonly {
    readonly kind: 'bank' | 'head';
    readonly usual: number;
    readonly unit: number;
    readonly share: number;
  }[];
}

/** How a network of its own judges crops: those that the experiment says, by embeddings whose numbers lie beside it. */
export interface CropPlan {
  readonly kind: 'crops';
  /** How pixels become the network's input. */
  readonly normalisation: Normalisation;
  readonly rows:
    | { readonly kind: 'cosines'; readonly neighbours: number }
    /** As many terms, and one of known anomalies. */
    | {
        readonly kind: 'squares';
        readonly isUnit: boolean;
        readonly terms: number;
        readonly hasKnown: boolean;
      };
}

export interface FileThreshold {
  readonly method: 'split-conformal' | 'cross-conformal' | 'exponential-tail';
  /** Share of good images at or above it: promised, or extrapolated. */
  readonly falseAlarmRate: number;
  /** "At or above" is `look`, or `bad`. */
  readonly value: number;
  readonly basis: Calibration['basis'];
  /** Normal images that it rests on. */
  readonly images: number;
}

/** Small normal images and the scores that the page gave them. */
export interface SelfCheck {
  readonly images: readonly RgbImage[];
  readonly scores: readonly number[];
}

export interface DetectorPassport {
  readonly experiment: Experiment;
  readonly score: ScoreName;
  readonly plan: ScorerPlan | CropPlan;
  readonly preparation: Pick<Preparation, 'side' | 'aspect'>;
  readonly dataset: DatasetSummary;
  /** Of the normal images: new ones are compared with them. */
  readonly normals: readonly ComparedFacts[];
  readonly calibration: Calibration;
  /** Share of false alarms that was asked for. */
  readonly falseAlarmRate: number;
  readonly selfCheck: SelfCheck;
}

/** Sides of the pictures of a self-check, in pixels, and how many there are at most. */
export const selfCheckSide = 64;
export const selfCheckImages = 8;

/** A score may differ by so much of itself, or of 1 where it is smaller. */
export const selfCheckTolerance = 1e-3;

/** The largest difference of `scores` from those that the file holds, as a share of them; NaN where one cannot be compared. */
export function selfCheckError({ scores: wanted }: SelfCheck, scores: readonly number[]): number {
  const errors = wanted.map((score, i) => Math.abs(scores[i] - score) / Math.max(1, Math.abs(score)));
  return errors.length === scores.length ? errors.reduce((a, b) => (a >= b ? a : b), 0) : Number.NaN;
}

export function limitsOfPassport({
  calibration,
  falseAlarmRate,
}: Pick<DetectorPassport, 'calibration' | 'falseAlarmRate'>): Limits | undefined {
  return limitsOf(
    calibration.normals.map(({ score }) => score),
    falseAlarmRate,
  );
}

/** Why a detector cannot leave as a file. */
export type SavingRefusal =
  /** It sees with a network of its own whose judgement is not written as a graph. */
  | 'own-network'
  /** So is the chosen score, where another one of the detector could leave. */
  | 'other-score'
  /** It scores several views of an image. */
  | 'several-views'
  /** It knows no normal image that it was not fitted on, so it has no threshold. */
  | 'no-threshold'
  /** A person called images normal, which its file cannot say. */
  | 'corrected';

export type SavedDetector =
  | { readonly kind: 'saved'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'refused'; readonly why: SavingRefusal };

/** Why a file cannot be opened as a detector. */
export type DetectorFileProblem =
  /** It may be a network, but not a detector of Kizu. */
  | { readonly kind: 'no-detector' }
  | { readonly kind: 'other-version'; readonly came: string; readonly wanted: number }
  /** It says something else than it should at one place. */
  | { readonly kind: 'misfit'; readonly misfit: Misfit }
  /** It is no ONNX file, or one that is cut off. */
  | { readonly kind: 'unreadable'; readonly misfit: Misfit };
