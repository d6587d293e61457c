/** What crosses between the page and the studio worker, which makes pseudo-anomalies as knobs move. */
import type { Experiment, KnobName } from '../../core/experiment/experiment.ts';
import type { Box, RgbImage, Mask } from '../../core/image/image.ts';
import type { Picture } from '../../core/image/picture.ts';
import type { Step, Trail, Verdict } from '../../core/pseudo-anomaly/candidate.ts';
import type { DrawFact } from '../../core/pseudo-anomaly/draw-facts.ts';

export interface GalleryRequest {
  readonly experiment: Experiment;
  /** How many candidates are shown. */
  readonly tiles: number;
  /** How many candidates the charts count in all, the shown ones first. */
  readonly draws: number;
}

/** The candidates that one of several workers makes: those whose number leaves `index` when divided by `of`. */
export interface Part {
  readonly index: number;
  readonly of: number;
}

export interface GalleryTile {
  /** Number of the draw. */
  readonly draw: number;
  /** The pseudo-anomaly as it is. */
  readonly picture: Picture;
  /** Numbers of the picture's pixels along the border of what was pasted. */
  readonly outline: Uint32Array<ArrayBuffer>;
  /** Around all that was pasted; of no size if nothing was. */
  readonly touched: Box;
  readonly verdict: Verdict;
}

export interface Gallery {
  readonly tiles: readonly GalleryTile[];
  /** SSIM of every draw, tiles first. */
  readonly ssims: Float64Array<ArrayBuffer>;
  /** What was drawn for each, in the same order; NaN where the generator has no such number. */
  readonly facts: Readonly<Record<DrawFact, Float64Array<ArrayBuffer>>>;
  readonly elapsedMs: number;
}

export interface DetailRequest {
  readonly experiment: Experiment;
  /** Number of the draw. */
  readonly draw: number;
  /** Where the user wants the patch cut, in pixels of the working image. */
  readonly source?: Box | undefined;
}

/** One candidate with everything about it. */
export interface CandidateDetail {
  readonly draw: number;
  readonly original: RgbImage;
  readonly image: RgbImage;
  readonly mask: Mask;
  readonly label?: Mask;
  readonly steps: readonly Step[];
  /** SSIM where it can differ from 1, row by row. */
  readonly ssimMap: { readonly box: Box; readonly data: Float64Array<ArrayBuffer> };
  readonly trail: Trail;
  readonly verdict: Verdict;
}

/** What one generator makes of the image that all of them are given. */
export interface Rival {
  readonly generator: Experiment['generator'];
  readonly image: RgbImage;
  readonly mask: Mask;
  readonly verdict: Verdict;
}

/** How far a knob changes pictures from one end of its range to the other, under the other values. */
export interface KnobChange {
  readonly name: KnobName;
  /** Mean change of what is pasted, in levels of 255, of the candidate that changes most. */
  readonly levels: number;
}

/** Images come in parts, so that copying them never blocks the page; they count once the last part has come. */
export interface LoadPart {
  /** Parts of one load; those of an earlier one that never ended are forgotten. */
  readonly id: number;
  readonly hasMore: boolean;
}

export interface StudioApi {
  /** Normal images that patches are cut from; replaces earlier ones. */
  load(images: readonly RgbImage[], part?: LoadPart): Promise<void>;
  /** Undefined when a newer call, or new images, came before it was done. */
  makeGallery(request: GalleryRequest, part: Part): Promise<Gallery | undefined>;
  /** Undefined when no images are loaded. */
  makeDetail(request: DetailRequest): Promise<CandidateDetail | undefined>;
  /** The same image and seed through every generator. */
  compareGenerators(request: DetailRequest): Promise<readonly Rival[]>;
  /** Of each knob that turns, moves or recolours. Undefined when a gallery was asked for before it was done. */
  measureChanges(experiment: Experiment): Promise<readonly KnobChange[] | undefined>;
}
