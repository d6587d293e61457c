/** Where crops are taken: around a pseudo-anomaly in training, on an even grid in scoring. */
import type { Box, Mask, RgbImage } from '../image/image.ts';
import { listCounted } from '../image/region-of-interest.ts';
import type { Candidate } from '../pseudo-anomaly/candidate.ts';
import type { Random } from '../random.ts';

/** One axis: the patch lies inside the crop wherever both fit; a longer patch is centred, so that its ends are cut alike. */
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

/** An image's size, and the part of it that counts. */
type Part = Pick<RgbImage, 'width' | 'height' | 'region'>;

/** A pixel of the image, each that counts as likely as another. */
export function drawPixel({ width, height, region }: Part, random: Random): Box {
  const size = { width: 1, height: 1 };
  if (region === undefined) return { left: random.integer(width), top: random.integer(height), ...size };
  const counted = listCounted(region, width, height);
  const place = counted[random.integer(counted.length)];
  return { left: place % width, top: Math.floor(place / width), ...size };
}

/** Top left corner of any crop of `side` pixels, each as likely; of an image of which a part counts, of one that shows some of that. */
export function drawCrop(image: Part, side: number, random: Random): { left: number; top: number } {
  if (image.region !== undefined) return drawWindow(drawPixel(image, random), side, image, random);
  const room = [image.width - side + 1, image.height - side + 1];
  return { left: random.integer(room[0]), top: random.integer(room[1]) };
}

/** A pasted pixel beside one that is not, each as likely, with its neighbours; `undefined` if all of the image is pasted. */
function drawEdge({ width, height, data }: Mask, touched: Box, random: Random): Box | undefined {
  const isBare = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === 0;
  const edges: number[] = [];
  for (let y = touched.top; y < touched.top + touched.height; y++) {
    for (let x = touched.left; x < touched.left + touched.width; x++) {
      const isEdge = isBare(x - 1, y) || isBare(x + 1, y) || isBare(x, y - 1) || isBare(x, y + 1);
      if (isEdge && data[y * width + x] > 0) edges.push(y * width + x);
    }
  }
  if (edges.length === 0) return undefined;
  const place = edges[random.integer(edges.length)];
  const [left, top] = [Math.max(0, (place % width) - 1), Math.max(0, Math.floor(place / width) - 1)];
  return { left, top, width: Math.min(3, width - left), height: Math.min(3, height - top) };
}

/**
 * What a crop of `side` pixels must show of a pseudo-anomaly: all of a single patch, or, of one that the crop could lie wholly inside
 * of, where nothing tells it from a normal one, a piece of its edge; of scattered patches, which may leave holes larger than a crop,
 * one pasted pixel, each as likely.
 */
export function drawFocus(
  { mask, trail }: Pick<Candidate, 'mask' | 'trail'>,
  side: number,
  random: Random,
): Box {
  const { patches, kind, touched } = trail;
  if (touched.width === 0) return touched;
  if (patches.length === 1 && kind !== 'nsa') {
    const isWithin = touched.width >= side && touched.height >= side;
    return (isWithin ? drawEdge(mask, touched, random) : undefined) ?? touched;
  }
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
