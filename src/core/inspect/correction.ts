/** What changes in a detector when a person says what images show, and whether that does harm. */
import { auroc } from '../metrics/roc.ts';
import type { RgbImage } from '../image/image.ts';
import { resizeArea } from '../image/resize.ts';
import type { Calibration } from './calibration.ts';
import { verdictOf, type Limits } from './verdict.ts';

/**
 * How a detector takes such an image in: `at-once`, its places join the normal ones; `fitted-again`, it is fitted with one image more;
 * `never`, where only a training would teach it; `no-images`, where it came from a file, without the normal images that set its limit;
 * `tiles`, where it judges photos in tiles, of which none is kept.
 */
export type HowCorrected = 'at-once' | 'fitted-again' | 'never' | 'no-images' | 'tiles';

/** Scores of the same images without corrections and with them. */
export interface ScoresBeside {
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Images that the detector was not fitted on, judged both ways. */
export interface CorrectionCheck {
  /** Normal test images, or, without any, the normal images that set the limit. */
  readonly normals: ScoresBeside & { readonly source: 'test' | 'held-out' };
  /** Defective test images, or, without any, pseudo-anomalies of the normal images that set the limit. */
  readonly anomalies: ScoresBeside & { readonly source: 'test' | 'pseudo' };
  /** Defects that a person confirmed, as far as the detector has not learnt from them. */
  readonly confirmed: ScoresBeside;
}

export interface Corrected {
  /** Of the images that set the limit, without those that a person spoke of here. */
  readonly calibration: Calibration;
  /** Paths of those that are left out of it: a person spoke of the same images. */
  readonly leftOut: readonly string[];
  /** Whether its scores may differ from before. */
  readonly judgesAnew: boolean;
  /** Ids of images that nothing is known of any more. */
  readonly unknown: readonly number[];
  readonly check: CorrectionCheck;
}

/** Mean difference in grey levels up to which two pictures show the same: saving a photo again changes it by less. */
const sameLevels = 2;

/** Whether they are one photo, perhaps saved twice. */
export function isSameImage(a: RgbImage, other: RgbImage): boolean {
  const isSized = a.width === other.width && a.height === other.height;
  const b = isSized ? other : resizeArea(other, a.width, a.height);
  const most = sameLevels * a.data.length;
  let sum = 0;
  for (let i = 0; i < a.data.length && sum <= most; i++) sum += Math.abs(a.data[i] - b.data[i]);
  return sum <= most;
}

/** Without corrections, and with them. */
export type Beside = readonly [before: number, after: number];

export interface CorrectionEffect {
  /** Score from which on an image is looked at. */
  readonly look: Beside;
  /** Normal images above it, of `normals`. */
  readonly alarms: Beside;
  readonly normals: number;
  /** Anomalies above it, of `anomalies`. */
  readonly found: Beside;
  readonly anomalies: number;
  /** Confirmed defects above it, of `confirmed`. */
  readonly confirmedFound: Beside;
  readonly confirmed: number;
  /** Of all these images; `undefined` where one kind is missing, or a score is no number. */
  readonly auroc: Beside | undefined;
  /** Whether fewer anomalies are found, or normal images and anomalies are separated less well, by more than rounding. */
  readonly isHarmful: boolean;
}

const lostAuroc = 0.005;

function aurocOf(normals: readonly number[], anomalies: readonly number[]): number | undefined {
  const labels = [...normals.map(() => 0 as const), ...anomalies.map(() => 1 as const)];
  return auroc(labels, [...normals, ...anomalies]);
}

/** Each side by its own limits. */
export function effectOf(
  { normals, anomalies, confirmed }: CorrectionCheck,
  [before, after]: readonly [Limits, Limits],
): CorrectionEffect {
  const above = (scores: readonly number[], limits: Limits) =>
    scores.filter((score) => verdictOf(score, limits) !== 'good').length;
  const both = ({ before: a, after: b }: ScoresBeside): Beside => [above(a, before), above(b, after)];
  const [area, areaNow] = [
    aurocOf(normals.before, [...anomalies.before, ...confirmed.before]),
    aurocOf(normals.after, [...anomalies.after, ...confirmed.after]),
  ];
  const [found, confirmedFound] = [both(anomalies), both(confirmed)];
  const isWorse = area !== undefined && areaNow !== undefined && areaNow < area - lostAuroc;
  return {
    look: [before.look, after.look],
    alarms: both(normals),
    normals: normals.before.length,
    found,
    anomalies: anomalies.before.length,
    confirmedFound,
    confirmed: confirmed.before.length,
    auroc: area === undefined || areaNow === undefined ? undefined : [area, areaNow],
    isHarmful: isWorse || found[1] < found[0] || confirmedFound[1] < confirmedFound[0],
  };
}
