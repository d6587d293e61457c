/**
 * The page's resampling as a graph: an image of any size becomes a square working copy, with the same pixels as `fitImage` gives. Each
 * axis is one product with a matrix of weights, which the graph computes from the image's size.
 */
import type { Aspect } from '../../core/dataset/preparation.ts';
import { tapsFor } from '../../core/image/resize.ts';
import type { GraphRecorder } from './graph-recorder.ts';

/** TensorProto.DataType, as Cast takes it. */
const kinds = { float: 1, double: 11 } as const;

interface Sizes {
  /** 64-bit floats without axes. */
  readonly length: string;
  readonly shorter: string;
  readonly longer: string;
}

/** Where an axis of the square is taken from. */
interface AxisMap {
  /** Place in the resized axis of each place of the square: [side]. */
  readonly places: string;
  /** Length that the axis is resized to, from what, and where that begins. */
  readonly to: string;
  readonly from: string;
  readonly start: string;
}

function roundUpFromHalf(graph: GraphRecorder, value: string): string {
  return graph.node('Floor', [graph.node('Add', [value, graph.double(0.5)])]);
}

function halfOfRest(graph: GraphRecorder, whole: string, part: string): string {
  return graph.node('Floor', [graph.node('Mul', [graph.node('Sub', [whole, part]), graph.double(0.5)])]);
}

function mapAxis(
  graph: GraphRecorder,
  { length, shorter, longer }: Sizes,
  side: number,
  aspect: Aspect,
): AxisMap {
  const places = graph.tensor(
    `places.${side}`,
    [side],
    Float64Array.from({ length: side }, (_, i) => i),
  );
  const [whole, none] = [graph.double(side), graph.double(0)];
  switch (aspect) {
    case 'stretch':
      return { places, to: whole, from: length, start: none };
    case 'crop':
      return { places, to: whole, from: shorter, start: halfOfRest(graph, length, shorter) };
    case 'pad': {
      const scaled = graph.node('Mul', [length, graph.node('Div', [whole, longer])]);
      const to = graph.node('Max', [graph.double(1), roundUpFromHalf(graph, scaled)]);
      const inside = graph.node('Sub', [places, halfOfRest(graph, whole, to)]);
      const last = graph.node('Sub', [to, graph.double(1)]);
      const kept = graph.node('Min', [graph.node('Max', [inside, none]), last]);
      return { places: kept, to, from: length, start: none };
    }
  }
}

/** Share of each pixel under each place, by area where the axis shrinks, else by the distance of centres: [side, length]. */
function weightsOf(graph: GraphRecorder, { places, to, from, start }: AxisMap, length: string): string {
  const [none, one] = [graph.double(0), graph.double(1)];
  const column = graph.node('Unsqueeze', [places, graph.integers([1])]);
  const pixels = graph.node('Unsqueeze', [
    graph.node('Sub', [graph.node('Range', [none, length, one]), start]),
    graph.integers([0]),
  ]);
  const scale = graph.node('Div', [from, to]);
  const low = graph.node('Mul', [column, scale]);
  const high = graph.node('Min', [from, graph.node('Add', [low, scale])]);
  const right = graph.node('Min', [high, graph.node('Add', [pixels, one])]);
  const overlap = graph.node('Sub', [right, graph.node('Max', [low, pixels])]);
  const byArea = graph.node('Div', [graph.node('Max', [none, overlap]), scale]);

  const half = graph.double(0.5);
  const centre = graph.node('Sub', [graph.node('Mul', [graph.node('Add', [column, half]), scale]), half]);
  const last = graph.node('Sub', [from, one]);
  const position = graph.node('Min', [last, graph.node('Max', [none, centre])]);
  const distance = graph.node('Abs', [graph.node('Sub', [pixels, position])]);
  const byDistance = graph.node('Max', [none, graph.node('Sub', [one, distance])]);

  return graph.node('Where', [graph.node('LessOrEqual', [to, from]), byArea, byDistance]);
}

function cast(graph: GraphRecorder, value: string, to: number): string {
  return graph.node('Cast', [value], { integers: { to } });
}

/** The length of axis `axis` of an image, as a 64-bit float without axes. */
function lengthOf(graph: GraphRecorder, image: string, axis: number): string {
  const shape = graph.node('Shape', [image]);
  return cast(graph, graph.node('Gather', [shape, graph.integers([axis], [])]), kinds.double);
}

/**
 * `image` [1, H, W, 3] of bytes, any H and W, as whole levels 0 to 255 in 64-bit floats: [1, 3, side, side]. Levels halfway between two
 * are common where sides are simple fractions of each other, and round as on the page only if the sums have as many digits.
 */
export function resizeInGraph(graph: GraphRecorder, image: string, side: number, aspect: Aspect): string {
  const [height, width] = [lengthOf(graph, image, 1), lengthOf(graph, image, 2)];
  const [shorter, longer] = [graph.node('Min', [height, width]), graph.node('Max', [height, width])];
  const weights = [height, width].map((length) =>
    weightsOf(graph, mapAxis(graph, { length, shorter, longer }, side, aspect), length),
  );
  const levels = cast(graph, image, kinds.double);
  const planes = graph.node('Transpose', [levels], { integers: { perm: [0, 3, 1, 2] } });
  const turned = graph.node('Transpose', [weights[1]], { integers: { perm: [1, 0] } });
  const narrowed = graph.node('MatMul', [planes, turned]);
  return roundUpFromHalf(graph, graph.node('MatMul', [weights[0], narrowed]));
}

/** Weights of `resample` from one side to another, which the graph need not compute: [to, from]. */
export function sideWeights(from: number, to: number): Float64Array {
  const matrix = new Float64Array(to * from);
  tapsFor(from, to).forEach(({ start, weights }, row) => {
    matrix.set(weights, row * from + start);
  });
  return matrix;
}

/** A square image of levels [1, 3, from, from] at another side, in 32-bit floats. */
export function resizeSquare(graph: GraphRecorder, image: string, from: number, to: number): string {
  if (from === to) return cast(graph, image, kinds.float);
  const weights = sideWeights(from, to);
  const rows = graph.tensor(`rows.${from}.${to}`, [to, from], weights);
  const columns = graph.node('Transpose', [rows], { integers: { perm: [1, 0] } });
  const resized = graph.node('MatMul', [rows, graph.node('MatMul', [image, columns])]);
  return cast(graph, roundUpFromHalf(graph, resized), kinds.float);
}
