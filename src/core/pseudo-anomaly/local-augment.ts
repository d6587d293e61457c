/** LocalAug: a patch of the image is cut, turned, moved, recoloured and pasted back [HY section 3.1]. */
import { adjustBrightness, adjustContrast, adjustHue, adjustSaturation } from '../image/colour.ts';
import type { RgbImage } from '../image/image.ts';
import type { Random } from '../random.ts';
import type { Candidate } from './candidate.ts';
import { cutPatch, paste } from './paste.ts';
import { drawPatch, type LocalAugmentSettings } from './patch-draw.ts';

const operations = {
  brightness: adjustBrightness,
  contrast: adjustContrast,
  saturation: adjustSaturation,
  hue: adjustHue,
} as const;

/** One candidate from one normal image, which stays as it is. Never fails: what does not fit is cut to the image. */
export function localAugment(image: RgbImage, random: Random, settings: LocalAugmentSettings): Candidate {
  const draw = drawPatch(image, settings, random);
  const patch = cutPatch(image, draw);
  const geometryImage = paste(image, patch);
  for (const operation of draw.colourOrder) operations[operation](patch.pixels, draw.colour[operation]);
  const { source, rotation, shiftX, shiftY, colour } = draw;
  return {
    image: paste(image, patch),
    geometryImage,
    mask: patch.mask,
    trail: { source, rotation, shiftX, shiftY, colour, touched: patch.touched },
  };
}
