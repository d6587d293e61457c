/**
 * LocalAug: a patch of the image is cut, turned, moved, recoloured and pasted back [HY section 3.1]. Each destination
 * pixel looks up its source (inverse mapping), inside the turned rectangle only, so no black corners appear.
 */
import { adjustBrightness, adjustContrast, adjustHue, adjustSaturation } from '../image/colour.ts';
import { createMask, type Box, type Mask, type RgbImage } from '../image/image.ts';
import type { Random } from '../random.ts';
import type { Candidate } from './candidate.ts';
import { drawPatch, type LocalAugmentSettings, type PatchDraw } from './patch-draw.ts';

/** Where a destination pixel falls in the patch: offsets from the patch's centre along its own sides. */
interface Placement {
  readonly centreX: number;
  readonly centreY: number;
  readonly cos: number;
  readonly sin: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

function placementOf({ source, rotation, shiftX, shiftY }: PatchDraw): Placement {
  return {
    centreX: source.left + source.width / 2 + shiftX,
    centreY: source.top + source.height / 2 + shiftY,
    cos: Math.cos(rotation),
    sin: Math.sin(rotation),
    halfWidth: source.width / 2,
    halfHeight: source.height / 2,
  };
}

/** The smallest box around the turned rectangle, cut to the image; empty when it lies outside. */
function boundsOf(place: Placement, image: RgbImage): Box {
  const reachX = Math.abs(place.halfWidth * place.cos) + Math.abs(place.halfHeight * place.sin);
  const reachY = Math.abs(place.halfWidth * place.sin) + Math.abs(place.halfHeight * place.cos);
  const left = Math.max(0, Math.floor(place.centreX - reachX));
  const top = Math.max(0, Math.floor(place.centreY - reachY));
  const right = Math.min(image.width, Math.ceil(place.centreX + reachX));
  const bottom = Math.min(image.height, Math.ceil(place.centreY + reachY));
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Bilinear sample of the image at pixel-centre coordinates, edges repeated; writes RGB in [0, 1]. */
function sampleInto(
  pixels: Float32Array,
  at: number,
  image: RgbImage,
  { x, y }: { x: number; y: number },
): void {
  const { width, height, data } = image;
  const clampedX = Math.min(width - 1, Math.max(0, x));
  const clampedY = Math.min(height - 1, Math.max(0, y));
  const x0 = Math.floor(clampedX);
  const y0 = Math.floor(clampedY);
  const [shareX, shareY] = [clampedX - x0, clampedY - y0];
  const right = x0 + 1 < width ? 3 : 0;
  const down = y0 + 1 < height ? 3 * width : 0;
  const from = 3 * (y0 * width + x0);
  for (let c = from; c < from + 3; c++) {
    const upper = data[c] * (1 - shareX) + data[c + right] * shareX;
    const lower = data[c + down] * (1 - shareX) + data[c + down + right] * shareX;
    pixels[at + c - from] = (upper * (1 - shareY) + lower * shareY) / 255;
  }
}

/** Share of a pixel that is pasted: 0 outside, rising to 1 over the feather inside the edge. */
function alphaAt(u: number, v: number, place: Placement, feather: number): number {
  const depth = Math.min(place.halfWidth - Math.abs(u), place.halfHeight - Math.abs(v));
  if (depth < 0) return 0;
  return feather <= 0 ? 1 : Math.min(1, (depth + 0.5) / (feather + 0.5));
}

interface CutPatch {
  /** Pasted pixels only, RGB in [0, 1]: [n, 3]. */
  readonly pixels: Float32Array;
  /** Index of each in the image. */
  readonly places: Int32Array;
  readonly mask: Mask;
}

/** Turns and moves the patch: every destination pixel inside it, with its sample and alpha. */
function cutPatch(image: RgbImage, draw: PatchDraw, place: Placement, bounds: Box): CutPatch {
  const mask = createMask(image.width, image.height);
  const pixels = new Float32Array(bounds.width * bounds.height * 3);
  const places = new Int32Array(bounds.width * bounds.height);
  const sourceX = draw.source.left + place.halfWidth - 0.5;
  const sourceY = draw.source.top + place.halfHeight - 0.5;
  let count = 0;
  for (let y = bounds.top; y < bounds.top + bounds.height; y++) {
    for (let x = bounds.left; x < bounds.left + bounds.width; x++) {
      const [dx, dy] = [x + 0.5 - place.centreX, y + 0.5 - place.centreY];
      const u = dx * place.cos + dy * place.sin;
      const v = dy * place.cos - dx * place.sin;
      const alpha = Math.round(255 * alphaAt(u, v, place, draw.feather));
      if (alpha === 0) continue;
      const index = y * image.width + x;
      mask.data[index] = alpha;
      places[count] = index;
      sampleInto(pixels, 3 * count, image, { x: sourceX + u, y: sourceY + v });
      count++;
    }
  }
  return { pixels: pixels.subarray(0, 3 * count), places: places.subarray(0, count), mask };
}

/** A copy of the image with the patch laid over it. */
function paste(image: RgbImage, { pixels, places, mask }: CutPatch): RgbImage {
  const data = image.data.slice();
  for (let i = 0; i < places.length; i++) {
    const alpha = mask.data[places[i]] / 255;
    for (let c = 0, at = 3 * places[i]; c < 3; c++, at++) {
      data[at] = Math.round((1 - alpha) * data[at] + alpha * 255 * pixels[3 * i + c]);
    }
  }
  return { ...image, data };
}

const operations = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
} as const;

/** One candidate from one normal image. Never fails: a patch that does not fit is cut to the image. */
export function localAugment(image: RgbImage, random: Random, settings: LocalAugmentSettings): Candidate {
  const draw = drawPatch(image, settings, random);
  const place = placementOf(draw);
  const touched = boundsOf(place, image);
  const patch = cutPatch(image, draw, place, touched);
  const geometryImage = paste(image, patch);
  for (const operation of draw.colourOrder) operations[operation](patch.pixels, draw.colour[operation]);
  const { source, rotation, shiftX, shiftY, colour } = draw;
  return {
    image: paste(image, patch),
    geometryImage,
    mask: patch.mask,
    trail: { source, rotation, shiftX, shiftY, colour, touched },
  };
}
