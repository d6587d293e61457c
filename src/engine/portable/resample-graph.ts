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

/**
 * Share of each pixel under each place, by area where the axis shrinks, else by the distance of centres: [side, length], or
 * [length, side] where places lie `across`. A product with transposed 64-bit floats would be fused by onnxruntime for Python into an
 * operation that it has for 32 bits alone.
 */
function weightsOf(
  graph: GraphRecorder,
  { places, to, from, start }: AxisMap,
  length: string,
  across: boolean,
): string {
  const [none, one] = [graph.double(0), graph.double(1)];
  const [downwards, sideways] = [graph.integers([1]), graph.integers([0])];
  const column = graph.node('Unsqueeze', [places, across ? sideways : downwards]);
  const pixels = graph.node('Unsqueeze', [
    graph.node('Sub', [graph.node('Range', [none, length, one]), start]),
    across ? downwards : sideways,
  ]);
  const scale = graph.node('Div', [from, to]);
  const low = graph.node('Mul', [column, scale]);
  const high = graph.node('Min', [from, graph.node('Add', [low, scale])]);
  const right = graph.node('Min', [high, graph.node('Add', [pixels, one])]);
  const overlap = graph.node('Sub', [right, graph.node('Max', [low, pixels])]);
  const byArea = graph.node('Div', [graph.node('Max', [none, overlap]), scale]);

  // Term by term as `linearTaps` has it: halves between two levels round by the last bit of a weight.
  const half = graph.double(0.5);
  const along = graph.node('Div', [graph.node('Mul', [graph.node('Add', [column, half]), from]), to]);
  const last = graph.node('Sub', [from, one]);
  const position = graph.node('Min', [last, graph.node('Max', [none, graph.node('Sub', [along, half])])]);
  const beforeLast = graph.node('Max', [none, graph.node('Sub', [last, one])]);
  const first = graph.node('Min', [graph.node('Floor', [position]), beforeLast]);
  const share = graph.node('Sub', [position, first]);
  const step = graph.node('Sub', [pixels, first]);
  const second = graph.node('Where', [graph.node('Equal', [step, one]), share, none]);
  const isFirst = graph.node('Equal', [step, none]);
  const byDistance = graph.node('Where', [isFirst, graph.node('Sub', [one, share]), second]);

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
  const weights = [height, width].map((length, axis) =>
    weightsOf(graph, mapAxis(graph, { length, shorter, longer }, side, aspect), length, axis === 1),
  );
  const levels = cast(graph, image, kinds.double);
  const planes = graph.node('Transpose', [levels], { integers: { perm: [0, 3, 1, 2] } });
  const narrowed = graph.node('MatMul', [planes, weights[1]]);
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

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  return Float64Array.from(
    { length: matrix.length },
    (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)],
  );
}

/** A square image of levels [1, 3, from, from] at another side, in 32-bit floats. */
export function resizeSquare(graph: GraphRecorder, image: string, from: number, to: number): string {
  if (from === to) return cast(graph, image, kinds.float);
  const weights = sideWeights(from, to);
  const rows = graph.tensor(`rows.${from}.${to}`, [to, from], weights);
  const columns = graph.tensor(`columns.${from}.${to}`, [from, to], transposed(weights, to, from));
  const resized = graph.node('MatMul', [rows, graph.node('MatMul', [image, columns])]);
  return cast(graph, roundUpFromHalf(graph, resized), kinds.float);
}
