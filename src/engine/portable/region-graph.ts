/** A part of the image that counts, as a graph: see `image/region-of-interest` and `scoring/counted-places`. */
import type { RegionOfInterest } from '../../core/image/image.ts';
import { countedPixels, ignoredColour } from '../../core/image/region-of-interest.ts';
import type { GraphRecorder } from './graph-recorder.ts';

/** TensorProto.DataType of a truth value, as Cast takes it. */
const kindTruth = 9;

function truth(graph: GraphRecorder, name: string, shape: readonly number[], counted: Uint8Array): string {
  const numbers = graph.tensor(name, shape, Float32Array.from(counted));
  return graph.node('Cast', [numbers], { integers: { to: kindTruth } });
}

/** Levels [1, 3, side, side] in 64-bit floats, ignored pixels with their one colour. */
export function fillInGraph(
  graph: GraphRecorder,
  levels: string,
  side: number,
  region: RegionOfInterest | undefined,
): string {
  if (region === undefined) return levels;
  const counted = truth(graph, 'region.pixels', [1, 1, side, side], countedPixels(region, side, side));
  const colour = graph.tensor('region.colour', [1, 3, 1, 1], Float64Array.from(ignoredColour));
  return graph.node('Where', [counted, levels, colour]);
}

/**
 * Scores of places [m] in 32 bits, where those that do not count are no more anomalous than the least anomalous that does. `places` [m]
 * has 1 for those that count; all do where it is missing.
 */
export function countInGraph(graph: GraphRecorder, scores: string, places: Uint8Array | undefined): string {
  if (places === undefined) return scores;
  const counted = truth(graph, 'region.places', [places.length], places);
  const others = graph.node('Where', [counted, scores, graph.float(Number.POSITIVE_INFINITY)]);
  const least = graph.node('ReduceMin', [others], { integers: { axes: [0], keepdims: 1 } });
  return graph.node('Where', [counted, scores, least]);
}
