/** The settings that were found on development data (docs/decisions/backbone.md): one for all categories. */
import type { HeadSettings } from '../../engine/patch-head/train-head.ts';

export const recipe = {
  /** Pixels of an image's side: 32 x 32 places. */
  side: 256,
  /** With fewer normal images than this, their mirror images are learnt from, too. */
  fewImages: 4,
  /** Pseudo-anomalies drawn, in turns from the normal images. */
  pseudoImages: 120,
  /**
   * The knobs of the patch are made for crops of a quarter of the side; pseudo-anomalies of whole images take the range of
   * areas with its ends at these multiples, and so many more patches.
   */
  areaEnds: [0.2, 2],
  morePatches: 3,
  /** A place is negative if at least this share of its 8 x 8 px changed. */
  changedShare: 0.1,
  /** Grey levels, mean of the three channels, from which on a pixel has changed. */
  changedLevels: 8,
  /** Places of a confirmed defect that are negative as they are, at most; and of as many images as this share of the pseudo-anomalies, the patch is one of a confirmed defect. */
  defectPlaces: 64,
  defectShare: 0.5,
  /** One normal image in so many is held out to scale the scores by. */
  heldOutEvery: 6,
  /** Places of normal images that the head is trained on, at most. */
  normalPlaces: 20_000,
  negativePlaces: 12_000,
  /** PatchCore's: a coreset of `bank` of `bankCandidates` places. */
  bank: 1000,
  bankCandidates: 12_000,
  /** Places of normal images whose mean embedding is the centre that distances are taken from. */
  centrePlaces: 4000,
  /** The quantile of a held-out place's score that counts as 1; the median counts as 0. */
  unitQuantile: 0.995,
  /** PatchCore's share of the sum of the two scores, each on its own scale; the head's is 1. */
  bankShare: 0.5,
  /** An image's score is the mean of its largest so many places. */
  largestPlaces: 3,
} as const;

export const headSettings: HeadSettings = {
  hidden: 256,
  output: 128,
  steps: 150,
  rows: 256,
  temperature: 0.2,
  noise: 0.5,
  rate: 1e-3,
  weightDecay: 1e-4,
};
