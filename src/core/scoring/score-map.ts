/** Scores of places laid over their image, and what they say of each pixel. */
import { anomalyMap } from './patch-scores.ts';

/** Larger is more anomalous. */
export interface ScoreMap {
  /** Overlapping crops, or the cells of a feature map, which lie side by side. */
  readonly places: 'crops' | 'cells';
  readonly columns: number;
  readonly rows: number;
  /** Side of a place and step between places, as shares of the image side; the last place of a row touches the border. */
  readonly placeShare: number;
  readonly strideShare: number;
  readonly scores: Float32Array<ArrayBuffer>; // [rows, columns]
}

/**
 * Standard deviation of a crop's weight around its centre, as a share of its side. Measured at .1 to .5: docs/results.md.
 */
const spread = 0.15;

/** How much each of `count` crops in a line weighs at each of `side` pixels; a pixel's weights sum to 1. */
function lineWeights(
  count: number,
  side: number,
  { placeShare, strideShare }: Pick<ScoreMap, 'placeShare' | 'strideShare'>,
): Float64Array[] {
  const centres = Array.from(
    { length: count },
    (_, i) => Math.min(1 - placeShare, i * strideShare) + placeShare / 2,
  );
  return Array.from({ length: side }, (_, pixel) => {
    const exponents = centres.map(
      (centre) => (((pixel + 0.5) / side - centre) / (spread * placeShare)) ** 2 / 2,
    );
    const least = Math.min(...exponents); // taken out, so that no pixel is too far from all centres
    const raw = Float64Array.from(exponents, (exponent) => Math.exp(least - exponent));
    const sum = raw.reduce((total, weight) => total + weight, 0);
    return raw.map((weight) => weight / sum);
  });
}

/** Mean of the crops' scores, weighted by a Gaussian around each centre: the receptive-field upsampling of [CutPaste section 2.4]. */
function blendCrops(map: ScoreMap, side: number): Float32Array {
  const across = lineWeights(map.columns, side, map);
  const down = lineWeights(map.rows, side, map);
  const widened = Float64Array.from({ length: map.rows * side }, (_, i) => {
    const start = Math.floor(i / side) * map.columns;
    return across[i % side].reduce((sum, weight, column) => sum + weight * map.scores[start + column], 0);
  });
  return Float32Array.from({ length: side * side }, (_, i) =>
    down[Math.floor(i / side)].reduce(
      (sum, weight, row) => sum + weight * widened[row * side + (i % side)],
      0,
    ),
  );
}

/** PatchCore's smoothing is 4 pixels of 224 to 256; it follows the size of the image. */
const cellSigmaShare = 4 / 256;

/** A score for each pixel of an image of `side` pixels: float32 [side, side]. Maps are drawn and measured by it. */
export function pixelScores(map: ScoreMap, side: number): Float32Array {
  if (map.places === 'crops') return blendCrops(map, side);
  const grid = { width: map.columns, height: map.rows };
  return anomalyMap(map.scores, grid, { width: side, height: side, sigmaPx: cellSigmaShare * side });
}
