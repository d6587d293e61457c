/**
 * A scene is a function from a place to a colour. Rendering one with and without its defect gives the mask, so the
 * mask marks just what can be seen.
 */
import type { Random } from '../../random.ts';
import { createMask, createRgbImage, type Mask, type RgbImage } from '../../image/image.ts';
import { latticeValue } from './noise.ts';

/** Linear mix of three channels, each about [0, 1]. */
export type Colour = readonly [number, number, number];

/** Colour at (x, y) in [0, 1]; `pixel` is the size of a pixel in the same units, for soft edges. */
export type Scene = (x: number, y: number, pixel: number) => Colour;

/** What a category draws: a scene from random pose, with a defect of a kind or without. */
export interface Category {
  readonly defects: readonly string[];
  /** `pose` fixes everything natural, `flaw` everything about the defect. */
  readonly compose: (pose: Random, defect: string | undefined, flaw: Random) => Scene;
  /** Standard deviation of the camera's noise, in 8-bit steps. */
  readonly grain: number;
}

export function mix(a: Colour, b: Colour, share: number): Colour {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

export function scale(colour: Colour, factor: number): Colour {
  return [colour[0] * factor, colour[1] * factor, colour[2] * factor];
}

/** How much of a pixel a shape covers whose signed distance (negative inside) is `distance`. */
export function coverage(distance: number, pixel: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance / pixel));
}

/** 0 below `low`, 1 above `high`, smooth between. */
export function smoothStep(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** Distance from (x, y) to the segment from `a` to `b`. */
export function distanceToSegment(
  x: number,
  y: number,
  a: readonly [number, number],
  b: readonly [number, number],
): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = ((x - a[0]) * dx + (y - a[1]) * dy) / Math.max(1e-12, dx * dx + dy * dy);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - a[0] - t * dx, y - a[1] - t * dy);
}

/** Distance to a chain of segments. */
export function distanceToPath(x: number, y: number, points: readonly (readonly [number, number])[]): number {
  let nearest = Infinity;
  for (let i = 1; i < points.length; i++)
    nearest = Math.min(nearest, distanceToSegment(x, y, points[i - 1], points[i]));
  return nearest;
}

/** Pixels of a scene with the camera's grain, the same grain for the same seed. */
export function render(
  scene: Scene,
  side: number,
  grain: { readonly seed: number; readonly steps: number },
): RgbImage {
  const image = createRgbImage(side, side);
  const pixel = 1 / side;
  for (let row = 0, at = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const colour = scene((column + 0.5) * pixel, (row + 0.5) * pixel, pixel);
      for (let c = 0; c < 3; c++, at++) {
        // Sum of two uniforms: near enough to a bell, standard deviation 1 after scaling.
        const bell =
          latticeValue(column, row, grain.seed + c) + latticeValue(row, column, grain.seed + 7 + c) - 1;
        const value = 255 * colour[c] + bell * 2.45 * grain.steps;
        image.data[at] = Math.min(255, Math.max(0, Math.round(value)));
      }
    }
  }
  return image;
}

/** Smallest difference in any channel, of 255, that counts as visible. */
const visible = 8;

/** Where the flawed image differs visibly from the flawless one. */
export function differenceMask(flawed: RgbImage, flawless: RgbImage): Mask {
  const mask = createMask(flawed.width, flawed.height);
  for (let i = 0; i < mask.data.length; i++) {
    for (let c = 3 * i; c < 3 * i + 3; c++) {
      if (Math.abs(flawed.data[c] - flawless.data[c]) >= visible) mask.data[i] = 255;
    }
  }
  return mask;
}
