/** The SSIM gate: keeps a pseudo-anomaly only when something visible changed [HY section 3.1]. Discard iff SSIM >= T. */
import type { Experiment } from '../experiment/experiment.ts';
import { cutLuma, dilateBox } from '../image/cut.ts';
import type { Box, Mask, RgbImage } from '../image/image.ts';
import type { Candidate, Verdict } from '../pseudo-anomaly/candidate.ts';
import { globalSsim, sumLuma } from './global-ssim.ts';
import { meanSsim, planeMargin, ssimOfPlanes, type SsimRegion } from './ssim-map.ts';
import { gaussian11 } from './window.ts';

export type GateSettings = Pick<Experiment, 'gateStatistic' | 'gateImage' | 'gateThreshold'>;

/** Marks columns of `box` that lie within `radius` of a pasted pixel of this row with the row's number. */
function markRow(lastRows: Int32Array, mask: Mask, box: Box, row: number): void {
  const { radius } = gaussian11;
  const end = box.left + box.width;
  let last = -Infinity;
  for (let x = box.left; x < end + radius; x++) {
    if (x < mask.width && mask.data[row * mask.width + x] > 0) last = x;
    const centre = x - radius;
    if (centre >= box.left && last >= centre - radius) lastRows[centre - box.left] = row;
  }
}

/**
 * Mean or minimum of SSIM over the windows that see a pasted pixel (the mask grown by the window's radius);
 * 1 where nothing was pasted. `region` is `touched` grown by that radius.
 */
function patchStatistic(
  region: SsimRegion,
  touched: Box,
  mask: Mask,
  kind: 'patch-mean' | 'patch-min',
): number {
  const { radius } = gaussian11;
  const { box, data } = region;
  const lastRows = new Int32Array(box.width).fill(-1 - 2 * radius);
  let [sum, count, lowest] = [0, 0, 1];
  for (let row = touched.top; row < box.top + box.height + radius; row++) {
    if (row < touched.top + touched.height) markRow(lastRows, mask, box, row);
    const y = row - radius;
    if (y < box.top) continue;
    for (let x = 0, at = (y - box.top) * box.width; x < box.width; x++, at++) {
      if (lastRows[x] < y - radius) continue;
      sum += data[at];
      count++;
      lowest = Math.min(lowest, data[at]);
    }
  }
  if (count === 0) return 1;
  return kind === 'patch-mean' ? sum / count : lowest;
}

/** SSIM of `candidate` against the image it was made from, by the statistic of `settings`. */
export function candidateSsim(original: RgbImage, candidate: Candidate, settings: GateSettings): number {
  const { touched } = candidate.trail;
  const compared = settings.gateImage === 'geometry' ? candidate.geometryImage : candidate.image;
  if (settings.gateStatistic === 'whole-single') {
    return globalSsim(cutLuma(original, touched), cutLuma(compared, touched), sumLuma(original));
  }
  const box = dilateBox(touched, gaussian11.radius, original);
  const planes = [cutLuma(original, box, planeMargin), cutLuma(compared, box, planeMargin)] as const;
  const region = { box, data: ssimOfPlanes(...planes, box) };
  return settings.gateStatistic === 'whole'
    ? meanSsim(region, original)
    : patchStatistic(region, touched, candidate.mask, settings.gateStatistic);
}

/** Accepted iff SSIM < T. */
export function judge(original: RgbImage, candidate: Candidate, settings: GateSettings): Verdict {
  const ssim = candidateSsim(original, candidate, settings);
  return { ssim, threshold: settings.gateThreshold, isAccepted: ssim < settings.gateThreshold };
}
