/** A contrastive loss as a function of similarities, with its slopes in closed form. */
import { pairsOf, type Pairing, type Pairs } from './pairing.ts';

type Matrix = readonly (readonly number[])[];

export interface LossAndSlopes {
  readonly loss: number;
  /** dL / ds_ij, [4N, 4N]. */
  readonly slopes: Matrix;
}

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}

/** log( 1 + e^x ), without overflow. */
const softplus = (x: number) => Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));

const sigmoid = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

/** One anchor's mean over its positives, and its slopes. */
function anchorLoss(
  s: readonly number[],
  i: number,
  { isPositive, isCompared, addsPositive }: Pairs,
): { loss: number; slopes: number[] } {
  const rows = s.map((_, j) => j);
  const compared = rows.filter((j) => isCompared(i, j));
  const positives = rows.filter((j) => isPositive(i, j));
  const total = logSumExp(compared.map((j) => s[j]));
  const slopes = s.map(() => 0);
  let [loss, pressure] = [0, 0];
  for (const p of positives) {
    const gap = total - s[p];
    const pull = (addsPositive ? sigmoid(gap) : 1) / positives.length;
    loss += (addsPositive ? softplus(gap) : gap) / positives.length;
    pressure += pull;
    slopes[p] -= pull;
  }
  for (const j of compared) slopes[j] += pressure * Math.exp(s[j] - total);
  return { loss, slopes };
}

/**
 * L = 1/|A| sum_{i in A} 1/|P(i)| sum_{p in P(i)} -log( exp s_ip / sum_{q in D(i,p)} exp s_iq ); anchors A, positives P and
 * denominators D are the pairing's. `s` is [4N, 4N], cosines / temperature. Each anchor's term counts as often as `weights` say, the
 * first of them; others once.
 */
export function contrastiveLoss(s: Matrix, pairing: Pairing, weights: readonly number[] = []): LossAndSlopes {
  const pairs = pairsOf(pairing, s.length);
  const weightOf = (i: number) => weights.at(i) ?? 1;
  const each = s.slice(0, pairs.anchors).map((row, i) => {
    const { loss, slopes } = anchorLoss(row, i, pairs);
    return { loss: weightOf(i) * loss, slopes: slopes.map((slope) => weightOf(i) * slope) };
  });
  const slopes = s.map((row, i) => row.map((_, j) => (each.at(i)?.slopes[j] ?? 0) / pairs.anchors));
  return { loss: each.reduce((sum, { loss }) => sum + loss, 0) / pairs.anchors, slopes };
}
