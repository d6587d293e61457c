/**
 * From a score to the probability that its image is defective, at a prevalence that the user gives. A test set holds far more defects
 * than a line does, so that its own share of defects at a score says nothing; the likelihood ratio of the score carries over.
 */
import { wilsonInterval } from './proportion.ts';
import type { Labels } from './roc.ts';
import type { Interval } from './score-interval.ts';

/** Scores that mean the same: as far as the test images tell, a higher score among them is not worse. */
interface ScoreBand {
  /** Lowest and highest test score in it. */
  readonly from: number;
  readonly to: number;
  /** Test images of each class whose score lies in it. */
  readonly normals: number;
  readonly defectives: number;
}

interface Totals {
  readonly normals: number;
  readonly defectives: number;
}

interface Calibration extends Totals {
  /** From the lowest scores to the highest; the likelihood ratio rises. */
  readonly bands: readonly ScoreBand[];
}

/**
 * Share of the defective images in a band / share of the normal ones, each with half an image added (and one to its total): so few
 * images prove no ratio of 0 or infinity. With n normal images none of which lies in the band it is at most 2 (n + 1).
 */
export function likelihoodRatio({ normals, defectives }: Totals, all: Totals): number {
  const [bad, good] = [(defectives + 0.5) / (all.defectives + 1), (normals + 0.5) / (all.normals + 1)];
  return bad / good;
}

function joined(a: ScoreBand, b: ScoreBand): ScoreBand {
  const [normals, defectives] = [a.normals + b.normals, a.defectives + b.defectives];
  return { from: a.from, to: b.to, normals, defectives };
}

/** Pools neighbours until each band's value is above that of the one before it; equal scores are in one band. */
function pooled(bands: readonly ScoreBand[], valueOf: (band: ScoreBand) => number): ScoreBand[] {
  const kept: ScoreBand[] = [];
  for (const next of bands) {
    let band = next;
    for (let last = kept.at(-1); last !== undefined; last = kept.at(-1)) {
      if (last.to < band.from && valueOf(last) < valueOf(band)) break;
      kept.pop();
      band = joined(last, band);
    }
    kept.push(band);
  }
  return kept;
}

/**
 * Isotonic regression by pooling adjacent violators: neighbouring scores are put together until the share of defective images rises with
 * the score (the edges of the ROC curve's convex hull), then until `likelihoodRatio` does as well.
 * `undefined` without one of the classes, or where a score is not finite. O(n log n).
 */
export function calibrate(labels: Labels, scores: ArrayLike<number>): Calibration | undefined {
  const bands = Array.from(labels, (label, i): ScoreBand => ({
    from: scores[i],
    to: scores[i],
    normals: 1 - label,
    defectives: label,
  })).sort((a, b) => a.from - b.from);
  const defectives = bands.filter((band) => band.defectives === 1).length;
  const all = { normals: bands.length - defectives, defectives };
  if (all.normals === 0 || defectives === 0 || !bands.every(({ from }) => Number.isFinite(from)))
    return undefined;
  const hull = pooled(bands, (band) => band.defectives / (band.normals + band.defectives));
  return { bands: pooled(hull, (band) => likelihoodRatio(band, all)), ...all };
}

/** By Bayes: odds after = odds before x likelihood ratio. */
function posterior(prevalence: number, ratio: number): number {
  const odds = (prevalence / (1 - prevalence)) * ratio;
  return odds === Infinity ? 1 : odds / (1 + odds);
}

interface DefectProbability {
  readonly probability: number;
  /** Between the worst and the best ends of Wilson's 95 % intervals of both shares: wider than 95 %, and blind to how the bands were chosen. */
  readonly interval: Interval;
}

/** That an image whose score lies in the band is defective. @param prevalence in (0, 1) */
export function defectProbability(band: ScoreBand, all: Totals, prevalence: number): DefectProbability {
  const bad = wilsonInterval(band.defectives, all.defectives);
  const good = wilsonInterval(band.normals, all.normals);
  return {
    probability: posterior(prevalence, likelihoodRatio(band, all)),
    interval: [posterior(prevalence, bad[0] / good[1]), posterior(prevalence, bad[1] / good[0])],
  };
}

/** Of good parts, those that score at least as high as the band begins: hits of all, for a share with its interval. */
export function alarmsFrom({ from }: ScoreBand, { bands }: Pick<Calibration, 'bands'>): number {
  return bands.reduce((sum, band) => sum + (band.from >= from ? band.normals : 0), 0);
}
