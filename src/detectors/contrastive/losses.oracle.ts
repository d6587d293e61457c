/** The contrastive losses in float64 loops, straight from their formulas: each written out, not by its pairing. */
import type { ContrastiveLoss } from '../../core/contrast/pairing.ts';

type Rows = readonly (readonly number[])[];

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = a.reduce((sum, value, i) => sum + value * b[i], 0);
  return dot === 0 ? 0 : dot / Math.hypot(...a) / Math.hypot(...b); // a row of zeros has no direction
}

/** log( exp(s_ip) / sum of exp over `others` ). */
function logShare(
  z: Rows,
  temperature: number,
  [i, p]: readonly [number, number],
  others: readonly number[],
): number {
  const s = (j: number) => cosine(z[i], z[j]) / temperature;
  return s(p) - Math.log(others.reduce((sum, j) => sum + Math.exp(s(j)), 0));
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Rows are normal view 1, normal view 2, pseudo view 1, pseudo view 2. */
function ordersOf(z: Rows) {
  const images = z.length / 4;
  const all = z.map((_, i) => i);
  const [normal, pseudo] = [all.slice(0, 2 * images), all.slice(2 * images)];
  const own = (i: number) => [i + images, i - images, i + images, i - images][Math.floor(i / images)];
  return { all, normal, pseudo, own, images };
}

export function pairOracle(z: Rows, temperature: number): number {
  const { normal, pseudo, own } = ordersOf(z);
  return meanOf(normal.map((i) => -logShare(z, temperature, [i, own(i)], [own(i), ...pseudo])));
}

export function classwiseOracle(z: Rows, temperature: number): number {
  const { all, normal } = ordersOf(z);
  const without = (rows: readonly number[], i: number) => rows.filter((j) => j !== i);
  return meanOf(
    normal.map((i) =>
      meanOf(without(normal, i).map((p) => -logShare(z, temperature, [i, p], without(all, i)))),
    ),
  );
}

export function ntXentOracle(z: Rows, temperature: number): number {
  const { all, normal, own } = ordersOf(z);
  const others = (i: number) => all.filter((j) => j !== i);
  return meanOf(normal.map((i) => -logShare(z, temperature, [i, own(i)], others(i))));
}

export function firmOracle(z: Rows, temperature: number): number {
  const { all, normal, own } = ordersOf(z);
  return meanOf(
    all.map((i) => {
      const positives = i < normal.length ? normal.filter((j) => j !== i) : [own(i)];
      const others = all.filter((j) => j !== i);
      return meanOf(positives.map((p) => -logShare(z, temperature, [i, p], others)));
    }),
  );
}

export function decoupledOracle(z: Rows, temperature: number): number {
  const { normal, pseudo } = ordersOf(z);
  return meanOf(
    normal.map((i) => {
      const positives = normal.filter((j) => j !== i);
      return meanOf(positives.map((p) => -logShare(z, temperature, [i, p], [p, ...pseudo])));
    }),
  );
}

/** The same without p below, [DCL Eq. 6]. */
export function dclOracle(z: Rows, temperature: number): number {
  const { normal, pseudo } = ordersOf(z);
  return meanOf(
    normal.map((i) => {
      const positives = normal.filter((j) => j !== i);
      return meanOf(positives.map((p) => -logShare(z, temperature, [i, p], pseudo)));
    }),
  );
}

export function spotDifferenceOracle(z: Rows): number {
  const { images } = ordersOf(z);
  const image = (i: number) => cosine(z[i], z[2 * images + i]) - cosine(z[i], z[images + i]);
  return meanOf(Array.from({ length: images }, (_, i) => image(i)));
}

export const oracles: Readonly<Record<ContrastiveLoss, (z: Rows, temperature: number) => number>> = {
  pair: pairOracle,
  classwise: classwiseOracle,
  decoupled: decoupledOracle,
  dcl: dclOracle,
  'nt-xent': ntXentOracle,
  firm: firmOracle,
};
