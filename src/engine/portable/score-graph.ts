/** What `backbone/place-scorer` computes, as a graph: from places to a score, a map and a verdict. */
import type { BankTerm, HeadTerm, PlaceScorer } from '../backbone/place-scorer.ts';
import type { GraphRecorder } from './graph-recorder.ts';

const [kindInt64, kindDouble] = [7, 11];

/** |a|^2 of rows: [m, 1]. */
function squaresOf(graph: GraphRecorder, rows: string): string {
  return graph.node('ReduceSum', [graph.node('Mul', [rows, rows]), graph.integers([1])]);
}

/** Squared distances of places [m, length] to all rows of the bank: [m, n]. */
function squaredDistances(graph: GraphRecorder, places: string, { bank }: BankTerm): string {
  const { rows, turned, squares } = bank;
  const columns = graph.tensor('bank', [rows.columns, rows.rows], turned.data);
  const own = graph.tensor('bank.squares', [1, rows.rows], squares);
  const products = graph.node('MatMul', [places, columns]);
  const doubled = graph.node('Mul', [products, graph.float(2)]);
  return graph.node('Sub', [graph.node('Add', [squaresOf(graph, places), own]), doubled]);
}

function rootOf(graph: GraphRecorder, squares: string): string {
  return graph.node('Sqrt', [graph.node('Max', [squares, graph.float(0)])]);
}

/** [m] */
function nearestOf(graph: GraphRecorder, squares: string): string {
  const least = graph.node('ReduceMin', [squares], { integers: { axes: [1], keepdims: 0 } });
  return rootOf(graph, least);
}

/** 1 - cosine of embeddings to the centre; a zero row is at distance 1: [m]. */
function headScores(graph: GraphRecorder, places: string, { head, centre }: HeadTerm): string {
  const { input, hidden, output } = head.shape;
  const first = graph.node('Add', [
    graph.node('MatMul', [places, graph.tensor('head.weight1', [input, hidden], head.weight1)]),
    graph.tensor('head.bias1', [hidden], head.bias1),
  ]);
  const embeddings = graph.node('Add', [
    graph.node('MatMul', [
      graph.node('Relu', [first]),
      graph.tensor('head.weight2', [hidden, output], head.weight2),
    ]),
    graph.tensor('head.bias2', [output], head.bias2),
  ]);
  const along = graph.node('MatMul', [embeddings, graph.tensor('head.centre', [output, 1], centre)]);
  const lengths = graph.node('Sqrt', [squaresOf(graph, embeddings)]);
  const cosines = graph.node('Div', [along, graph.node('Max', [lengths, graph.float(1e-30)])]);
  const distances = graph.node('Sub', [graph.float(1), cosines]);
  return graph.node('Reshape', [distances, graph.integers([-1])]);
}

interface Scored {
  readonly places: string; // [m]
  readonly score: string; // [1]
}

function meanOfLargest(graph: GraphRecorder, places: string, count: number): string {
  const { values } = graph.largest(places, count);
  return graph.node('ReduceMean', [values], { integers: { axes: [0], keepdims: 1 } });
}

function sumOfTerms(graph: GraphRecorder, rows: string, { terms }: PlaceScorer): string {
  const parts = terms.map((term) => {
    const scores =
      term.kind === 'bank'
        ? nearestOf(graph, squaredDistances(graph, rows, term))
        : headScores(graph, rows, term);
    const { scale, share } = term;
    const moved = graph.node('Sub', [scores, graph.float(scale.usual)]);
    return graph.node('Mul', [moved, graph.float(share / scale.unit)]);
  });
  return parts.reduce((sum, part) => graph.node('Add', [sum, part]));
}

/** What counts of scores of places [m]: the same of those that do, and none larger of the others. */
type Counted = (scores: string) => string;

interface Reweighting {
  readonly term: BankTerm;
  readonly neighbours: number;
  readonly counted: Counted;
}

/** (1 - exp(d*) / sum_j exp(d_j)) d*, see `reweightedScore`: the neighbours of the nearest row are found in the bank. */
function scoreReweighted(
  graph: GraphRecorder,
  rows: string,
  { term, neighbours, counted }: Reweighting,
): Scored {
  const squares = squaredDistances(graph, rows, term);
  const places = counted(nearestOf(graph, squares));
  const worst = graph.largest(places, 1);
  const own = graph.node('Gather', [squares, worst.indices]); // [1, n]
  const centre = graph.node('ArgMin', [own], { integers: { axis: 1, keepdims: 0 } }); // [1]
  const { rows: bank } = term.bank;
  const column = graph.node('Gather', ['bank', centre], { integers: { axis: 1 } }); // [length, 1]
  const row = graph.node('Transpose', [column], { integers: { perm: [1, 0] } });
  const around = graph.node('Neg', [squaredDistances(graph, row, term)]); // [1, n]
  const count = Math.min(neighbours, bank.rows);
  const chosen = graph.node('Reshape', [graph.largest(around, count).indices, graph.integers([count])]);
  const near = rootOf(graph, graph.node('Gather', [own, chosen], { integers: { axis: 1 } })); // [1, count]
  const excess = graph.node('Sub', [near, worst.values]);
  const total = graph.node('ReduceSum', [graph.node('Exp', [excess]), graph.integers([1])], {
    integers: { keepdims: 0 },
  });
  const weight = graph.node('Sub', [graph.float(1), graph.node('Reciprocal', [total])]);
  return { places, score: graph.node('Mul', [weight, worst.values]) };
}

/** Places [m, 768] to their scores [m] and the image's [1]. */
export function scoreInGraph(
  graph: GraphRecorder,
  rows: string,
  scorer: PlaceScorer,
  counted: Counted,
): Scored {
  const { terms, rule } = scorer;
  const [first] = terms;
  const isWeighed =
    rule.kind === 'reweighted' && rule.neighbours > 1 && first.kind === 'bank' && first.bank.rows.rows > 1;
  if (isWeighed) return scoreReweighted(graph, rows, { term: first, neighbours: rule.neighbours, counted });
  const places = counted(sumOfTerms(graph, rows, scorer));
  return { places, score: meanOfLargest(graph, places, rule.kind === 'largest' ? rule.places : 1) };
}

/** 0 good, 1 look, 2 bad; a score that is no number is 1: [1], int64. */
export function verdictInGraph(
  graph: GraphRecorder,
  score: string,
  { look, bad }: { readonly look: number; readonly bad: number },
): string {
  const asDouble = graph.node('Cast', [score], { integers: { to: kindDouble } });
  const isBad = graph.node('GreaterOrEqual', [asDouble, graph.double(bad)]);
  const isGood = graph.node('Less', [asDouble, graph.double(look)]);
  const [up, down] = [isBad, isGood].map((is) => graph.node('Cast', [is], { integers: { to: kindInt64 } }));
  return graph.node('Sub', [graph.node('Add', [graph.integers([1]), up]), down]);
}
