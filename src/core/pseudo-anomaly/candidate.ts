/** What a generator is given and what it hands over: the image, where it was changed, and how it came about. */
import type { Experiment } from '../experiment/experiment.ts';
import type { GeneratorName } from '../experiment/knob.ts';
import type { Box, Mask, RgbImage } from '../image/image.ts';
import type { Scratch } from '../image/scratch.ts';
import type { Random } from '../random.ts';

/** Factors actually drawn for one patch (1 = unchanged; hue is a shift of the colour circle in turns). */
export interface ColourChange {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  readonly hue: number;
}

/** How one patch came about. */
export interface PatchTrail {
  /** Where the patch was cut. */
  readonly source: Box;
  /** Radians, clockwise as seen (y points down). */
  readonly rotation: number;
  readonly scale: number;
  /** Pixels at the image's own size. */
  readonly shiftX: number;
  readonly shiftY: number;
  readonly colour: ColourChange;
}

/** Everything drawn for one candidate: enough to explain it. */
export interface Trail {
  /** What made it: of a union or a 3-way, the kind that was taken. */
  readonly kind: Exclude<GeneratorName, 'union' | '3-way'>;
  /** None if nothing was cut. */
  readonly patches: readonly PatchTrail[];
  /** The smallest box around all changed pixels. */
  readonly touched: Box;
  /** How far a blend is from solving its equations, at worst, in 255ths; where one was solved. */
  readonly residual?: number;
}

export interface Candidate {
  readonly image: RgbImage;
  /** Patches turned and moved but not yet recoloured, for the gate; the final image where no such step exists. */
  readonly geometryImage: RgbImage;
  /** Alpha of the paste, 255 = fully pasted. */
  readonly mask: Mask;
  /** How anomalous each pixel is, in 255ths, where the generator grades it. */
  readonly label?: Mask;
  readonly trail: Trail;
}

export type StepName = 'cut' | 'turn' | 'colour' | 'paste' | 'noise' | 'texture' | 'mix' | 'blend' | 'label';

/** One picture of a candidate's making. */
export interface Step {
  readonly name: StepName;
  readonly image: RgbImage;
  /** The patch or mask of this step. */
  readonly mask?: Mask;
}

export interface GeneratorInput {
  /** The normal image, which stays as it is. */
  readonly image: RgbImage;
  /** Draws another normal image of the same size; the image itself if there is no other. */
  readonly drawOther: (random: Random) => RgbImage;
  /** Number of the draw: what comes in turns goes by it. */
  readonly turn: number;
  /** Where the first patch is cut, in place of a drawn box. */
  readonly source?: Box | undefined;
  /** Image of the same size that LocalAug cuts from, in place of `image`; of no effect on other generators. */
  readonly donor?: RgbImage | undefined;
  /** Where the pixels of the candidate are kept until the next one is made with it; fresh buffers without it. */
  readonly scratch?: Scratch | undefined;
  /** Called with each step of the making, for the trail; a generator does no extra work without it. */
  readonly record?: ((step: Step) => void) | undefined;
}

/** A pure function of its arguments. Never fails: what does not fit is cut to the image. */
export type Generator = (input: GeneratorInput, random: Random, experiment: Experiment) => Candidate;

/** The SSIM decision on one candidate. Discard iff SSIM >= T. */
export interface Verdict {
  readonly ssim: number;
  readonly threshold: number;
  readonly isAccepted: boolean;
}
