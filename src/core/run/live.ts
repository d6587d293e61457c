/** What Live reports: the fast detector, learnt again for each setting of the pseudo-anomalies. */
import type { DetectorName } from '../experiment/detectors.ts';
import type { StatisticAuroc } from '../dataset/doctor/statistics.ts';
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

export type LiveEvent =
  | {
      readonly type: 'live-progress';
      readonly phase: LivePhase;
      readonly done: number;
      readonly total: number;
    }
  /** Test images, those whose maps are shown first; if there are none, pseudo-anomalies of held-out images. */
  | { readonly type: 'live-scored'; readonly items: readonly ScoredItem[]; readonly total: number }
  | { readonly type: 'live-held-out'; readonly signal: HeldOutSignal };

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
