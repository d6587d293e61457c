/** How much of the detector Live takes: less of everything, since somebody waits for the answer on two cores without a GPU. */
import type { LiveDepth } from '../../core/run/live.ts';
import type { HeadSettings } from '../../engine/patch-head/train-head.ts';
import type { GroundSizes } from './learn.ts';
import { headSettings } from './recipe.ts';

export interface LiveBudget {
  /** Normal images that are learnt from, at most. */
  readonly normals: number;
  /** Normal images held out for the signal that needs no label, at most. */
  readonly heldOut: number;
  /** Pseudo-anomalies of each held-out image. */
  readonly heldOutTurns: number;
  /** Test images, at most. */
  readonly tests: number;
  /** Test images whose maps are shown. */
  readonly maps: number;
  /** Test images that are scored before the held-out ones. */
  readonly testsFirst: number;
  /** Pairs of places whose embeddings are shown while the head learns. */
  readonly pairs: number;
  /** Pseudo-anomalies that the head learns from. */
  readonly pseudoImages: number;
  readonly sizes: GroundSizes;
  readonly head: HeadSettings;
}

export const liveBudget: LiveBudget = {
  normals: 24,
  heldOut: 8,
  heldOutTurns: 2,
  tests: 60,
  maps: 6,
  testsFirst: 6,
  pairs: 0,
  pseudoImages: 48,
  sizes: { bank: 400, bankCandidates: 4000, normalPlaces: 8000 },
  head: { ...headSettings, steps: 60 },
};

/** For a page that has just been opened: what is looked at first, in seconds. */
const glanceBudget: LiveBudget = {
  normals: 8,
  heldOut: 4,
  heldOutTurns: 1,
  tests: 30,
  maps: 6,
  testsFirst: 30,
  pairs: 12,
  pseudoImages: 12,
  sizes: { bank: 200, bankCandidates: 1500, normalPlaces: 3000 },
  head: { ...headSettings, steps: 30 },
};

export const liveBudgets: Readonly<Record<LiveDepth, LiveBudget>> = {
  full: liveBudget,
  glance: glanceBudget,
};
