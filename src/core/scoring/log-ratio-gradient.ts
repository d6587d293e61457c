/** How the score “pseudo against normal” changes with the pooled features that the projection head is given. */
import { normaliseRows } from './distances.ts';
import type { ContrastiveBanks } from './log-ratio.ts';

/** y = x W + b with W of [from, to]. */
export interface Affine {
  readonly weight: Float32Array; // [from, to]
  readonly bias: Float32Array; // [to]
}

/** The head in evaluation mode: affine, rectifier, affine; norms are folded in. */
export interface FoldedHead {
  readonly first: Affine;
  readonly second: Affine;
}

/** Parameters of a norm in evaluation mode, one number a channel. */
export interface NormValues {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** The layer followed by its norm as one layer; `epsilon` is the norm's. */
export function foldNorm({ weight, bias }: Affine, norm: NormValues, epsilon: number): Affine {
  const scale = norm.weight.map((gain, c) => gain / Math.sqrt(norm.variance[c] + epsilon));
  const to = bias.length;
  return {
    weight: weight.map((value, i) => value * scale[i % to]),
    bias: bias.map((value, c) => (value - norm.mean[c]) * scale[c] + norm.bias[c]),
  };
}

function apply({ weight, bias }: Affine, x: Float64Array): Float64Array {
  const to = bias.length;
  const y = Float64Array.from(bias);
  x.forEach((value, i) => {
    for (let c = 0; c < to; c++) y[c] += value * weight[i * to + c];
  });
  return y;
}

/** W g: the gradient before a layer from the one behind it. */
function applyBack({ weight, bias }: Affine, gradient: Float64Array): Float64Array {
  const to = bias.length;
  return Float64Array.from({ length: weight.length / to }, (_, i) => {
    let sum = 0;
    for (let c = 0; c < to; c++) sum += weight[i * to + c] * gradient[c];
    return sum;
  });
}

/** Mean of the bank's rows weighted by softmax(row . u / t), divided by t: the gradient of log sum exp(row . u / t). */
function softMean(u: Float64Array, bank: Float32Array, temperature: number): Float64Array {
  const length = u.length;
  const logits = Float64Array.from({ length: bank.length / length }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < length; i++) sum += u[i] * bank[row * length + i];
    return sum / temperature;
  });
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  const weights = logits.map((logit) => Math.exp(logit - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = new Float64Array(length);
  weights.forEach((weight, row) => {
    const share = weight / total / temperature;
    for (let i = 0; i < length; i++) mean[i] += share * bank[row * length + i];
  });
  return mean;
}

/**
 * Gradients of the score by the pooled features of each row: [n, length]. `pooled` is [n, length]; the banks are the head's outputs.
 * The score does not see the length of z, so its gradient by z is at right angles to z.
 */
export function logRatioGradients(
  pooled: Float32Array,
  { first, second }: FoldedHead,
  { normal, pseudo, temperature }: ContrastiveBanks,
): Float32Array<ArrayBuffer> {
  const length = first.weight.length / first.bias.length;
  const [unitNormal, unitPseudo] = [normal, pseudo].map((rows) => normaliseRows(rows, second.bias.length));
  const gradients = new Float32Array(pooled.length);
  for (let start = 0; start < pooled.length; start += length) {
    const hidden = apply(first, Float64Array.from(pooled.subarray(start, start + length)));
    const z = apply(
      second,
      hidden.map((value) => Math.max(0, value)),
    );
    const norm = Math.sqrt(z.reduce((sum, value) => sum + value * value, 0));
    if (norm === 0) continue; // no direction, no gradient
    const u = z.map((value) => value / norm);
    const towardsNormal = softMean(u, unitNormal, temperature);
    const byUnit = softMean(u, unitPseudo, temperature).map((value, i) => value - towardsNormal[i]);
    const along = byUnit.reduce((sum, value, i) => sum + value * u[i], 0);
    const byZ = byUnit.map((value, i) => (value - along * u[i]) / norm);
    const byHidden = applyBack(second, byZ).map((value, i) => (hidden[i] > 0 ? value : 0));
    gradients.set(applyBack(first, byHidden), start);
  }
  return gradients;
}
