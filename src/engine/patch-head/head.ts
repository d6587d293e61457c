/** The paper's two fully connected layers on each place of a feature map: what they are, and how they embed places. */
import type { Random } from '../../core/random.ts';
import { linear } from './layers.ts';
import { createMatrix, type Matrix, type Multiply } from './matrix.ts';

/** Lengths of a place's features, of the hidden layer, and of an embedding. */
export interface HeadShape {
  readonly input: number;
  readonly hidden: number;
  readonly output: number;
}

/** Names and lengths of all numbers; weights are [from, to]. */
export function headLengths({ input, hidden, output }: HeadShape): Readonly<Record<HeadParameter, number>> {
  return {
    weight1: input * hidden,
    bias1: hidden,
    gamma1: hidden,
    beta1: hidden,
    weight2: hidden * output,
    bias2: output,
    gamma2: output,
    beta2: output,
  };
}

export type HeadParameter =
  'weight1' | 'bias1' | 'gamma1' | 'beta1' | 'weight2' | 'bias2' | 'gamma2' | 'beta2';

export type HeadParameters = Readonly<Record<HeadParameter, Float32Array>>;

/** Linear layers as PyTorch begins them, U(-1/sqrt(in), 1/sqrt(in)); norms do nothing yet. */
export function drawHead(shape: HeadShape, random: Random): HeadParameters {
  const lengths = headLengths(shape);
  const draw = (name: HeadParameter, fan: number) => {
    const stream = random.fork(name);
    return Float32Array.from({ length: lengths[name] }, () => stream.uniform(-1, 1) / Math.sqrt(fan));
  };
  const all = (name: HeadParameter, value: number) => new Float32Array(lengths[name]).fill(value);
  return {
    weight1: draw('weight1', shape.input),
    bias1: draw('bias1', shape.input),
    gamma1: all('gamma1', 1),
    beta1: all('beta1', 0),
    weight2: draw('weight2', shape.hidden),
    bias2: draw('bias2', shape.hidden),
    gamma2: all('gamma2', 1),
    beta2: all('beta2', 0),
  };
}

/** What turns features into what the first layer takes: (x - mean) / deviation for each channel. */
export interface Standardisation {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** Of places of normal images; a channel that never changes is only centred, nearly. */
export function standardisationOf({ rows, columns, data }: Matrix): Standardisation {
  const [sums, squares] = [new Float64Array(columns), new Float64Array(columns)];
  for (let i = 0, at = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, at++) {
      sums[j] += data[at];
      squares[j] += data[at] ** 2;
    }
  }
  const mean = Float32Array.from(sums, (sum) => sum / rows);
  const deviation = Float32Array.from(
    squares,
    (sum, j) => Math.sqrt(Math.max(0, sum / rows - (sums[j] / rows) ** 2)) + 1e-3,
  );
  return { mean, deviation };
}

/** A trained head as two affine maps with a ReLU between: standardisation and norms are folded in. */
export interface FoldedHead {
  readonly shape: HeadShape;
  readonly weight1: Float32Array; // [input, hidden]
  readonly bias1: Float32Array;
  readonly weight2: Float32Array; // [hidden, output]
  readonly bias2: Float32Array;
}

/** Running moments of a norm. */
export interface RunningMoments {
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

const epsilon = 1e-5;

/** w' = w gamma / sqrt(var + eps), b' = (b - mean) gamma / sqrt(var + eps) + beta. */
function foldNorm(
  weight: Float32Array,
  bias: Float32Array,
  { gamma, beta, mean, variance }: { gamma: Float32Array; beta: Float32Array } & RunningMoments,
): { readonly weight: Float32Array; readonly bias: Float32Array } {
  const scale = gamma.map((one, j) => one / Math.sqrt(variance[j] + epsilon));
  return {
    weight: weight.map((one, at) => one * scale[at % scale.length]),
    bias: bias.map((one, j) => (one - mean[j]) * scale[j] + beta[j]),
  };
}

/** w'_ij = w_ij / deviation_i, b'_j = b_j - sum_i mean_i w'_ij. */
function foldStandardisation(
  { weight, bias }: { readonly weight: Float32Array; readonly bias: Float32Array },
  { mean, deviation }: Standardisation,
): { readonly weight: Float32Array; readonly bias: Float32Array } {
  const columns = bias.length;
  const scaled = weight.map((one, at) => one / deviation[Math.floor(at / columns)]);
  const shifted = Float64Array.from(bias);
  for (let at = 0; at < scaled.length; at++)
    shifted[at % columns] -= mean[Math.floor(at / columns)] * scaled[at];
  return { weight: scaled, bias: Float32Array.from(shifted) };
}

export function foldHead(
  shape: HeadShape,
  parameters: HeadParameters,
  running: readonly [RunningMoments, RunningMoments],
  standardisation: Standardisation,
): FoldedHead {
  const { weight1, bias1, gamma1, beta1, weight2, bias2, gamma2, beta2 } = parameters;
  const first = foldStandardisation(
    foldNorm(weight1, bias1, { gamma: gamma1, beta: beta1, ...running[0] }),
    standardisation,
  );
  const second = foldNorm(weight2, bias2, { gamma: gamma2, beta: beta2, ...running[1] });
  return { shape, weight1: first.weight, bias1: first.bias, weight2: second.weight, bias2: second.bias };
}

/** What the ReLU and the second layer make of what the first gave, which is changed: [n, output]. */
export function secondLayer({ shape, ...head }: FoldedHead, inner: Matrix, multiply: Multiply): Matrix {
  const { hidden, output } = shape;
  for (let at = 0; at < inner.data.length; at++) inner.data[at] = Math.max(0, inner.data[at]);
  return linear(inner, createMatrix(hidden, output, head.weight2), head.bias2, multiply);
}

/** Embeddings of places x [n, input], not yet at length 1: [n, output]. */
export function embedPlaces(head: FoldedHead, x: Matrix, multiply: Multiply): Matrix {
  const { input, hidden } = head.shape;
  const weight = createMatrix(input, hidden, head.weight1);
  return secondLayer(head, linear(x, weight, head.bias1, multiply), multiply);
}
