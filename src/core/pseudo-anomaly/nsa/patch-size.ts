/** How large a patch is cut, and how large it is pasted [NSA section 2.1]. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { Size } from '../../image/cut.ts';
import type { Random } from '../../random.ts';

/** Bounds of half a side: pixels. */
export interface SizeBounds {
  readonly height: readonly [number, number];
  readonly width: readonly [number, number];
}

function clip(value: number, [low, high]: readonly [number, number]): number {
  return Math.min(high, Math.max(low, value));
}

/** Gamma law of shape 2: the sum of two exponential ones. */
function drawGamma(scale: number, random: Random): number {
  return -scale * (Math.log(1 - random.next()) + Math.log(1 - random.next()));
}

export function sizeBounds(
  { width, height }: Size,
  settings: Pick<Experiment, 'nsaHalfHeight' | 'nsaHalfWidth'>,
): SizeBounds {
  const pixels = ([low, high]: readonly [number, number], side: number): [number, number] => [
    Math.max(1, Math.round((low / 100) * side)),
    Math.max(1, Math.round((high / 100) * side)),
  ];
  return { height: pixels(settings.nsaHalfHeight, height), width: pixels(settings.nsaHalfWidth, width) };
}

/** Half height and half width, whole pixels: clip((0.03 + Gamma(2, 0.05)) side, min, max). */
export function drawHalfSize(image: Size, bounds: SizeBounds, random: Random): Size {
  const drawHalf = (side: number, limits: readonly [number, number], stream: Random) =>
    Math.floor(clip((0.03 + drawGamma(0.05, stream)) * side, limits));
  return {
    height: drawHalf(image.height, bounds.height, random.fork('height')),
    width: drawHalf(image.width, bounds.width, random.fork('width')),
  };
}

/** clip(N(1, 0.5), min, max). */
export function drawScale(bounds: readonly [number, number], random: Random): number {
  return clip(1 + 0.5 * random.normal(), bounds);
}

/**
 * Whole pixels of a cut of `size`, scaled, its aspect kept. As in the authors' code, its whole sides keep to the bounds
 * that its half sides had: a pasted patch is at most as large as the upper bound, not twice that.
 */
export function pastedSize(size: Size, scale: number, bounds: SizeBounds): Size {
  const height = clip(scale * size.height, bounds.height);
  const width = clip((height / size.height) * size.width, bounds.width);
  const side = (length: number) => Math.max(1, Math.round(length));
  return { width: side(width), height: side(clip((width / size.width) * size.height, bounds.height)) };
}
