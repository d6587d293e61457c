/** What crosses from the detector to those who judge by it: scores of held-out normals, and of new images. */
import type { ScoreMap } from '../scoring/score-map.ts';

/**
 * Where the images come from that set the threshold: `validation`, as the dataset has them; `held-out`, those that training did not see;
 * `share`, a part of the training images, drawn by the seed.
 */
export type CalibrationBasis = 'validation' | 'held-out' | 'share';

/** What the verdicts of a detector rest on. */
export interface Calibration {
  readonly basis: CalibrationBasis;
  /** How many normal images the detector was fitted on. */
  readonly fitted: number;
  /** Normal images that it was not fitted on, with their scores. */
  readonly normals: readonly { readonly path: string; readonly score: number }[];
}

/** One new image as the detector sees it. */
export interface Judged {
  /** The chosen score, larger is more anomalous; NaN if it could not be taken. */
  readonly score: number;
  readonly map?: ScoreMap;
}
