/** The SSIM gate: keeps a pseudo-anomaly only when something visible changed [HY section 3.1]. Discard iff SSIM >= T. */
import type { Experiment } from '../experiment/experiment.ts';
import { cutPlane, dilateBox, type PlaneKind } from '../image/cut.ts';
import type { Box, Mask, RgbImage } from '../image/image.ts';
import type { Candidate, Verdict } from '../pseudo-anomaly/candidate.ts';
import { globalSsim, sumOfPlane } from './global-ssim.ts';
import { meanSsim, planeMargin, ssimOfPlanes, type SsimRegion } from './ssim-map.ts';
import { gaussian11 } from './window.ts';

export type GateSettings = Pick<
  Experiment,
  'gateEnabled' | 'gateStatistic' | 'gateImage' | 'gateColour' | 'gateThreshold'
>;

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
 * 1 if nothing was pasted. `region` is `touched` grown by that radius.
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

const planesOf: Readonly<Record<Experiment['gateColour'], readonly PlaneKind[]>> = {
  gray: ['luma'],
  channels: [0, 1, 2],
};

/** SSIM at the pixels of `box`, the mean over the planes that are compared. */
function ssimRegion(
  original: RgbImage,
  compared: RgbImage,
  { box, planes }: { readonly box: Box; readonly planes: readonly PlaneKind[] },
): SsimRegion {
  const maps = planes.map((plane) =>
    ssimOfPlanes(
      cutPlane(original, box, planeMargin, plane),
      cutPlane(compared, box, planeMargin, plane),
      box,
    ),
  );
  const [first, ...rest] = maps;
  for (const map of rest) for (let i = 0; i < first.length; i++) first[i] += map[i];
  if (rest.length > 0) for (let i = 0; i < first.length; i++) first[i] /= maps.length;
  return { box, data: first };
}

function singleWindow(original: RgbImage, compared: RgbImage, touched: Box, plane: PlaneKind): number {
  return globalSsim(
    cutPlane(original, touched, 0, plane),
    cutPlane(compared, touched, 0, plane),
    sumOfPlane(original, plane),
  );
}

/** What the gate compares with the original. */
function comparedImage(candidate: Candidate, { gateImage }: Pick<GateSettings, 'gateImage'>): RgbImage {
  return gateImage === 'geometry' ? candidate.geometryImage : candidate.image;
}

/** The map behind the verdict, where it can differ from 1. */
export function candidateRegion(
  original: RgbImage,
  candidate: Candidate,
  settings: Pick<GateSettings, 'gateImage' | 'gateColour'>,
): SsimRegion {
  const box = dilateBox(candidate.trail.touched, gaussian11.radius, original);
  const planes = planesOf[settings.gateColour];
  return ssimRegion(original, comparedImage(candidate, settings), { box, planes });
}

/** SSIM of `candidate` against the image it was made from, by the statistic of `settings`; 1 if nothing was pasted. */
export function candidateSsim(original: RgbImage, candidate: Candidate, settings: GateSettings): number {
  const { touched } = candidate.trail;
  if (touched.width === 0) return 1;
  if (settings.gateStatistic === 'whole-single') {
    const compared = comparedImage(candidate, settings);
    const planes = planesOf[settings.gateColour];
    const sum = planes.reduce<number>(
      (all, plane) => all + singleWindow(original, compared, touched, plane),
      0,
    );
    return sum / planes.length;
  }
  const region = candidateRegion(original, candidate, settings);
  return settings.gateStatistic === 'whole'
    ? meanSsim(region, original)
    : patchStatistic(region, touched, candidate.mask, settings.gateStatistic);
}

/** Accepted iff SSIM < T, or the gate is off. */
export function judge(original: RgbImage, candidate: Candidate, settings: GateSettings): Verdict {
  const ssim = candidateSsim(original, candidate, settings);
  const { gateThreshold: threshold, gateEnabled } = settings;
  return { ssim, threshold, isAccepted: !gateEnabled || ssim < threshold };
}
