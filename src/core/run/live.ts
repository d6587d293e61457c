/** What Live reports: the fast detector, learnt again for each setting of the pseudo-anomalies. */
import type { DetectorName } from '../experiment/detectors.ts';
import type { StatisticAuroc } from '../dataset/doctor/statistics.ts';
import type { Picture } from '../image/picture.ts';
import type { ScoredItem } from './events.ts';

/** The detector that answers, whichever is chosen: it learns in seconds. */
export const liveDetector = 'local-contrast' satisfies DetectorName;

/** With fewer normal images none could be held out. */
export const leastNormals = 4;

export type LivePhase =
  /** What the backbone sees of normal images, once a dataset. */
  | 'features'
  /** Distances of held-out places to the bank, once a dataset. */
  | 'bank'
  | 'pseudo'
  | 'head'
  /** Held-out normal images and their pseudo-anomalies. */
  | 'held-out'
  | 'tests';

/** Of normal images that nothing was learnt from, and of pseudo-anomalies of those; no label of a test image is in it. */
export interface HeldOutSignal {
  /** `undefined` if no pseudo-anomaly of a held-out image could be made. */
  readonly auroc: number | undefined;
  readonly normals: number;
  readonly pseudo: number;
}

/** How much of everything an answer takes: a glance has less of it, and is there sooner. */
export type LiveDepth = 'glance' | 'full';

/** A place that the head learns from, with the pixels around it. */
export interface LivePlace {
  /** `pseudo`: changed by a pseudo-anomaly; the one before it is the same place of the normal image. */
  readonly kind: 'normal' | 'pseudo';
  readonly picture: Picture;
}

/** Where the places lie after `step` of `total` steps of the head. */
export interface LiveLook {
  readonly step: number;
  readonly total: number;
  /**
   * x and y of each place, [n, 2]. Its distance from (0, 0) is the angle between its embedding and the mean of the normal ones,
   * in [0, pi]; its direction is that on the plane of the largest differences, turned to match the look before.
   */
  readonly points: Float32Array;
}

export type LiveEvent =
  | {
      readonly type: 'live-progress';
      readonly phase: LivePhase;
      readonly done: number;
      readonly total: number;
    }
  /** Test images, those whose maps are shown first; if there are none, pseudo-anomalies of held-out images. */
  | { readonly type: 'live-scored'; readonly items: readonly ScoredItem[]; readonly total: number }
  | { readonly type: 'live-held-out'; readonly signal: HeldOutSignal }
  /** Of a glance: pairs of places, before the head learns. */
  | { readonly type: 'live-places'; readonly places: readonly LivePlace[] }
  | { readonly type: 'live-look'; readonly look: LiveLook };

/** How one setting was answered. */
export interface LiveEnd {
  readonly elapsedMs: number;
  /** Normal images that were learnt from, and that there are. */
  readonly normals: { readonly used: number; readonly total: number };
  readonly tests: { readonly used: number; readonly total: number };
  /** What a number of the whole image alone reaches on the test images that were used; `undefined` with too few of them. */
  readonly statistic: StatisticAuroc | undefined;
  readonly pseudo: {
    readonly asked: number;
    /** The head learnt from places of so many; 0: the bank alone scores. */
    readonly used: number;
    /** The gate kept none of the candidates. */
    readonly rejected: number;
    /** Kept by the gate, but no place of the feature map changed enough. */
    readonly unseen: number;
  };
}
