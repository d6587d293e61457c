/** The numbers of one draw that are charted against its SSIM. */
import type { Candidate } from './candidate.ts';
import { referenceSide } from './patch-draw.ts';

export const drawFacts = [
  'x',
  'y',
  'area',
  'aspect',
  'rotation',
  'shift',
  'scale',
  'brightness',
  'contrast',
  'saturation',
  'hue',
] as const;

export type DrawFact = (typeof drawFacts)[number];

/** One value for each fact. */
export function mapFacts<Value>(make: (fact: DrawFact) => Value): Record<DrawFact, Value> {
  return Object.fromEntries(drawFacts.map((fact) => [fact, make(fact)])) as Record<DrawFact, Value>;
}

/** Share of the image that is pasted, counting a soft edge by its alpha. */
function pastedShare({ mask, trail }: Candidate): number {
  const { left, top, width, height } = trail.touched;
  let sum = 0;
  for (let y = top; y < top + height; y++) {
    for (let i = y * mask.width + left; i < y * mask.width + left + width; i++) sum += mask.data[i];
  }
  return sum / 255 / (mask.width * mask.height);
}

const noPatch = {
  aspect: NaN,
  rotation: NaN,
  shift: NaN,
  scale: NaN,
  brightness: NaN,
  contrast: NaN,
  saturation: NaN,
  hue: NaN,
};

/**
 * Facts of the first patch, and of all that was pasted: its middle (`x`, `y`, shares of the side) and `area` (percent).
 * `rotation` in degrees, `shift` in pixels of a 256 px image, both without sign; NaN if there is no such number.
 */
export function factsOf(candidate: Candidate): Record<DrawFact, number> {
  const { image, trail } = candidate;
  const { left, top, width, height } = trail.touched;
  const place =
    width === 0
      ? { x: NaN, y: NaN, area: 0 }
      : {
          x: (left + width / 2) / image.width,
          y: (top + height / 2) / image.height,
          area: 100 * pastedShare(candidate),
        };
  const patch = trail.patches.at(0);
  if (patch === undefined) return { ...place, ...noPatch };
  const { source, rotation, scale, shiftX, shiftY, colour } = patch;
  const perPixel = referenceSide / Math.min(image.width, image.height);
  return {
    ...place,
    aspect: source.width / source.height,
    rotation: (Math.abs(rotation) * 180) / Math.PI,
    shift: Math.hypot(shiftX, shiftY) * perPixel,
    scale,
    ...colour,
  };
}
