/** Scores images by how far their reconstructions are from them: a residual for each pixel, overlapping crops averaged. */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { RegionOfInterest } from '../../core/image/image.ts';
import { pixelsInside } from '../../core/scoring/counted-places.ts';
import { gaussianBlur } from '../../core/image/gaussian-blur.ts';
import { resample } from '../../core/image/resize.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import type { Trainer } from '../training/trainer.ts';
import { cutCrops, joinCrops } from './crops.ts';
import type { Method } from './method.ts';

/** Smoothing before the largest residual is taken, as a share of the image's side: 4 pixels of 256, as maps are drawn. */
const sigmaShare = 4 / 256;

/** Cells of a map along a side, at most: a run keeps the maps of all its images. */
const mostCells = 64;

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The largest smoothed residual and their mean, of a map [side, side] of an image whose side is `imageSide` pixels. */
export function residualScores(
  data: ArrayLike<number>,
  side: number,
  imageSide = side,
): { readonly largest: number; readonly mean: number } {
  const smoothed = gaussianBlur({ data, width: side, height: side }, sigmaShare * imageSide);
  const largest = smoothed.reduce((most, value) => Math.max(most, value), -Infinity); // no number stays none
  return { largest, mean: meanOf(smoothed) };
}

function residualMap(data: Float64Array, side: number): ScoreMap {
  const cells = Math.min(mostCells, side);
  const scores = resample({ width: side, height: side, channels: 1, data }, cells, cells);
  const shares = { placeShare: 1 / cells, strideShare: 1 / cells };
  return { places: 'cells', columns: cells, rows: cells, ...shares, scores: Float32Array.from(scores) };
}

/** What was seen of an image: its residuals, and the other outputs of its crops. */
interface Residuals {
  readonly side: number;
  readonly data: Float64Array; // [side, side]
  readonly others: readonly Float32Array[];
}

export interface ResidualMethod {
  readonly experiment: Experiment;
  readonly trainer: Pick<Trainer, 'forward'>;
  /** The output [N, S, S] that says how a reconstruction compares, and what makes a residual of it, larger where they differ. */
  readonly output: string;
  readonly residualOf: (value: number) => number;
  /** Outputs of each crop that more scores are made of. */
  readonly others?: readonly string[];
  /** Larger is more anomalous. */
  readonly moreScores?: (
    others: readonly Float32Array[],
    region: RegionOfInterest | undefined,
  ) => Readonly<Record<string, number>>;
}

/** Nothing is fitted: the network has learnt what is normal. Scores `largest-residual`, `mean-residual`, and those of `moreScores`. */
export function createResidualMethod(method: ResidualMethod): Method<Residuals> {
  const { experiment, trainer, output, residualOf, others = [], moreScores } = method;
  return {
    async see(image) {
      const [compared, ...rest] = await trainer.forward(cutCrops(image, experiment), [output, ...others]);
      return { ...joinCrops(compared.map(residualOf), experiment), others: rest };
    },
    ignoresNormals: true,
    fit: () =>
      Promise.resolve({
        judge({ side, data: whole, others: seen }, region) {
          const data = pixelsInside(whole, side, region);
          const { largest, mean } = residualScores(data, side);
          const scores = {
            'largest-residual': largest,
            'mean-residual': mean,
            ...moreScores?.(seen, region),
          };
          return Promise.resolve({ scores, map: residualMap(data, side) });
        },
        dispose: () => undefined,
      }),
  };
}
