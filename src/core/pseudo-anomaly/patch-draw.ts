/**
 * Draws everything random about one local augmentation [HY section 3.1]. All numbers are drawn, always and in one
 * order, and each knob only scales its own: moving a knob changes that one aspect and leaves the rest in place.
 */
import type { Experiment } from '../experiment/experiment.ts';
import type { Size } from '../image/cut.ts';
import type { Box } from '../image/image.ts';
import type { Random } from '../random.ts';
import { drawColour, type ColourDraw } from './colour-draw.ts';

export type LocalAugmentSettings = Pick<
  Experiment,
  | 'patchArea'
  | 'patchAspect'
  | 'patchPlaces'
  | 'rotation'
  | 'shift'
  | 'brightness'
  | 'contrast'
  | 'saturation'
  | 'hue'
  | 'patchScale'
  | 'edge'
  | 'feather'
>;

/** How alpha falls at the border of a patch, in pixels at the image's own size. */
export interface PatchEdge {
  readonly kind: Experiment['edge'];
  /** Depth over which alpha rises inside, or sigma of the blurred mask; 0 is a hard edge. */
  readonly width: number;
}

/** Where a patch is cut, and where and how it is laid. */
export interface PatchPose {
  readonly source: Box;
  /** Radians, clockwise as seen. */
  readonly rotation: number;
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
  readonly edge: PatchEdge;
}

export interface PatchDraw extends PatchPose, ColourDraw {}

/** Side at which pixel knobs are stated. */
export const referenceSide = 256;

/** The value at `share` of the way. */
export function between([low, high]: readonly [number, number], share: number): number {
  return low + (high - low) * share;
}

/**
 * Sides of a box of `area` square pixels and width / height = `aspect`. A side that does not fit becomes the image's,
 * and the other grows to keep the area where it can; no side falls below 2 pixels (or the image's).
 */
function sidesOf(area: number, aspect: number, size: Size): [number, number] {
  const fullWidth = Math.min(size.width, Math.sqrt(area * aspect));
  const fullHeight = Math.min(size.height, area / fullWidth);
  const fit = (side: number, limit: number) => Math.min(limit, Math.max(2, Math.round(side)));
  return [fit(area / fullHeight, size.width), fit(fullHeight, size.height)];
}

/**
 * A shift along one axis that would carry the box over the border goes the other way instead, so that patches near
 * the border change as much as others; where neither way fits, it ends at the border.
 */
function keepInside(shift: number, start: number, length: number, limit: number): number {
  const [least, most] = [-start, limit - length - start];
  if (shift >= least && shift <= most) return shift;
  return -shift >= least && -shift <= most ? -shift : Math.min(most, Math.max(least, shift));
}

/** Where `length` pixels lie, with `share` of the way for their start; or for their middle, and cut where they hang over. */
function placeAlong(
  length: number,
  limit: number,
  share: number,
  places: LocalAugmentSettings['patchPlaces'],
): readonly [start: number, length: number] {
  if (places === 'inside') return [Math.floor(share * (limit - length + 1)), length];
  const least = Math.min(2, limit);
  const from = Math.round(share * limit - length / 2);
  const start = Math.min(limit - least, Math.max(0, from));
  return [start, Math.min(limit, Math.max(start + least, from + length)) - start];
}

/** `chosen` takes the place of the drawn box. */
export function drawPatch(
  size: Size,
  settings: LocalAugmentSettings,
  random: Random,
  chosen?: Box,
): PatchDraw {
  const scale = Math.min(size.width, size.height) / referenceSide;
  const area = (between(settings.patchArea, random.next()) / 100) * size.width * size.height;
  const logAspect = between(
    [Math.log(settings.patchAspect[0]), Math.log(settings.patchAspect[1])],
    random.next(),
  );
  const [width, height] = sidesOf(area, Math.exp(logAspect), size);
  const [left, drawnWidth] = placeAlong(width, size.width, random.next(), settings.patchPlaces);
  const [top, drawnHeight] = placeAlong(height, size.height, random.next(), settings.patchPlaces);
  const drawn = { left, top, width: drawnWidth, height: drawnHeight };
  const source = chosen ?? drawn;
  const degrees = between(settings.rotation, random.next()) * (random.next() < 0.5 ? -1 : 1);
  const distance = between(settings.shift, random.next()) * scale;
  const direction = random.uniform(0, 2 * Math.PI);
  return {
    source,
    rotation: (degrees * Math.PI) / 180,
    shiftX: keepInside(distance * Math.cos(direction), source.left, source.width, size.width),
    shiftY: keepInside(distance * Math.sin(direction), source.top, source.height, size.height),
    ...drawColour(settings, random),
    scale: Math.exp(between(settings.patchScale.map(Math.log) as [number, number], random.next())),
    edge: { kind: settings.edge, width: settings.feather * scale },
  };
}
