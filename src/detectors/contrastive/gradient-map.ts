/**
 * Where in an image the score “pseudo against normal” comes from: gradient times activation of the encoder's last layer, the positive part
 * [GradCAM section 3]. The score does not see the length of its input, so the parts of one place sum to about nothing: some
 * cells speak for an anomaly, others against it.
 */
import type { Experiment } from '../../core/experiment/experiment.ts';
import type { ContrastiveBanks } from '../../core/scoring/log-ratio.ts';
import {
  foldNorm,
  logRatioGradients,
  type Affine,
  type FoldedHead,
} from '../../core/scoring/log-ratio-gradient.ts';
import type { ScoreMap } from '../../core/scoring/score-map.ts';
import { gridStarts } from '../../core/views/window.ts';
import type { Trainer } from '../../engine/training/trainer.ts';
import { strideOf } from '../../engine/evaluation/crops.ts';

/** Of every BatchNorm. */
const epsilon = 1e-5;

/** The projection head as it is in evaluation mode. */
export async function readHead(trainer: Pick<Trainer, 'save'>, hasNorm: boolean): Promise<FoldedHead> {
  const { parameters, statistics } = await trainer.save();
  const layer = (name: string): Affine => {
    const affine = { weight: parameters[`${name}.weight`], bias: parameters[`${name}.bias`] };
    if (!hasNorm) return affine;
    const norm = {
      weight: parameters[`${name}.norm.weight`],
      bias: parameters[`${name}.norm.bias`],
      mean: statistics[`${name}.norm.running_mean`],
      variance: statistics[`${name}.norm.running_var`],
    };
    return foldNorm(affine, norm, epsilon);
  };
  return { first: layer('head.0'), second: layer('head.2') };
}

/** Means over the cells of each place: [places, channels] from [places, cells, channels]. */
function pool(maps: Float32Array, places: number, channels: number): Float32Array {
  const cells = maps.length / places / channels;
  const pooled = new Float32Array(places * channels);
  for (let i = 0; i < maps.length; i++) {
    const place = Math.floor(i / (cells * channels));
    pooled[place * channels + (i % channels)] += maps[i] / cells;
  }
  return pooled;
}

/** What each cell adds to the score of its place, at least 0; [places, cells]. */
function cellParts(
  maps: Float32Array,
  places: number,
  { head, banks, channels }: GradientMapInput,
): Float32Array {
  const gradients = logRatioGradients(pool(maps, places, channels), head, banks);
  const cells = maps.length / places / channels;
  return Float32Array.from({ length: places * cells }, (_, i) => {
    const gradient = Math.floor(i / cells) * channels;
    let sum = 0;
    for (let c = 0; c < channels; c++) sum += gradients[gradient + c] * maps[i * channels + c];
    return Math.max(0, sum / cells);
  });
}

export interface GradientMapInput {
  readonly head: FoldedHead;
  readonly banks: ContrastiveBanks;
  /** Of the encoder's last layer. */
  readonly channels: number;
}

export type GradientMapShape = Pick<Experiment, 'trainOn' | 'imageSize' | 'inputSize' | 'cropStride'>;

/** Where crops begin, in pixels; a whole image is one crop. */
function startsOf(shape: GradientMapShape): {
  readonly starts: readonly number[];
  readonly imageSide: number;
} {
  if (shape.trainOn === 'whole') return { starts: [0], imageSide: shape.inputSize };
  const { imageSize, inputSize } = shape;
  return { starts: gridStarts(imageSize, inputSize, strideOf(shape)), imageSide: imageSize };
}

/** `maps` are the last layer's, [places, side, side, channels], of an image's crops in rows. Cells of crops that overlap are averaged. */
export function gradientMap(maps: Float32Array, shape: GradientMapShape, input: GradientMapInput): ScoreMap {
  const { starts, imageSide } = startsOf(shape);
  const places = starts.length ** 2;
  const parts = cellParts(maps, places, input);
  const cellsAcross = Math.round(Math.sqrt(parts.length / places));
  const cell = shape.inputSize / cellsAcross;
  const step = starts.length > 1 ? Math.min(cell, strideOf(shape)) : cell;
  const columns = Math.round((imageSide - cell) / step) + 1;
  const [sums, counts] = [new Float32Array(columns ** 2), new Float32Array(columns ** 2)];
  const lineOf = (start: number, index: number) =>
    Math.min(columns - 1, Math.round((start + index * cell) / step));
  parts.forEach((part, i) => {
    const [place, at] = [Math.floor(i / cellsAcross ** 2), i % cellsAcross ** 2];
    const row = lineOf(starts[Math.floor(place / starts.length)], Math.floor(at / cellsAcross));
    const column = lineOf(starts[place % starts.length], at % cellsAcross);
    sums[row * columns + column] += part;
    counts[row * columns + column] += 1;
  });
  return {
    places: 'crops',
    columns,
    rows: columns,
    placeShare: cell / imageSide,
    strideShare: step / imageSide,
    scores: sums.map((sum, i) => (counts[i] === 0 ? 0 : sum / counts[i])),
  };
}
