/** What crosses from the detector to those who judge by it: scores of held-out normals, and of new images. */
import type { ScoreMap } from '../scoring/score-map.ts';

/**
 * Where the images come from that set the threshold: `validation`, as the dataset has them; `held-out`, those that training did not see;
 * `share`, a part of the training images, drawn by the seed, that the detector is not fitted on; `folds`, images that it is fitted on,
 * each scored by one that was fitted without it: no proof covers these.
 */
export const calibrationBases = ['validation', 'held-out', 'share', 'folds'] as const;

export type CalibrationBasis = (typeof calibrationBases)[number];

/** Whether no image was both fitted on and used to set the threshold: then the share of false alarms is promised, else expected. */
export function isProven(basis: CalibrationBasis): boolean {
  return basis !== 'folds';
}

/** What the verdicts of a detector rest on. */
export interface Calibration {
  readonly basis: CalibrationBasis;
  /** How many normal images the detector was fitted on. */
  readonly fitted: number;
  /** Normal images with their scores, by a detector that was not fitted on them. */
  readonly normals: readonly { readonly path: string; readonly score: number }[];
}

/** One new image as the detector sees it. */
export interface Judged {
  /** The chosen score, larger is more anomalous; NaN if it could not be taken. */
  readonly score: number;
  readonly map?: ScoreMap;
}
