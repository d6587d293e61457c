/** Pseudo against normal: is an embedding more like pseudo-anomalies than like normal images? The logit that the contrastive loss trains. */
import { normaliseRows, requireRows } from './distances.ts';

function dotRow(a: Float32Array, b: Float32Array, startB: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[i] * b[startB + i];
  return sum;
}

/** log sum_j exp(z . b_j / temperature), the largest term taken out so that nothing overflows. */
function logSumExp(query: Float32Array, bank: Float32Array, temperature: number): number {
  const length = query.length;
  const logits = Float64Array.from(
    { length: bank.length / length },
    (_, row) => dotRow(query, bank, row * length, length) / temperature,
  );
  const largest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  return largest + Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - largest), 0));
}

/** What the score compares with; both rows of the same length. */
export interface ContrastiveBanks {
  readonly normal: Float32Array; // [n, length]
  readonly pseudo: Float32Array; // [p, length]
  /** Of the loss that trained them, > 0. */
  readonly temperature: number;
}

/**
 * log sum_q exp(z . q / t) - log sum_p exp(z . p / t) over pseudo-anomalies q and normal images p, rows at length 1.
 * Bank sizes shift all scores alike. Rows are heads' outputs z, not pooled features. `queries` is [m, length].
 */
export function contrastiveLogRatios(
  queries: Float32Array,
  length: number,
  { normal, pseudo, temperature }: ContrastiveBanks,
): Float32Array {
  requireRows(normal, length);
  requireRows(pseudo, length);
  const [unit, unitNormal, unitPseudo] = [queries, normal, pseudo].map((rows) => normaliseRows(rows, length));
  return Float32Array.from({ length: queries.length / length }, (_, row) => {
    const query = unit.subarray(row * length, (row + 1) * length);
    return logSumExp(query, unitPseudo, temperature) - logSumExp(query, unitNormal, temperature);
  });
}
