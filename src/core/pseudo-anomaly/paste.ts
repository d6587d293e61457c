/**
 * Cuts a patch, turns and moves it, and lays it over the image. Each destination pixel looks up its source
 * (inverse mapping) inside the turned rectangle only, so no black corners appear.
 */
import type { Box, Mask, RgbImage } from '../image/image.ts';
import type { PatchPose } from './patch-draw.ts';

/** Where a destination pixel falls in the patch: offsets from the patch's centre along its own sides. */
interface Placement {
  readonly centreX: number;
  readonly centreY: number;
  readonly cos: number;
  readonly sin: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Source pixels for each pixel of the destination. */
  readonly perPixel: number;
  /** Added to an offset, gives the pixel-centre coordinate in the source. */
  readonly sourceX: number;
  readonly sourceY: number;
  /** Depth inside the edge over which alpha rises; the patch's middle is always fully pasted. */
  readonly feather: number;
  /** Sigma of a blurred mask; 0 where the edge lies inside. */
  readonly sigma: number;
}

/** The turned patch: the pasted pixels only. */
export interface CutPatch {
  /** RGB in [0, 1]. */
  readonly pixels: Float64Array<ArrayBuffer>; // [n, 3]
  /** Index of each in the image. */
  readonly places: Int32Array<ArrayBuffer>; // [n]
  readonly mask: Mask;
  /** The smallest box around them; empty when there are none. */
  readonly touched: Box;
}

function placementOf({ source, rotation, scale, shiftX, shiftY, edge }: PatchPose): Placement {
  const [halfWidth, halfHeight] = [(source.width / 2) * scale, (source.height / 2) * scale];
  const isInside = edge.kind === 'inside';
  return {
    centreX: source.left + source.width / 2 + shiftX,
    centreY: source.top + source.height / 2 + shiftY,
    cos: Math.cos(rotation),
    sin: Math.sin(rotation),
    halfWidth,
    halfHeight,
    perPixel: 1 / scale,
    sourceX: source.left + source.width / 2 - 0.5,
    sourceY: source.top + source.height / 2 - 0.5,
    feather: isInside ? Math.max(0, Math.min(edge.width, halfWidth - 0.5, halfHeight - 0.5)) : 0,
    sigma: isInside ? 0 : edge.width,
  };
}

/** Sigmas beyond the patch after which a blurred mask is nothing. */
const blurReach = 3;

/** The smallest box around the turned rectangle, cut to the image; empty when it lies outside. */
function boundsOf(place: Placement, image: RgbImage): Box {
  const [halfWidth, halfHeight] = [
    place.halfWidth + blurReach * place.sigma,
    place.halfHeight + blurReach * place.sigma,
  ];
  const reachX = Math.abs(halfWidth * place.cos) + Math.abs(halfHeight * place.sin);
  const reachY = Math.abs(halfWidth * place.sin) + Math.abs(halfHeight * place.cos);
  const left = Math.max(0, Math.floor(place.centreX - reachX));
  const top = Math.max(0, Math.floor(place.centreY - reachY));
  const right = Math.min(image.width, Math.ceil(place.centreX + reachX));
  const bottom = Math.min(image.height, Math.ceil(place.centreY + reachY));
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Bilinear sample at pixel-centre coordinates (x, y), edges repeated, RGB in [0, 1]. */
function sampleInto(
  pixels: Float64Array,
  at: number,
  image: RgbImage,
  [x, y]: readonly [number, number],
): void {
  const { width, height, data } = image;
  const insideX = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const insideY = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const [x0, y0] = [insideX | 0, insideY | 0];
  const [shareX, shareY] = [insideX - x0, insideY - y0];
  const right = x0 + 1 < width ? 3 : 0;
  const down = y0 + 1 < height ? 3 * width : 0;
  const from = 3 * (y0 * width + x0);
  for (let c = 0; c < 3; c++) {
    const i = from + c;
    const upper = data[i] + shareX * (data[i + right] - data[i]);
    const lower = data[i + down] + shareX * (data[i + down + right] - data[i + down]);
    pixels[at + c] = (upper + shareY * (lower - upper)) / 255;
  }
}

/** Integral of a Gaussian, 0 to 1; the logistic curve stays within 0.01 of it. */
function rise(distance: number, sigma: number): number {
  return 1 / (1 + Math.exp((-1.702 * distance) / sigma));
}

/** Alpha of the rectangle blurred by a Gaussian [SPD section 3.2], in 255ths. */
function blurredAlpha(u: number, v: number, { halfWidth, halfHeight, sigma }: Placement): number {
  const across = rise(halfWidth - u, sigma) - rise(-halfWidth - u, sigma);
  const along = rise(halfHeight - v, sigma) - rise(-halfHeight - v, sigma);
  return Math.round(255 * across * along);
}

/** Share of a pixel that is pasted, in 255ths: 0 outside, full from `feather` inside the edge on. */
function alphaAt(u: number, v: number, place: Placement): number {
  const { halfWidth, halfHeight, feather } = place;
  if (place.sigma > 0) return blurredAlpha(u, v, place);
  const depth = Math.min(halfWidth - Math.abs(u), halfHeight - Math.abs(v));
  if (depth < 0) return 0;
  return depth >= feather ? 255 : Math.round((255 * (depth + 0.5)) / (feather + 0.5));
}

/** Places whose mask is set, in rows, and the box around them. */
function boxAround(places: Int32Array, width: number): Box {
  if (places.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
  let [left, right] = [width, 0];
  for (const place of places) {
    const x = place % width;
    if (x < left) left = x;
    if (x >= right) right = x + 1;
  }
  const top = Math.floor(places[0] / width);
  const bottom = Math.floor(places[places.length - 1] / width) + 1;
  return { left, top, width: right - left, height: bottom - top };
}

/** Turns and moves the patch: every destination pixel inside it, with its sample and alpha. `mask` is empty and is filled. */
export function cutPatch(image: RgbImage, pose: PatchPose, mask: Mask): CutPatch {
  const place = placementOf(pose);
  const bounds = boundsOf(place, image);
  const pixels = new Float64Array(bounds.width * bounds.height * 3);
  const places = new Int32Array(bounds.width * bounds.height);
  let count = 0;
  for (let y = bounds.top; y < bounds.top + bounds.height; y++) {
    const dy = y + 0.5 - place.centreY;
    for (let x = bounds.left; x < bounds.left + bounds.width; x++) {
      const dx = x + 0.5 - place.centreX;
      const u = dx * place.cos + dy * place.sin;
      const v = dy * place.cos - dx * place.sin;
      const alpha = alphaAt(u, v, place);
      if (alpha === 0) continue;
      mask.data[y * image.width + x] = alpha;
      places[count] = y * image.width + x;
      sampleInto(pixels, 3 * count, image, [
        place.sourceX + u * place.perPixel,
        place.sourceY + v * place.perPixel,
      ]);
      count++;
    }
  }
  const used = places.subarray(0, count);
  return { pixels: pixels.subarray(0, 3 * count), places: used, mask, touched: boxAround(used, image.width) };
}

/** Lays the patch over 8-bit pixels, in place. */
export function pasteOnto(data: Uint8Array, { pixels, places, mask }: CutPatch): void {
  for (let i = 0; i < places.length; i++) {
    const alpha = mask.data[places[i]] / 255;
    const at = 3 * places[i];
    for (let c = 0; c < 3; c++) {
      const original = data[at + c];
      data[at + c] = original + alpha * (255 * pixels[3 * i + c] - original) + 0.5; // stored without its fraction
    }
  }
}
