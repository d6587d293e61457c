/** Where crops are taken: around a pseudo-anomaly in training, on an even grid in scoring. */
import type { Box } from '../image/image.ts';
import type { Candidate } from '../pseudo-anomaly/candidate.ts';
import type { Random } from '../random.ts';

/** One axis: the patch lies inside the crop wherever both fit; a longer patch is centred, so that its edges show most. */
function drawStart(
  [start, length]: readonly [number, number],
  side: number,
  imageSide: number,
  share: number,
): number {
  const slack = side - length;
  const offset = slack >= 0 ? share * slack : slack / 2;
  return Math.min(imageSide - side, Math.max(0, Math.round(start - offset)));
}

/** Top left corner of a crop of `side` pixels that shows `touched`; `side` is at most the image's. */
export function drawWindow(
  touched: Box,
  side: number,
  image: { readonly width: number; readonly height: number },
  random: Random,
): { left: number; top: number } {
  return {
    left: drawStart([touched.left, touched.width], side, image.width, random.next()),
    top: drawStart([touched.top, touched.height], side, image.height, random.next()),
  };
}

/**
 * What a crop must show of a pseudo-anomaly: all of a single patch; of scattered ones, which may leave holes larger than
 * a crop, one pasted pixel, each as likely.
 */
export function drawFocus({ mask, trail }: Pick<Candidate, 'mask' | 'trail'>, random: Random): Box {
  const isOnePatch = trail.patches.length === 1 && trail.kind !== 'nsa';
  if (isOnePatch || trail.touched.width === 0) return trail.touched;
  const pasted = mask.data.reduce((count, alpha) => count + (alpha > 0 ? 1 : 0), 0);
  let left = random.integer(pasted);
  const place = mask.data.findIndex((alpha) => alpha > 0 && left-- === 0);
  return { left: place % mask.width, top: Math.floor(place / mask.width), width: 1, height: 1 };
}

/** Starts of crops from 0 to the last that fits, `stride` apart; the last is moved in to touch the border. */
export function gridStarts(imageSide: number, side: number, stride: number): number[] {
  const starts: number[] = [];
  for (let start = 0; start + side < imageSide; start += stride) starts.push(start);
  return [...starts, imageSide - side];
}
