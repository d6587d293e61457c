/** Pseudo-anomalies beside real defects, as the network sees them. */
import type { Picture } from '../image/picture.ts';

export type ComparedKind = 'normal' | 'pseudo' | 'real';

export interface ComparedPicture {
  readonly kind: ComparedKind;
  /** Defect type and path of a real one; empty for the others. */
  readonly defect: string;
  readonly path: string;
  readonly picture: Picture;
}

/** How much of one defect type is like what training has seen. */
export interface DefectCoverage {
  readonly defect: string;
  /** Real images compared. */
  readonly images: number;
  /** Of them, those in the ball of a pseudo-anomaly: see core/scoring/coverage.ts. */
  readonly nearFake: number;
  /** Of them, those in the ball of a normal picture: the network takes them for normal. */
  readonly nearNormal: number;
}

export interface PseudoComparison {
  readonly pictures: readonly ComparedPicture[];
  /** x and y of each picture on the plane of the two largest variances. */
  readonly points: Float32Array<ArrayBuffer>; // [n, 2]
  /** Share of the total variance along x and along y, 0 to 1. */
  readonly shares: readonly [number, number];
  readonly defects: readonly DefectCoverage[];
}
