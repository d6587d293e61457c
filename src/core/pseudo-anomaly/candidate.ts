/** What a generator hands over: the image, where it was changed, and how it came about. */
import type { Box, Mask, RgbImage } from '../image/image.ts';

/** Factors actually drawn for one patch (1 = unchanged; hue is a shift of the colour circle in turns). */
export interface ColourChange {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
}

/** Everything drawn for one candidate: enough to make it again, and to explain it. */
export interface Trail {
  /** Where the patch was cut. */
  readonly source: Box;
  /** Radians, clockwise as seen (y points down). */
  readonly rotation: number;
  /** Pixels at the image's own size. */
  readonly shiftX: number;
  readonly shiftY: number;
  readonly colour: ColourChange;
  /** The smallest box around all changed pixels. */
  readonly touched: Box;
}

export interface Candidate {
  readonly image: RgbImage;
  /** The patch turned and moved but not yet recoloured, for the gate. */
  readonly geometryImage: RgbImage;
  /** Alpha of the paste, 255 = fully pasted. */
  readonly mask: Mask;
  readonly trail: Trail;
}

/** The SSIM decision on one candidate. Discard iff SSIM >= T. */
export interface Verdict {
  readonly ssim: number;
  readonly threshold: number;
  readonly isAccepted: boolean;
}
