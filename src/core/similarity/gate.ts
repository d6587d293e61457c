/** The SSIM gate: keeps a pseudo-anomaly only when something visible changed [HY section 3.1]. Discard iff SSIM >= T. */
import type { Experiment } from '../experiment/experiment.ts';
import { toGray } from '../image/gray.ts';
import type { Box, GrayImage, Mask, RgbImage } from '../image/image.ts';
import type { Candidate, Verdict } from '../pseudo-anomaly/candidate.ts';
import { lumaInto } from '../image/gray.ts';
import { globalSsim, sumGray, type GraySums } from './global-ssim.ts';
import { dilateBox, meanSsim, ssimInBox, type SsimRegion } from './ssim-map.ts';
import { gaussian11 } from './window.ts';

export type GateSettings = Pick<Experiment, 'gateStatistic' | 'gateImage' | 'gateThreshold'>;

/** What many candidates of one normal image share. */
export interface GateReference {
  readonly gray: GrayImage;
  readonly sums: GraySums;
}

export function createGateReference(image: RgbImage): GateReference {
  const gray = toGray(image);
  return { gray, sums: sumGray(gray) };
}

/** Gray of the candidate: the reference's, but for the touched box. */
function grayOf(image: RgbImage, reference: GrayImage, touched: Box): GrayImage {
  const gray = { ...reference, data: reference.data.slice() };
  lumaInto(gray, image, touched);
  return gray;
}

/** True within `radius` (chessboard) of a pasted pixel, over the pixels of `box`: separable maximum. */
function dilatedMask(mask: Mask, box: Box, radius: number): Uint8Array {
  const rows = dilateBox(box, radius, mask);
  const wide = new Uint8Array(rows.height * box.width);
  for (let y = 0; y < rows.height; y++) {
    const start = (rows.top + y) * mask.width;
    let reach = -1;
    const last = Math.min(mask.width - 1, box.left + box.width - 1 + radius);
    for (let x = Math.max(0, box.left - radius); x <= last; x++) {
      if (mask.data[start + x] === 0) continue;
      const from = Math.max(x - radius - box.left, reach + 1, 0);
      reach = Math.min(x + radius - box.left, box.width - 1);
      for (let i = from; i <= reach; i++) wide[y * box.width + i] = 1;
    }
  }
  const dilated = new Uint8Array(box.height * box.width);
  for (let y = 0; y < box.height; y++) {
    const first = Math.max(0, box.top + y - radius - rows.top);
    const last = Math.min(rows.height - 1, box.top + y + radius - rows.top);
    for (let row = first; row <= last; row++) {
      for (let x = 0; x < box.width; x++) dilated[y * box.width + x] |= wide[row * box.width + x];
    }
  }
  return dilated;
}

/** Mean or minimum of SSIM over the pasted pixels and the windows that touch them; 1 where nothing was pasted. */
function patchStatistic(region: SsimRegion, mask: Mask, kind: 'patch-mean' | 'patch-min'): number {
  const inside = dilatedMask(mask, region.box, gaussian11.radius);
  let [sum, count, lowest] = [0, 0, 1];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    sum += region.data[i];
    count++;
    lowest = Math.min(lowest, region.data[i]);
  }
  if (count === 0) return 1;
  return kind === 'patch-mean' ? sum / count : lowest;
}

/** SSIM of `candidate` against the image it was made from, by the statistic of `settings`. */
export function candidateSsim(
  reference: GateReference,
  candidate: Candidate,
  settings: GateSettings,
): number {
  const { touched } = candidate.trail;
  const compared = settings.gateImage === 'geometry' ? candidate.geometryImage : candidate.image;
  const gray = grayOf(compared, reference.gray, touched);
  if (settings.gateStatistic === 'whole-single') {
    return globalSsim(reference.gray, gray, touched, reference.sums);
  }
  const box = dilateBox(touched, gaussian11.radius, gray);
  const region = ssimInBox(reference.gray, gray, box);
  return settings.gateStatistic === 'whole'
    ? meanSsim(region, gray, gaussian11)
    : patchStatistic(region, candidate.mask, settings.gateStatistic);
}

/** Accepted iff SSIM < T. */
export function judge(reference: GateReference, candidate: Candidate, settings: GateSettings): Verdict {
  const ssim = candidateSsim(reference, candidate, settings);
  return { ssim, threshold: settings.gateThreshold, isAccepted: ssim < settings.gateThreshold };
}
