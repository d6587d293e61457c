/** Crops of an image, what a network makes of each, and their scores, as a graph: see `evaluation/crops` and `evaluation/crop-scorer`. */
import { gridStarts } from '../../core/views/window.ts';
import { strideOf, type CropShape } from '../evaluation/crops.ts';
import type { RowScorer, SquareTerm } from '../evaluation/crop-scorer.ts';
import { valueOf, type Network } from '../networks/network.ts';
import { toTorchTensors, type TrainedModel } from '../weights/export-weights.ts';
import { createNodeRecorder, nodesBehind } from '../weights/node-recorder.ts';
import type { GraphRecorder } from './graph-recorder.ts';
import { resizeSquare } from './resample-graph.ts';

const kindDouble = 11;

/** Rows of pixels of every crop along one axis: of [..., from, ...] to [..., crops, side, ...]. */
function cutAxis(
  graph: GraphRecorder,
  image: string,
  axis: number,
  { imageSize, inputSize, cropStride }: CropShape,
): string {
  const starts = gridStarts(
    imageSize,
    inputSize,
    strideOf({ imageSize, inputSize, cropStride, trainOn: 'crops' }),
  );
  const places = starts.flatMap((start) => Array.from({ length: inputSize }, (_, i) => start + i));
  const indices = graph.integers(places, [starts.length, inputSize]);
  return graph.node('Gather', [image, indices], { integers: { axis } });
}

/** Levels [1, 3, from, from] in 64-bit floats to those of all crops, in rows, [crops, 3, side, side] in 32 bits. */
export function cropsInGraph(graph: GraphRecorder, levels: string, from: number, shape: CropShape): string {
  const { trainOn, imageSize, inputSize } = shape;
  if (trainOn === 'whole') {
    const sized = resizeSquare(graph, levels, from, imageSize);
    const again = graph.node('Cast', [sized], { integers: { to: kindDouble } });
    return resizeSquare(graph, again, imageSize, inputSize);
  }
  const image = resizeSquare(graph, levels, from, imageSize);
  const rows = cutAxis(graph, image, 2, shape); // [1, 3, n, side, width]
  const crops = cutAxis(graph, rows, 4, shape); // [1, 3, n, side, n, side]
  const ordered = graph.node('Transpose', [crops], { integers: { perm: [0, 2, 4, 1, 3, 5] } });
  return graph.node('Reshape', [ordered, graph.integers([-1, 3, inputSize, inputSize])]);
}

export interface NetworkNumbers {
  /** With the normalisation that its pixels had in training. */
  readonly network: Network;
  readonly model: TrainedModel;
}

/** The network's embeddings of levels [crops, 3, side, side]: [crops, length]. */
export function embeddingsInGraph(
  graph: GraphRecorder,
  crops: string,
  { network, model }: NetworkNumbers,
): string {
  const { mean, deviation } = network.normalisation;
  const channels = (name: string, values: readonly number[]) =>
    graph.tensor(
      name,
      [1, 3, 1, 1],
      Float32Array.from(values, (value) => 255 * value),
    );
  const moved = graph.node('Sub', [crops, channels('pixels.mean', mean)]);
  const images = graph.node('Div', [moved, channels('pixels.deviation', deviation)]);
  const { nodes, constants, operations } = createNodeRecorder();
  const pooled = valueOf(network.apply({ images }, operations), 'pooled');
  const needed = nodesBehind([pooled], nodes);
  graph.nodes.push(...needed);
  const used = new Set(needed.flatMap(({ inputs }) => inputs));
  for (const [name, { shape, values }] of [...toTorchTensors(model, network), ...constants])
    if (used.has(name)) graph.tensor(name, shape, values);
  return pooled;
}

/** Rows at length 1; a row of zeros stays one. */
function unitRows(graph: GraphRecorder, rows: string): string {
  const squares = graph.node('ReduceSum', [graph.node('Mul', [rows, rows]), graph.integers([1])]);
  const lengths = graph.node('Max', [graph.node('Sqrt', [squares]), graph.float(1e-30)]);
  return graph.node('Div', [rows, lengths]);
}

/** [m], in 64-bit floats as `rows` [m, length]. */
function squaresInGraph(
  graph: GraphRecorder,
  rows: string,
  name: string,
  { mean, matrix }: SquareTerm,
): string {
  const double = (value: string) => graph.node('Cast', [value], { integers: { to: kindDouble } });
  const { length } = mean;
  const moved = graph.node('Sub', [rows, double(graph.tensor(`${name}.mean`, [1, length], mean))]);
  const turned =
    matrix === undefined
      ? moved
      : graph.node('MatMul', [moved, double(graph.tensor(`${name}.matrix`, [length, length], matrix))]);
  return graph.node('ReduceSum', [graph.node('Mul', [turned, turned]), graph.integers([1])], {
    integers: { keepdims: 0 },
  });
}

/** Embeddings [m, length] to scores [m] in 32 bits. */
export function scoreRowsInGraph(graph: GraphRecorder, rows: string, scorer: RowScorer): string {
  const { length } = scorer;
  if (scorer.kind === 'cosines') {
    const size = scorer.bank.length / length;
    const bank = graph.tensor('bank', [size, length], scorer.bank);
    const turned = graph.node('Transpose', [bank], { integers: { perm: [1, 0] } });
    const cosines = graph.node('MatMul', [unitRows(graph, rows), turned]);
    const { values } = graph.largest(cosines, Math.min(scorer.neighbours, size));
    const means = graph.node('ReduceMean', [values], { integers: { axes: [1], keepdims: 0 } });
    return graph.node('Sub', [graph.float(1), means]);
  }
  const { isUnit, terms, known } = scorer;
  const seen = graph.node('Cast', [isUnit ? unitRows(graph, rows) : rows], { integers: { to: kindDouble } });
  const squares = terms.map((term, i) => squaresInGraph(graph, seen, `squares.${i}`, term));
  const least = graph.node('Min', squares);
  const score =
    known === undefined
      ? least
      : graph.node('Sub', [least, squaresInGraph(graph, seen, 'squares.known', known)]);
  return graph.node('Cast', [score], { integers: { to: 1 } });
}
