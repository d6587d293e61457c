/**
 * What tells the contrastive losses apart: which rows are anchors, which rows each anchor attracts, and what its denominator
 * sums over. Stands once; the kernels, the tfjs reference, the sphere of the lesson and the displayed formulas read it.
 */
import type { Experiment } from '../experiment/experiment.ts';

export type ContrastiveLoss = Exclude<Experiment['objective'], 'cross-entropy'>;

/** Rows are N first normal views, N second ones, N first pseudo-anomaly views, N second ones. */
export interface Pairing {
  /** The first 2N rows, or all 4N. */
  readonly anchors: 'normal' | 'all';
  /** The positives of a normal anchor. A pseudo-anomaly attracts its own other view only. */
  readonly attracts: 'other-normals' | 'other-view';
  /** What the denominator for anchor i and positive p sums over: all rows but i; p and all pseudo-anomaly rows; or only these. */
  readonly denominator: 'others' | 'positive-and-pseudo' | 'pseudo';
}

export const pairings: Readonly<Record<ContrastiveLoss, Pairing>> = {
  /** A: SimCLR in which pseudo-anomalies take the place of other images as negatives [HY section 3.2; SimCLR Eq. 1]. */
  pair: { anchors: 'normal', attracts: 'other-view', denominator: 'positive-and-pseudo' },
  /** B: all normal views attract each other, and compete for it [HY section 3.2; SupCon Eq. 2]. */
  classwise: { anchors: 'normal', attracts: 'other-normals', denominator: 'others' },
  /**
   * B': as B, each positive against pseudo-anomalies alone, so that normal views do not push each other away
   * [HY section 3.2; SINCERE section 1]. Departure from SINCERE: pseudo-anomalies are no anchors.
   */
  decoupled: { anchors: 'normal', attracts: 'other-normals', denominator: 'positive-and-pseudo' },
  /**
   * B'': as B', without the positive in the denominator, so that the pull does not weaken where it succeeds [DCL Eq. 6].
   * Departures from DCL: all other normal views are positives, and only pseudo-anomalies are negatives.
   */
  dcl: { anchors: 'normal', attracts: 'other-normals', denominator: 'pseudo' },
  /** C: plain NT-Xent with further negatives, which pushes normal images apart too [SimCLR Eq. 1; CSI section 2.2]. */
  'nt-xent': { anchors: 'normal', attracts: 'other-view', denominator: 'others' },
  /** D: normal views attract each other, each pseudo-anomaly its own other view [FIRM section 3]. */
  firm: { anchors: 'all', attracts: 'other-normals', denominator: 'others' },
};

/** A pairing among 4N rows. */
export interface Pairs {
  /** The first rows, this many of them, are anchors. */
  readonly anchors: number;
  readonly isPositive: (anchor: number, row: number) => boolean;
  /** Whether the row is in the denominator of each positive of the anchor. */
  readonly isCompared: (anchor: number, row: number) => boolean;
  /** Whether each denominator also holds the positive that it is for. */
  readonly addsPositive: boolean;
}

/** The other view of the same picture. */
export function otherView(row: number, images: number): number {
  return Math.floor(row / images) % 2 === 0 ? row + images : row - images;
}

export function pairsOf({ anchors, attracts, denominator }: Pairing, rows: number): Pairs {
  const images = rows / 4;
  const isNormal = (row: number) => row < 2 * images;
  const isOtherNormal = (i: number, j: number) => i !== j && isNormal(j);
  const isOtherView = (i: number, j: number) => j === otherView(i, images);
  return {
    anchors: anchors === 'all' ? rows : rows / 2,
    isPositive: (i, j) =>
      attracts === 'other-normals' && isNormal(i) ? isOtherNormal(i, j) : isOtherView(i, j),
    isCompared: denominator === 'others' ? (i, j) => i !== j : (_, j) => !isNormal(j),
    addsPositive: denominator === 'positive-and-pseudo',
  };
}
