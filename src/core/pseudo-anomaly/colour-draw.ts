/** Draws how a patch's colour changes, as torchvision's ColorJitter does, and applies it. */
import { adjustBrightness, adjustContrast, adjustHue, adjustSaturation } from '../image/colour.ts';
import type { Random } from '../random.ts';
import type { ColourChange } from './candidate.ts';

const operations = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
} as const;

export interface ColourDraw {
  readonly colour: ColourChange;
  /** The four operations come in random order, as in torchvision's ColorJitter. */
  readonly colourOrder: readonly (keyof ColourChange)[];
}

/** Factors from 1 +- the reach of each; hue from +- its reach. */
export function drawColour(reach: ColourChange, random: Random): ColourDraw {
  const around = (width: number) => Math.max(0, 1 + width * random.uniform(-1, 1));
  const colour = {
    brightness: around(reach.brightness),
    contrast: around(reach.contrast),
    saturation: around(reach.saturation),
    hue: reach.hue * random.uniform(-1, 1),
  };
  const names: readonly (keyof ColourChange)[] = ['brightness', 'contrast', 'saturation', 'hue'];
  const ranks = new Map(names.map((name) => [name, random.next()]));
  const colourOrder = [...names].sort((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0));
  return { colour, colourOrder };
}

/** Changes interleaved RGB pixels in [0, 1] in place. */
export function recolour(pixels: Float64Array, { colour, colourOrder }: ColourDraw): void {
  for (const name of colourOrder) operations[name](pixels, colour[name]);
}
