/** PatchCore, its features: what the network sees around each place of an image, from two depths [PatchCore section 3.1]. */
import { resample } from '../image/resize.ts';

export interface FeatureMap {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Float32Array; // [height, width, channels]
}

/** Adds the cell at `from` of `source` to the one at `to` of `target`. */
function addCell(target: Float32Array, to: number, { data, channels }: FeatureMap, from: number): void {
  for (let c = 0; c < channels; c++) target[to * channels + c] += data[from * channels + c];
}

/** Sums over cells `step` apart, before and behind: one axis of the 3 x 3 sum. */
function sumOfThree(map: FeatureMap, step: number, isInside: (cell: number) => boolean): FeatureMap {
  const data = map.data.slice();
  for (let cell = 0; cell < map.width * map.height; cell++) {
    // The next cell is a neighbour of this one exactly if this one is of it.
    if (!isInside(cell)) continue;
    addCell(data, cell, map, cell + step);
    addCell(data, cell + step, map, cell);
  }
  return { ...map, data };
}

/**
 * Mean of the 3 x 3 cells around each cell, cells outside counted as 0: a feature that knows its neighbours
 * [PatchCore Eq. 2], as PyTorch's avg_pool2d(3, 1, 1).
 */
export function meanNeighbourhood(map: FeatureMap): FeatureMap {
  const { width, height } = map;
  const alongRows = sumOfThree(map, 1, (cell) => (cell + 1) % width !== 0);
  const both = sumOfThree(alongRows, width, (cell) => cell < width * (height - 1));
  return { ...map, data: both.data.map((sum) => sum / 9) };
}

/** Bilinear between cell centres, edges repeated: PyTorch's interpolate(align_corners=False). Not for shrinking. */
export function enlargeFeatures(map: FeatureMap, width: number, height: number): FeatureMap {
  return { ...map, width, height, data: Float32Array.from(resample(map, width, height)) };
}

/** Channels of `a`, then of `b`, of two maps of one size. */
function joinChannels(a: FeatureMap, b: FeatureMap): FeatureMap {
  const channels = a.channels + b.channels;
  const data = new Float32Array(a.width * a.height * channels);
  for (let cell = 0; cell < a.width * a.height; cell++) {
    data.set(a.data.subarray(cell * a.channels, (cell + 1) * a.channels), cell * channels);
    data.set(b.data.subarray(cell * b.channels, (cell + 1) * b.channels), cell * channels + a.channels);
  }
  return { ...a, channels, data };
}

/**
 * One row a cell of the finer map: its neighbourhood there, and that of the coarser map, enlarged to the same grid.
 * Departure from the authors' code: channels are not pooled to 1024, of which ResNet18 has fewer.
 */
export function patchFeatures(fine: FeatureMap, coarse: FeatureMap): FeatureMap {
  const enlarged = enlargeFeatures(meanNeighbourhood(coarse), fine.width, fine.height);
  return joinChannels(meanNeighbourhood(fine), enlarged);
}
